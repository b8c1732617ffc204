"""A worker's families, places on teams and groups go to a colleague: before a holiday, or when somebody leaves."""

from collections.abc import Callable
from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases.commands import HandedOver
from services.cases.commands.team import TEAM_ROLES
from services.cases.handing_over import OF_PEOPLE
from services.cases.model import Case
from services.cases.pages.lists import with_names
from services.cases.pages.people import readable_of
from services.cases.pages.steps.programmes import GROUP_AT
from services.cases.pages.supervision.room import LOOKS_AFTER, pages
from services.cases.rules.states import ALLOWED, OPEN_STATES
from services.cases.schemas.people import NOTE
from shared.directory.model import KnownPerson
from shared.handing_over.colleagues import who_has_work
from shared.web.pages import _, go
from shared.web.pages.dates import moment, until_day
from shared.web.pages.fields import Field, Several, Text, Tick
from shared.web.pages.handing_over import Asked, Kind, PagesOfPeople, Row, Work, add_pages, work_of
from shared.web.routes import Call

LED = ("cases", "follow_ups")
"""What a hand-over gives one by one."""


def _people(call: Call) -> list[KnownPerson]:
    there = call.caller.organisation
    not_over = Case.status.in_({*OPEN_STATES, *ALLOWED["follow_up"]})
    leading = select(Case.worker).where(Case.organisation == there, Case.worker.is_not(None), not_over)
    return who_has_work(call.session, there, TEAM_ROLES, leading)


def _kinds(call: Call, work: Work) -> list[Kind]:
    counts = work["counts"]
    families = _families(call, work)
    of_families = {name: [families[row["id"]] for row in work[name]] for name in (*LED, "teams")}
    planned = {name: [row_of(row) for row in work[name]] for name, row_of in _ROWS.items()}
    rows = of_families | planned
    return [Kind(text, counts[name], rows.get(name, ())) for name, text in _texts().items()] + _concerns(work)


def _texts() -> dict[str, str]:
    """By kind, in the order of the page."""
    return {
        "cases": _("Families that they lead"),
        "follow_ups": _("Families to be asked after support"),
        "teams": _("Families on whose team they are"),
        "teams_elsewhere": _("Places on teams of other organisations, which stay"),
        "visits": _("Planned visits and calls"),
        "meetings": _("Team meetings ahead"),
        "decisions": _("Decisions to carry out"),
        "stages": _("Stages of roadmaps"),
        "groups": _("Groups of programmes that they lead"),
    }


def _concerns(work: Work) -> list[Kind]:
    return [Kind(_("Concerns that they took up"), work["concerns"])] if work["concerns"] is not None else []


def _families(call: Call, work: Work) -> dict[Any, Row]:
    """Each with its name and a link as far as the reader may read it."""
    listed = with_names(call, [row for name in (*LED, "teams") for row in work[name]])
    readable = readable_of(call.session, call.caller, [row["id"] for row in listed])
    return {row["id"]: Row(_name_of(row), f"/cases/{row['id']}" if row["id"] in readable else "") for row in listed}


def _name_of(row: dict[str, Any]) -> str:
    return ", ".join(part for part in (row["family"], row["reference"]) if part)


def _due(row: dict[str, Any]) -> Row:
    return Row(until_day(row["due_on"]), f"/cases/{row['case']}")


_ROWS: dict[str, Callable[[dict[str, Any]], Row]] = {
    "visits": lambda row: Row(f"{row['reference']}, {moment(row['at'])}", f"/cases/{row['case']}"),
    "meetings": lambda row: Row(f"{row['reference']}, {moment(row['planned_at'])}", f"/cases/{row['case']}"),
    "decisions": _due,
    "stages": _due,
    "groups": lambda row: Row(row["name"], f"{GROUP_AT}/{row['id']}"),
}


def _asked(call: Call, work: Work) -> Asked:
    """All families are ticked at first."""
    counts, found = work["counts"], list[Field]()
    families = _families(call, work)
    led = [str(row["id"]) for name in LED for row in work[name]]
    if led:
        offered = [(str(id), row.text) for id, row in families.items() if str(id) in led]
        found.append(Several("cases", _("Which families?"), options=offered, blank=[]))
    if counts["teams"]:
        found.append(Tick("teams", _("Their places on teams, too")))
    if counts["groups"]:
        found.append(Tick("groups", _("Their groups of programmes, too")))
    if led:
        hint = _("What the next worker must know first. It is written into each of these cases.")
        found.append(Text("note", _("A note"), hint, rows=5, longest=NOTE, optional=True, blank=None))
    return Asked(found, {"cases": led})


def _errors() -> dict[str, str]:
    return {"wrong_role": _("They don't lead families. Choose a case worker, or tick no family.")}


def _done(call: Call, done: HandedOver) -> Response:
    if not (done.cases or done.teams or done.groups):
        return go(work_of("cases", call.record.id), _("Nothing is handed over: nothing of it was ticked."))
    said = _(
        "It is handed over. Families: %(cases)s, places on teams: %(teams)s, groups: %(groups)s, visits: %(visits)s.",
        cases=len(done.cases), teams=len(done.teams), groups=done.groups, visits=done.visits,
    )  # fmt: skip
    return go(work_of("cases", call.record.id), said)


add_pages(
    pages,
    PagesOfPeople(
        of=OF_PEOPLE,
        gives=LOOKS_AFTER,
        people=_people,
        kinds=_kinds,
        roles=TEAM_ROLES,
        errors=_errors,
        done=_done,
        back="/cases/workers",
        asked=_asked,
    ),
)
