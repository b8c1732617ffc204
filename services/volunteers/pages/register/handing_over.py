"""What one coordinator supervises goes to another: before a holiday, or when somebody has gone."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.volunteers import commands
from services.volunteers.handing_over import OF_PEOPLE
from services.volunteers.model import BUSY, Assignment, Volunteer
from services.volunteers.pages.matching.asking import supervisor_errors
from services.volunteers.pages.register.blueprint import pages
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.supervised import ROLE
from shared.directory.model import KnownPerson
from shared.handing_over.colleagues import who_has_work
from shared.web.pages import _, go, show
from shared.web.pages.handing_over import Kind, PagesOfPeople, Row, Work, add_pages, work_of
from shared.web.routes import Call

GIVEN = ("pairings", "proposals", "chains")


def _people(call: Call) -> list[KnownPerson]:
    there = call.caller.organisation
    supervising = (
        select(Assignment.supervised_by)
        .join(Assignment.volunteer)
        .where(Assignment.status.in_(BUSY), Volunteer.organisation == there)
    )
    return who_has_work(call.session, there, (ROLE,), supervising)


def _kinds(call: Call, work: Work) -> list[Kind]:
    counts = work["counts"]
    pairings = [Row(_said(row), f"/volunteers/assignments/{row['id']}") for row in work["pairings"]]
    requests = {name: [_of_request(row) for row in work[name]] for name in ("proposals", "chains")}
    return [
        Kind(_("Pairings that they supervise"), counts["pairings"], pairings),
        Kind(_("Open questions in their name"), counts["proposals"], requests["proposals"]),
        Kind(_("Orders of asking in their name"), counts["chains"], requests["chains"]),
        Kind(_("Pairings in which they are the volunteer, which end with them"), counts["own_pairings"]),
        Kind(_("Questions that they have not answered"), counts["own_proposals"]),
    ]


def _said(row: dict[str, Any]) -> str:
    return f"{row['reference']}, {row['display_name']}" if row.get("display_name") else str(row["reference"])


def _of_request(row: dict[str, Any]) -> Row:
    return Row(_said(row), f"/volunteers/requests/{row['request']}")


def _done(call: Call, done: commands.HandedOver) -> Response:
    counts = {kind: len(getattr(done, kind)) for kind in GIVEN}
    if not done.left:
        said = _("Pairings: %(pairings)s, questions: %(proposals)s, orders of asking: %(chains)s.", **counts)
        return go(work_of("volunteers", call.record.id), said)
    left = [one | {"why": supervisor_errors().get(one["rule"], one["rule"])} for one in done.left]
    return show("register/handed_over.html", counts=counts, left=left)


add_pages(
    pages,
    PagesOfPeople(
        of=OF_PEOPLE,
        gives=COORDINATORS,
        people=_people,
        kinds=_kinds,
        roles=(ROLE,),
        errors=supervisor_errors,
        done=_done,
        back="/volunteers/assignments",
        warning=lambda: _("It cannot be taken back in one step: journals are read by the other from now on. "
                          "What the other must not supervise stays and is named afterwards."),
    ),
)  # fmt: skip
