"""The settings of a register."""

from typing import Any

from services.volunteers import commands
from services.volunteers.api.blueprint import register_routes as routes
from services.volunteers.api.blueprint import version
from services.volunteers.api.language import reader_language
from services.volunteers.policies import settings as policies
from services.volunteers.schemas import settings as schemas
from services.volunteers.views import settings as views
from shared.web.routes import Call

_SETTINGS: dict[str, Any] = {"on": policies.settings, "who": policies.SETTERS}


@routes.get("/settings", version=version, answer=schemas.SettingsAnswer, **_SETTINGS)
def read_settings(call: Call) -> dict[str, Any]:
    return views.settings(call.session, call.record, reader_language(call))


@routes.put("/settings", version=version, body=schemas.SettingsBody, answer=schemas.SettingsAnswer, **_SETTINGS)
def change_settings(call: Call) -> dict[str, Any]:
    changed = commands.change_settings(call.session, call.caller, call.record, **call.body)
    return views.settings(call.session, changed, reader_language(call))


@routes.get("/settings/history", answer=schemas.HistoryAnswer, **_SETTINGS)
def read_history(call: Call) -> dict[str, Any]:
    return views.history(call.session, call.record.organisation, reader_language(call))
