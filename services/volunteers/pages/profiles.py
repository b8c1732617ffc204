"""What a profile of the register asks for: alike for who is on it and for their coordinators."""

from typing import Any

from sqlalchemy.orm import Session

from services.volunteers.model import Volunteer
from services.volunteers.pages import asking
from services.volunteers.schemas.register import MOST_FAMILIES
from shared.codes import EXPERIENCE, SKILLS
from shared.web.pages import _
from shared.web.pages.fields import Several, Whole, options
from shared.web.pages.form import Part

_SHOWN = ("districts", "times", "capacity", "skills", "experience", "languages")


def given(session: Session, row: Volunteer | None) -> list[Part]:
    """When, where, for how many, with what."""
    out_of_range = _("Enter a number from 0 to %(most)s.", most=MOST_FAMILIES)
    return [
        asking.times(len(row.times) if row else 0),
        asking.districts(session, len(row.districts) if row else 0),
        Whole("capacity", _("How many families at a time?"), errors={"out_of_range": out_of_range}, width=2),
        asking.languages(len(row.languages) if row else 0),
        Several("skills", _("Skills"), options=options(SKILLS), blank=[]),
        Several("experience", _("Experience of their own life"), options=options(EXPERIENCE), blank=[],
                hint=_("Families are often helped most by who knows it from their own life.")),
    ]  # fmt: skip


def values(row: Volunteer) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SHOWN}


def pause_errors() -> dict[str, str]:
    return {
        "out_of_range": _("A pause is a year long at most. Choose an earlier day, or none."),
        "not_paused": _("A pause until a day is for who pauses."),
        "sooner": _("Only your coordinator ends a pause sooner than it was said. Choose a later day."),
    }


def person_errors() -> dict[str, str]:
    return {
        "already_registered": _("They are on the register already."),
        "wrong_role": _("They do not have this role yet: the organisation's administrator gives it."),
    }
