"""Pairings, from a yes to the end, and their journals."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import commands
from services.volunteers.api.blueprint import routes, version
from services.volunteers.model import Assignment, JournalEntry, Request, Volunteer
from services.volunteers.policies import assignments as policies
from services.volunteers.policies.common import REGISTERED, THEIR_COORDINATORS, mine_or_all
from services.volunteers.queries import attention
from services.volunteers.schemas import assignments as schemas
from services.volunteers.views import assignments as views
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call


@routes.get("/assignments", who=REGISTERED, query=schemas.AssignmentsQuery, answer=page_of(schemas.AssignmentAnswer))
def list_assignments(call: Call) -> dict[str, Any]:
    found = (
        select(Assignment)
        .join(Assignment.volunteer)
        .where(mine_or_all(call.caller, call.query["mine"]))
        .options(
            joinedload(Assignment.volunteer).joinedload(Volunteer.known),
            joinedload(Assignment.volunteer).joinedload(Volunteer.watch),
            joinedload(Assignment.request).joinedload(Request.known_case),
            joinedload(Assignment.supervisor),
        )
    )
    if "status" in call.query:
        found = found.where(Assignment.status == call.query["status"])
    if call.query["attention"]:
        found = found.where(attention.needed())
    return newest_first(call.session, found, Assignment.id, call.query, lambda row: views.assignment(row, call.caller))


@routes.get(
    "/assignments/<uuid:id>",
    on=policies.assignment,
    who=REGISTERED,
    version=version,
    answer=schemas.AssignmentAnswer,
)
def get_assignment(call: Call) -> dict[str, Any]:
    return views.assignment(call.record, call.caller)


@routes.post(
    "/assignments/<uuid:id>/end",
    on=policies.assignment,
    who=policies.ENDS,
    version=version,
    body=Body,
    answer=schemas.AssignmentAnswer,
)
def end(call: Call) -> dict[str, Any]:
    return views.assignment(commands.end(call.session, call.caller, call.record), call.caller)


@routes.put(
    "/assignments/<uuid:id>/supervisor",
    on=policies.assignment,
    who=THEIR_COORDINATORS,
    version=version,
    body=schemas.SupervisorBody,
    answer=schemas.AssignmentAnswer,
)
def hand_on(call: Call) -> dict[str, Any]:
    return views.assignment(commands.hand_on(call.session, call.caller, call.record, **call.body), call.caller)


@routes.get(
    "/assignments/<uuid:id>/journal",
    on=policies.journal,
    who=policies.JOURNAL_READERS,
    query=PageQuery,
    answer=page_of(schemas.EntryAnswer),
)
def read_journal(call: Call) -> dict[str, Any]:
    found = select(JournalEntry).where(JournalEntry.assignment == call.record.assignment.id)
    return newest_first(call.session, found, JournalEntry.id, call.query, views.entry)


@routes.post(
    "/assignments/<uuid:id>/journal",
    on=policies.journal,
    who=policies.JOURNAL,
    body=schemas.EntryBody,
    answer=schemas.EntryAnswer,
    status=201,
)
def write_journal(call: Call) -> dict[str, Any]:
    return views.entry(commands.write_entry(call.session, call.caller, call.record.assignment, **call.body))
