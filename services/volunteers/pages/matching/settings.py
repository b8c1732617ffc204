"""The numbers of a register: what they are, between what they may be, who changed them, and what feedback moved."""

from typing import Any

from flask import Response

from services.volunteers import commands
from services.volunteers.pages.asking import Every, version
from services.volunteers.pages.matching.blueprint import pages
from services.volunteers.pages.wording import text_of
from services.volunteers.policies import settings as policies
from services.volunteers.rules.settings import NOT_ABOVE, YES_NO
from services.volunteers.schemas import settings as schemas
from services.volunteers.views import settings as views
from shared.codes import SETTING_SOURCES, VOLUNTEER_SETTINGS
from shared.web.fields import Body, Code
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Field, Group, Hidden, Option, Whole
from shared.web.pages.reader import this_reader
from shared.web.pages.week import Numbered
from shared.web.routes import Call

SETTINGS = "/volunteers/settings"
GROUPS = ("weights", "distances", "proposals", "feedback", "needs")

_ON: dict[str, Any] = {"on": policies.settings, "who": policies.SETTERS}


class GroupQuery(Body):
    """Which of the settings."""

    group = Code(GROUPS, load_default=GROUPS[0])


def group_title(group: str) -> str:
    return {
        "weights": _("Points for reasons"),
        "distances": _("How far is near, how far is too far"),
        "proposals": _("Time to answer"),
        "feedback": _("What feedback moves"),
        "needs": _("What somebody needs before they are asked"),
    }[group]


@pages.page("/settings", **_ON)
def settings(call: Call) -> Response:
    said = views.settings(call.session, call.record, this_reader().language)
    for one in said["settings"]:
        one["source_text"] = text_of(one["source"], SETTING_SOURCES)
    groups = [(group, group_title(group), _of(said, group)) for group in GROUPS]
    return show("matching/settings.html", said=said, groups=groups)


def _of(said: dict[str, Any], group: str) -> list[dict[str, Any]]:
    return [one for one in said["settings"] if one["group"] == group]


def _change_form(call: Call) -> Form:
    said = views.settings(call.session, call.record, this_reader().language)
    chosen = _of(said, call.query["group"])
    label = group_title(call.query["group"])
    return Form(
        label,
        [Every("settings", [_row(number, one) for number, one in enumerate(chosen)], label)],
        _("Save these settings"),
        lead=_("They hold from the next question on. Pairings and questions that stand stay as they are."),
        values={"settings": [{"code": one["code"], "value": one["value"]} for one in chosen]},
        back=SETTINGS,
    )


def _row(number: int, one: dict[str, Any]) -> Group:
    start = f"settings.{number}"
    return Group("", [Hidden(f"{start}.code", ""), _value(f"{start}.value", one)])


def _value(name: str, one: dict[str, Any]) -> Field:
    if one["unit"] == YES_NO:
        answers: list[Option] = [("1", _("Yes"))] if one["least"] else [("1", _("Yes")), ("0", _("No"))]
        return Numbered(name, one["text"], options=answers, inline=True)
    hint = _("From %(least)s to %(most)s, usually %(usual)s", **{key: one[key] for key in ("least", "most", "usual")})
    return Whole(name, one["text"], hint, errors=_value_errors(hint))


def _value_errors(bounds: str) -> dict[str, str]:
    """A number beyond its bounds, or above one that it must not exceed."""
    above = {
        f"above_{upper}": _("This may not be more than “%(other)s”.", other=text_of(upper, VOLUNTEER_SETTINGS))
        for upper in set(NOT_ABOVE.values())
    }
    return above | {"out_of_range": _("Enter a number. %(bounds)s.", bounds=bounds)}


@pages.form("/settings/change", form=_change_form, body=schemas.SettingsBody, version=version, query=GroupQuery, **_ON)
def change_settings(call: Call) -> Response:
    commands.change_settings(call.session, call.caller, call.record, **call.body)
    return go(SETTINGS, _("The settings are saved."))


@pages.page("/settings/history", **_ON)
def settings_history(call: Call) -> Response:
    found = views.history(call.session, call.record.organisation, this_reader().language)
    return show("matching/history.html", versions=found["items"])
