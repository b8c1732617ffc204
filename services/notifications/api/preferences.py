"""What a person wants to be told where and when."""

from typing import Any

from services.notifications import commands, views
from services.notifications.api.blueprint import routes
from services.notifications.model import Preferences
from services.notifications.policies import own_preferences
from services.notifications.schemas import PreferencesAnswer, PreferencesBody
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call


def _version(preferences: Preferences) -> int:
    return preferences.version


@routes.get("/preferences", on=own_preferences, who=SIGNED_IN, answer=PreferencesAnswer, version=_version)
def preferences(call: Call) -> dict[str, Any]:
    return views.choices(call.record)


@routes.put(
    "/preferences", on=own_preferences, who=SIGNED_IN, body=PreferencesBody, answer=PreferencesAnswer, version=_version
)
def choose(call: Call) -> dict[str, Any]:
    return views.choices(commands.choose(call.record, call.body))
