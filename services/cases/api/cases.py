"""Cases, their families and their teams."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from services.cases import commands, meetings, policies, views
from services.cases.api.blueprint import routes, version
from services.cases.finding import named
from services.cases.model import Case
from services.cases.schemas.cases import (
    AgreementBody,
    CaseAnswer,
    CaseQuery,
    FamilyBody,
    Row,
    TeamAnswer,
    TeamBody,
    TeamMemberAnswer,
    WorkerBody,
)
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.plans import ClosureBody, ReopenBody
from shared import clock
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.web.paging import newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

CASE = "/cases/<uuid:id>"


@routes.get("/cases", who=SIGNED_IN, query=CaseQuery, answer=page_of(Row))
def cases(call: Call) -> dict[str, Any]:
    """Those on whose team the caller is; for supervisors and coordinators all of their organisation."""
    found = select(Case).where(policies.rows_of(call.caller), *_wanted(call.caller, call.query))
    if "not_met_days" in call.query:
        present = today_at(call.session, call.caller.organisation)
        found = found.where(meetings.not_met_for(call.query["not_met_days"], present))
    return newest_first(call.session, found, Case.id, call.query, views.row_of(call.session))


def _wanted(caller: Caller, query: dict[str, Any]) -> list[ColumnElement[bool]]:
    overdue = func.coalesce(Case.late_at <= clock.now(), False)
    found: list[ColumnElement[bool]] = []
    found += [Case.referral == query["referral"]] if "referral" in query else []
    found += [Case.status == query["status"]] if "status" in query else []
    found += [policies.mine(caller)] if query.get("mine") else []
    found += [Case.worker.is_(None) == query["without_worker"]] if "without_worker" in query else []
    found += [overdue if query["overdue"] else ~overdue] if "overdue" in query else []
    found += [named(caller, query["q"])] if query.get("q") else []
    return found


@routes.get(CASE, on=policies.case_of, who=policies.READER, version=version, answer=CaseAnswer)
def case(call: Call) -> dict[str, Any]:
    return views.case_of(call.session, call.record)


@routes.patch(
    f"{CASE}/family", on=policies.case_of, who=policies.WORKER, version=version, body=FamilyBody, answer=CaseAnswer
)
def family(call: Call) -> dict[str, Any]:
    """`members`: those with an id are changed in what they name, the others come in; `left_on` says who left."""
    body = dict(call.body)
    if "members" in body:
        body["members"] = [_with_names(member) for member in body["members"]]
    return views.case_of(call.session, commands.change_family(call.session, call.caller, call.record, **body))


def _with_names(member: dict[str, Any]) -> dict[str, Any]:
    """Names side by side, as the command takes them, however they were sent."""
    names: dict[str, Any] = member.get("names") or {}
    return {name: value for name, value in member.items() if name != "names"} | names


@routes.get(f"{CASE}/worker", on=policies.case_of, who=policies.ROW_READER, version=version, answer=Row)
def worker(call: Call) -> dict[str, Any]:
    """The list row, with the ETag for setting another worker."""
    return views.row_of(call.session)(call.record)


@routes.put(
    f"{CASE}/worker",
    on=policies.case_of,
    who=policies.COORDINATOR_OR_SUPERVISOR,
    version=version,
    exists=lambda case: case.worker is not None,
    body=WorkerBody,
    answer=Row,
)
def set_worker(call: Call) -> dict[str, Any]:
    """A case without a worker needs no If-Match."""
    return views.row_of(call.session)(commands.set_worker(call.session, call.caller, call.record, **call.body))


@routes.get(f"{CASE}/team", on=policies.case_of, who=policies.READER, answer=TeamAnswer)
def team(call: Call) -> dict[str, Any]:
    return {"items": views.team_of(call.session, call.record), "next": None}


@routes.post(
    f"{CASE}/team",
    on=policies.case_of,
    who=policies.WORKER_OR_SUPERVISOR,
    body=TeamBody,
    answer=TeamMemberAnswer,
    status=201,
)
def add_to_team(call: Call) -> dict[str, Any]:
    joined = commands.add_to_team(call.session, call.caller, call.record, **call.body)
    return views.member_of_team(call.session, joined.person, joined.organisation, joined.role)


@routes.delete(f"{CASE}/team/<uuid:person>", on=policies.case_of, who=policies.WORKER_OR_SUPERVISOR, status=204)
def take_off_team(call: Call) -> None:
    commands.take_off_team(call.session, call.caller, call.record, person=call.path["person"])


@routes.post(
    f"{CASE}/agreement",
    on=policies.case_of,
    who=policies.WORKER,
    version=version,
    body=AgreementBody,
    answer=CaseAnswer,
)
def agree(call: Call) -> dict[str, Any]:
    return views.case_of(call.session, commands.agree(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{CASE}/agreement/annul",
    on=policies.agreement_of,
    who=policies.ANNULLING,
    version=lambda written: version(written[0]),
    body=AnnulBody,
    answer=CaseAnswer,
)
def annul_agreement(call: Call) -> dict[str, Any]:
    """What rests on it is taken back first: 409 with `rests_on_it`."""
    case, agreement = call.record
    return views.case_of(
        call.session, commands.annul_agreement(call.session, call.caller, case, agreement, **call.body)
    )


@routes.post(
    f"{CASE}/closure",
    on=policies.case_of,
    who=policies.WORKER_OR_SUPERVISOR,
    version=version,
    body=ClosureBody,
    answer=CaseAnswer,
)
def close(call: Call) -> dict[str, Any]:
    return views.case_of(call.session, commands.close(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{CASE}/reopen",
    on=policies.case_of,
    who=policies.WORKER_OR_SUPERVISOR,
    version=version,
    body=ReopenBody,
    answer=CaseAnswer,
)
def reopen(call: Call) -> dict[str, Any]:
    return views.case_of(call.session, commands.reopen(call.session, call.caller, call.record, **call.body))
