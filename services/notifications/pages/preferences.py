"""What one wants to be told by which channel, and when; and one's messenger."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response

from services.notifications import commands, views
from services.notifications.model import MessengerLink, Preferences
from services.notifications.pages.kinds import Shown, shown_to
from services.notifications.policies import own_preferences
from services.notifications.schemas import TypedPreferences
from services.notifications.table import EMAIL, MESSENGER
from services.notifications.texts import NOTIFICATION_TYPES
from shared.problems import Conflict
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Group, Several, Text, Whole
from shared.web.pages.week import ClockTime
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call
from shared.web.site import this_site

pages = Pages("notifications", __name__, "preferences")

PREFERENCES = "/notifications/preferences"


@dataclass
class Kinds(Several):
    """Some of the types of one channel: several of these are sent under one name."""

    group: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}-{self.group}"


def choices_form(call: Call) -> Form:
    record: Preferences = call.record
    available = _available()
    shown = shown_to(call.caller.roles)
    return Form(
        _("What I am told, where and when"),
        [
            Group(_("When"), _times()),
            *_channel(EMAIL, _("By e-mail"), shown),
            *(_channel(MESSENGER, _("By messenger"), shown) if available else ()),
        ],
        _("Save my choices"),
        lead=_("The inbox always has everything. Mails on which a child's safety may hang always come."),
        values=_values(record),
        shown={"messenger": views.messenger(call.session.get(MessengerLink, call.caller.person), available=available)},
        back="/identity/me",
        back_text=_("Back to my profile"),
    )


def _times() -> list[Text]:
    same = _("The end is the same time as the beginning. Choose another one, or leave both empty.")
    within = _("This lies in the quiet hours. Choose a time outside of them.")
    return [
        ClockTime(
            "quiet_hours.from", _("Quiet from"), _("As in 21:00. What is urgent comes all the same."), optional=True
        ),
        ClockTime("quiet_hours.to", _("Quiet until"), _("As in 08:00"), optional=True, errors={"same": same}),
        ClockTime(
            "digest_at",
            _("One mail a day, at"),
            _("As in 09:00. With all that is not urgent; empty: each news comes for itself."),
            optional=True,
            errors={"in_quiet_hours": within},
        ),
        Whole(
            "gather_minutes",
            _("Gather news for so many minutes"),
            _("When there are many news of one family, what follows comes in one mail. From 0 to 120."),
            errors={"out_of_range": _("Enter from 0 to 120 minutes.")},
        ),
    ]


def _channel(channel: str, legend: str, shown: "tuple[Shown, ...]") -> Iterator[Group]:
    language_options = [(one, [(kind, one.words(kind)) for kind in one.kinds(channel)]) for one in shown]
    fields = [Kinds(channel, one.title(), options=found, group=one.name) for one, found in language_options if found]
    yield Group(legend, fields)


def _values(record: Preferences) -> dict[str, Any]:
    chosen = views.choices(record)
    quiet = chosen["quiet_hours"] or {}
    return {
        EMAIL: [one["type"] for one in chosen["types"] if one["channels"][EMAIL]],
        MESSENGER: [one["type"] for one in chosen["types"] if one["channels"][MESSENGER]],
        "quiet_hours": quiet,
        "digest_at": chosen["digest_at"],
        "gather_minutes": chosen["gather_minutes"],
    }


@pages.form(
    "/preferences",
    on=own_preferences,
    who=SIGNED_IN,
    form=choices_form,
    body=TypedPreferences,
    version=lambda preferences: preferences.version,
    template="preferences/edit.html",
)
def choose(call: Call) -> Response:
    body = dict(call.body)
    typed = {EMAIL: body.pop(EMAIL), MESSENGER: body.pop(MESSENGER)}
    commands.choose(call.record, body | {"types": _types(call, typed)})
    return go(PREFERENCES, _("Your choices are saved."))


def _types(call: Call, typed: dict[str, list[str]]) -> list[dict[str, Any]]:
    """As the command takes them; what the page did not ask of stays as it was."""
    before = {one["type"]: one["channels"] for one in views.choices(call.record)["types"]}
    asked = {channel: _asked(call, channel) for channel in (EMAIL, MESSENGER)}

    def wanted(kind: str, channel: str) -> bool:
        return kind in typed[channel] if kind in asked[channel] else before[kind][channel]

    return [{"type": kind, "channels": {c: wanted(kind, c) for c in (EMAIL, MESSENGER)}} for kind in NOTIFICATION_TYPES]


def _asked(call: Call, channel: str) -> set[str]:
    if channel == MESSENGER and not _available():
        return set()
    return {kind for one in shown_to(call.caller.roles) for kind in one.kinds(channel)}


@pages.press("/preferences/messenger/code", who=SIGNED_IN)
def messenger_code(call: Call) -> Response:
    """Shown once, and in no address."""
    if not _available():
        raise Conflict("This platform has no messenger.", state="no_messenger")
    code, expires_at = commands.issue_code(call.session, call.caller.person)
    return show("preferences/code.html", code=code, expires_at=expires_at)


@pages.press("/preferences/messenger/end", who=SIGNED_IN)
def unlink(call: Call) -> Response:
    commands.unlink(call.session, call.caller.person)
    return go(PREFERENCES, _("Nothing is sent to your messenger any more."))


def _available() -> bool:
    return this_site().settings.messenger_url is not None
