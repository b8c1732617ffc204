"""What the pages say of a request, in rows of a name and a text, and why a yes cannot be taken now."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel.dates import get_day_names

from shared.codes import EXPERIENCE, LANGUAGES, SKILLS, VOLUNTEER_KINDS, CodeList
from shared.web.pages import _
from shared.web.pages.reader import this_reader

Row = tuple[str, str]


def asked_rows(said: Mapping[str, Any], district: str) -> list[Row]:
    """All that a volunteer may know of a family before a yes, but what the worker wrote about it."""
    rows = [
        (_("Who is wanted"), text_of(said["kind"], VOLUNTEER_KINDS)),
        (_("District"), district),
        (_("Ages of the children"), ", ".join(str(age) for age in said["children_ages"])),
        (_("Languages of the family"), texts_of(said["languages"], LANGUAGES)),
        (_("Good times"), times_text(said["times"])),
    ]
    return [row for row in rows if row[1]]


def needed_rows(said: Mapping[str, Any], district: str) -> list[Row]:
    """The same for the coordinator, with what is looked for."""
    rows = [
        (_("Skills"), texts_of(said["skills"], SKILLS)),
        (_("Experience"), texts_of(said["experience"], EXPERIENCE)),
    ]
    return [*asked_rows(said, district), *(row for row in rows if row[1])]


def profile_rows(said: Mapping[str, Any], districts: Mapping[str, str]) -> list[Row]:
    """What somebody on the register gives; what was not said is named, too."""
    rows = [
        (_("When in the week"), times_text(said["times"])),
        (_("Districts"), ", ".join(districts[code] for code in said["districts"])),
        (_("Families at a time"), str(said["capacity"])),
        (_("Languages"), texts_of(said["languages"], LANGUAGES)),
        (_("Skills"), texts_of(said["skills"], SKILLS)),
        (_("Experience of their own life"), texts_of(said["experience"], EXPERIENCE)),
    ]
    return [(name, text or _("not said")) for name, text in rows]


def times_text(times: Sequence[Mapping[str, Any]]) -> str:
    """“Saturday 11:00–15:00”; weekday 1 is Monday, which is 0 in Babel."""
    names = get_day_names("wide", locale=this_reader().language)
    return "; ".join(f"{names[time['weekday'] - 1]} {time['from']}–{time['to']}" for time in times)


def text_of(code: str, codes: CodeList) -> str:
    return codes.text(code, this_reader().language)


def texts_of(found: Sequence[str], codes: CodeList) -> str:
    return ", ".join(text_of(code, codes) for code in found)


def no_yes() -> dict[str, str]:
    """Kinds of conflict by which a yes is refused, and by which an answer comes too late."""
    return {
        "not_ready": _("You cannot say yes now. Please talk with your coordinator."),
        "no_longer_independent": _(
            "You cannot say yes: someone close to you now works for an organisation that assesses this family. "
            "Please talk with your coordinator."
        ),
        "no_capacity": _("You already help as many families as you said you can."),
        "conflict": _("No answer is needed any more. Thank you for being there."),
    }
