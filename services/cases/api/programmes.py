"""Group programmes, their groups, and who is enrolled."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, policies, programmes
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.model import Enrolment, Programme, ProgrammeGroup
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.programmes import (
    EitherEnrolment,
    EnrolBody,
    EnrolmentAnswer,
    EnrolmentInGroup,
    GroupAnswer,
    GroupBody,
    GroupChangeBody,
    LeaveBody,
    ProgrammeAnswer,
    ProgrammeBody,
    ProgrammeChangeBody,
    ProgrammeQuery,
)
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

PROGRAMME = "/programmes/<uuid:id>"
GROUP = "/programme-groups/<uuid:id>"
ENROLMENT = "/enrolments/<uuid:id>"
SEEN = {"on": programmes.programme_of, "version": programmes.version}
GROUP_SEEN = {"on": programmes.group_of, "version": programmes.version}


@routes.get("/programmes", who=SIGNED_IN, query=ProgrammeQuery, answer=page_of(ProgrammeAnswer))
def list_programmes(call: Call) -> dict[str, Any]:
    """Of the own organisation, and of those that work on a case with the caller."""
    found = select(Programme).where(programmes.visible(call.caller))
    if "active" in call.query:
        found = found.where(Programme.active == call.query["active"])
    return newest_first(call.session, found, Programme.id, call.query, programmes.programme_shown)


@routes.post("/programmes", who=programmes.MAKER, body=ProgrammeBody, answer=ProgrammeAnswer, status=201)
def make_programme(call: Call) -> dict[str, Any]:
    return programmes.programme_shown(commands.make_programme(call.session, call.caller, **call.body))


@routes.get(PROGRAMME, **SEEN, who=SIGNED_IN, answer=ProgrammeAnswer)
def programme(call: Call) -> dict[str, Any]:
    return programmes.programme_shown(call.record)


@routes.patch(PROGRAMME, **SEEN, who=programmes.RUNNER, body=ProgrammeChangeBody(partial=True), answer=ProgrammeAnswer)
def change_programme(call: Call) -> dict[str, Any]:
    """Who is enrolled stays so."""
    return programmes.programme_shown(commands.change_programme(call.session, call.caller, call.record, **call.body))


@routes.get(
    f"{PROGRAMME}/groups", on=programmes.programme_of, who=SIGNED_IN, query=PageQuery, answer=page_of(GroupAnswer)
)
def groups(call: Call) -> dict[str, Any]:
    found = select(ProgrammeGroup).where(ProgrammeGroup.programme_id == call.record.id)
    return newest_first(call.session, found, ProgrammeGroup.id, call.query, programmes.group_row(call.session))


@routes.post(
    f"{PROGRAMME}/groups",
    on=programmes.programme_of,
    who=programmes.RUNNER,
    body=GroupBody,
    answer=GroupAnswer,
    status=201,
)
def open_group(call: Call) -> dict[str, Any]:
    made = commands.open_group(call.session, call.caller, call.record, **call.body)
    return programmes.group_shown(call.session, made)


@routes.get(GROUP, **GROUP_SEEN, who=SIGNED_IN, answer=GroupAnswer)
def group(call: Call) -> dict[str, Any]:
    return programmes.group_shown(call.session, call.record)


@routes.patch(GROUP, **GROUP_SEEN, who=programmes.LEADER, body=GroupChangeBody(partial=True), answer=GroupAnswer)
def change_group(call: Call) -> dict[str, Any]:
    done = commands.change_group(call.session, call.caller, call.record, **call.body)
    return programmes.group_shown(call.session, done)


@routes.get(
    f"{GROUP}/enrolments",
    on=programmes.group_of,
    who=programmes.LEADER,
    query=PageQuery,
    answer=page_of(EnrolmentInGroup),
)
def roster(call: Call) -> dict[str, Any]:
    """Those who have left and mistakes too."""
    found = select(Enrolment).where(Enrolment.group_id == call.record.id)
    return newest_first(call.session, found, Enrolment.id, call.query, programmes.roster_row(call.session))


@routes.get(
    f"{CASE}/enrolments", on=policies.case_of, who=policies.READER, query=PageQuery, answer=page_of(EnrolmentAnswer)
)
def enrolments(call: Call) -> dict[str, Any]:
    found = select(Enrolment).where(Enrolment.case_id == call.record.id)
    return newest_first(call.session, found, Enrolment.id, call.query, programmes.enrolment_row(call.session))


@routes.post(
    f"{CASE}/enrolments", on=policies.case_of, who=policies.TEAM, body=EnrolBody, answer=EnrolmentAnswer, status=201
)
def enrol(call: Call) -> dict[str, Any]:
    """In a group of an organisation that works on this case."""
    made = commands.enrol(call.session, call.caller, call.record, **call.body)
    return programmes.enrolment_row(call.session)(made)


@routes.post(
    f"{ENROLMENT}/leave",
    on=programmes.enrolment_of,
    who=programmes.LEAVING,
    body=LeaveBody,
    answer=EitherEnrolment,
)
def leave_programme(call: Call) -> dict[str, Any]:
    done = commands.leave(call.session, call.caller, call.record, **call.body)
    return programmes.enrolment_shown(call.session, call.caller, done)


@routes.post(
    f"{ENROLMENT}/annul",
    on=programmes.enrolment_of,
    who=programmes.ENROLMENT_ANNULLER,
    body=AnnulBody,
    answer=EitherEnrolment,
)
def annul_enrolment(call: Call) -> dict[str, Any]:
    """They were never in the group. 409 with `rests_on_it` while a session says whether they came."""
    done = commands.annul_enrolment(call.session, call.caller, call.record, **call.body)
    return programmes.enrolment_shown(call.session, call.caller, done)
