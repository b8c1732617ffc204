"""The JSON API of volunteers, under /volunteers/api/v1."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import asking_schemas, attention, chain_views, commands, policies, schemas, views
from services.volunteers.candidates import shortlist
from services.volunteers.language import reader_language
from services.volunteers.model import Assignment, JournalEntry, Proposal, Request, Volunteer
from services.volunteers.policies import COORDINATORS, JOURNAL, REGISTERED, THE_VOLUNTEER
from services.volunteers.readiness import Judge
from shared.search import matches
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call, Routes

routes = Routes("volunteers", __name__)


def _version(row: Any) -> int:
    return int(row.version)


def _shower(call: Call) -> Callable[[Volunteer], dict[str, Any]]:
    """Shows volunteers with what keeps them from being asked today."""
    judge, language = Judge(call.session), reader_language(call)
    return lambda row: views.volunteer(row, judge.lacks(row), language)


# --- the register -----------------------------------------------------------------------------------------------------


@routes.get("/volunteers", who=REGISTERED, query=schemas.VolunteersQuery, answer=page_of(schemas.VolunteerAnswer))
def list_volunteers(call: Call) -> dict[str, Any]:
    found = select(Volunteer).where(policies.visible_volunteers(call.caller)).options(joinedload(Volunteer.known))
    for name in ("kind", "status"):
        if name in call.query:
            found = found.where(getattr(Volunteer, name) == call.query[name])
    if call.query.get("district"):
        found = found.where(Volunteer.districts.contains([call.query["district"]]))
    if call.query.get("q"):
        found = found.where(*matches(call.query["q"], Volunteer.person))
    return newest_first(call.session, found, Volunteer.id, call.query, _shower(call))


@routes.post("/volunteers", who=REGISTERED, body=schemas.RegisterBody, answer=schemas.VolunteerAnswer, status=201)
def register_volunteer(call: Call) -> dict[str, Any]:
    return _shower(call)(commands.register(call.session, call.caller, call.body))


@routes.get(
    "/volunteers/<uuid:id>",
    on=policies.volunteer,
    who=REGISTERED,
    version=_version,
    answer=schemas.VolunteerAnswer,
)
def get_volunteer(call: Call) -> dict[str, Any]:
    return _shower(call)(call.record)


@routes.patch(
    "/volunteers/<uuid:id>",
    on=policies.volunteer,
    who=REGISTERED,
    version=_version,
    body=schemas.ChangeBody,
    answer=schemas.VolunteerAnswer,
)
def change_volunteer(call: Call) -> dict[str, Any]:
    return _shower(call)(commands.change(call.session, call.caller, call.record, call.body))


# --- requests ---------------------------------------------------------------------------------------------------------


@routes.get("/requests", who=COORDINATORS, query=schemas.RequestsQuery, answer=page_of(schemas.RequestAnswer))
def list_requests(call: Call) -> dict[str, Any]:
    found = select(Request).where(Request.organisation == call.caller.organisation)
    for name in ("kind", "status", "district"):
        if call.query.get(name):
            found = found.where(getattr(Request, name) == call.query[name])
    if call.query.get("q"):
        found = found.where(*matches(call.query["q"], Request.id))
    return newest_first(call.session, found, Request.id, call.query, views.request)


@routes.get("/requests/<uuid:id>", on=policies.request, who=COORDINATORS, answer=asking_schemas.RequestInFull)
def get_request(call: Call) -> dict[str, Any]:
    asking = chain_views.asking(call.session, call.record, reader_language(call))
    return views.request(call.record) | asking


@routes.get("/requests/<uuid:id>/candidates", on=policies.request, who=COORDINATORS, answer=schemas.CandidatesAnswer)
def list_candidates(call: Call) -> dict[str, Any]:
    return views.shortlist(shortlist(call.session, call.record), reader_language(call))


@routes.post(
    "/requests/<uuid:id>/proposals",
    on=policies.request,
    who=COORDINATORS,
    body=schemas.ProposeBody,
    answer=schemas.ProposalAnswer,
    status=201,
)
def propose(call: Call) -> dict[str, Any]:
    return views.proposal(commands.propose_in_order(call.session, call.caller, call.record, **call.body), call.caller)


# --- proposals --------------------------------------------------------------------------------------------------------


@routes.get("/proposals", who=REGISTERED, query=schemas.ProposalsQuery, answer=page_of(schemas.ProposalAnswer))
def list_proposals(call: Call) -> dict[str, Any]:
    found = (
        select(Proposal)
        .join(Proposal.volunteer)
        .where(policies.mine_or_all(call.caller, call.query["mine"]))
        .options(joinedload(Proposal.volunteer).joinedload(Volunteer.known), joinedload(Proposal.request))
    )
    if "status" in call.query:
        found = found.where(Proposal.status == call.query["status"])
    if "request" in call.query:
        found = found.where(Proposal.request_id == call.query["request"])
    return newest_first(call.session, found, Proposal.id, call.query, lambda row: views.proposal(row, call.caller))


@routes.get(
    "/proposals/<uuid:id>",
    on=policies.proposal,
    who=REGISTERED,
    version=_version,
    answer=schemas.ProposalAnswer,
)
def get_proposal(call: Call) -> dict[str, Any]:
    return views.proposal(call.record, call.caller)


@routes.post(
    "/proposals/<uuid:id>/accept",
    on=policies.proposal,
    who=THE_VOLUNTEER,
    version=_version,
    body=Body,
    answer=schemas.ProposalAnswer,
)
def accept(call: Call) -> dict[str, Any]:
    return views.proposal(commands.accept(call.session, call.caller, call.record), call.caller)


@routes.post(
    "/proposals/<uuid:id>/decline",
    on=policies.proposal,
    who=THE_VOLUNTEER,
    version=_version,
    body=schemas.DeclineBody,
    answer=schemas.ProposalAnswer,
)
def decline(call: Call) -> dict[str, Any]:
    return views.proposal(commands.decline(call.session, call.caller, call.record, **call.body), call.caller)


# --- assignments ------------------------------------------------------------------------------------------------------


@routes.get("/assignments", who=REGISTERED, query=schemas.AssignmentsQuery, answer=page_of(schemas.AssignmentAnswer))
def list_assignments(call: Call) -> dict[str, Any]:
    found = (
        select(Assignment)
        .join(Assignment.volunteer)
        .where(policies.mine_or_all(call.caller, call.query["mine"]))
        .options(
            joinedload(Assignment.volunteer).joinedload(Volunteer.known),
            joinedload(Assignment.volunteer).joinedload(Volunteer.watch),
            joinedload(Assignment.request),
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
    version=_version,
    answer=schemas.AssignmentAnswer,
)
def get_assignment(call: Call) -> dict[str, Any]:
    return views.assignment(call.record, call.caller)


@routes.post(
    "/assignments/<uuid:id>/end",
    on=policies.assignment,
    who=policies.ENDS,
    version=_version,
    body=Body,
    answer=schemas.AssignmentAnswer,
)
def end(call: Call) -> dict[str, Any]:
    return views.assignment(commands.end(call.session, call.caller, call.record), call.caller)


@routes.put(
    "/assignments/<uuid:id>/supervisor",
    on=policies.assignment,
    who=policies.THEIR_COORDINATORS,
    version=_version,
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
    who=JOURNAL,
    body=schemas.EntryBody,
    answer=schemas.EntryAnswer,
    status=201,
)
def write_journal(call: Call) -> dict[str, Any]:
    return views.entry(commands.write_entry(call.session, call.caller, call.record.assignment, **call.body))


@routes.post(
    "/assignments/<uuid:id>/concerns",
    on=policies.assignment,
    who=THE_VOLUNTEER,
    body=schemas.ConcernBody,
    answer=schemas.ConcernAnswer,
    status=201,
)
def report_concern(call: Call) -> dict[str, Any]:
    said = commands.report_concern(call.session, call.caller, call.record, **call.body)
    return views.concern(said, call.record)
