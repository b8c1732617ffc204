"""Who may ask what: the own organisation's figures as one likes, or, without personal data, what is released to all."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from services.cases.figures.asked import Asked, today
from services.cases.figures.disclosure import SMALL
from services.cases.figures.released import asked_of, released
from services.cases.figures.tables import YEAR, Table, table
from shared.caller import Caller
from shared.problems import Invalid
from shared.web.policy import Policy

ANALYST = "analyst"
LONGEST_YEARS = 30
OWN = ("supervisor", "coordinator")

SEES_OWN = Policy(
    "supervisor, coordinator: of the own organisation",
    lambda caller, record: caller.has(*OWN) and not caller.has(ANALYST) and caller.organisation is not None,
)
SEES_FIGURES = SEES_OWN | Policy(
    "analyst: whole years, of all organisations, without small numbers", lambda caller, record: caller.has(ANALYST)
)

Query = dict[str, Any]


def asked_by(caller: Caller, query: Query) -> Asked:
    """What who sees the own organisation's figures asks. Raises Invalid."""
    known_on = query.get("known_on") or today()
    errors = _period_errors(query["from"], query["to"])
    if known_on > today():
        errors["known_on"] = ["in_future"]
    if errors:
        raise Invalid(errors)
    place = {name: query.get(name) or None for name in ("district", "region")}
    return Asked(query["from"], query["to"], known_on, caller.organisation, **place)


def _period_errors(first: date, last: date) -> dict[str, list[str]]:
    if last < first:
        return {"to": ["before_from"]}
    return {"to": ["out_of_range"]} if last.year - first.year >= LONGEST_YEARS else {}


def released_year(query: Query) -> int:
    """The year that an analyst asks. Raises Invalid for anything but one whole calendar year of all places, as it was
    known on the one day for its release."""
    first, last, errors = query["from"], query["to"], {}
    year: int = first.year
    if (first, last) != (date(year, 1, 1), date(year, 12, 31)):
        errors["to"] = ["not_a_calendar_year"]
    if query.get("known_on") not in (None, asked_of(year).known_on):
        errors["known_on"] = ["not_released"]
    errors |= {name: ["not_for_analysts"] for name in ("district", "region") if query.get(name)}
    if query.get("by") == YEAR:
        errors["by"] = ["not_for_analysts"]
    if errors:
        raise Invalid(errors)
    return year


def answer(session: Session, caller: Caller, query: Query) -> tuple[Asked, Table]:
    """The table that was asked (`by`), with the period and knowledge that it tells of."""
    by = query.get("by")
    if not caller.has(ANALYST):
        asked = asked_by(caller, query)
        return asked, table(session, asked, by)
    asked, found = _released(session, query)
    chosen = next((one for one in found if one.by == by), None)
    return asked, chosen or Table(None, found[0].total, [])


def every_table(session: Session, caller: Caller, query: Query) -> tuple[Asked, list[Table]]:
    """A table by each thing by which this caller may ask."""
    if caller.has(ANALYST):
        return _released(session, query)
    asked = asked_by(caller, query)
    return asked, [table(session, asked, by) for by in ("district", YEAR)]


def _released(session: Session, query: Query) -> tuple[Asked, list[Table]]:
    year = released_year(query)
    found = released(session, year)
    if found is None:
        raise Invalid({"to": ["not_released"]})
    return asked_of(year), found


def hidden_below(caller: Caller) -> int | None:
    return SMALL if caller.has(ANALYST) else None
