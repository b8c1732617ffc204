"""Requests for a contact family or a volunteer."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, policies, views
from services.cases.api.blueprint import request_version, routes
from services.cases.api.cases import CASE
from services.cases.model import SupportRequest
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.support import IntroductionBody, SupportAnswer, SupportBody
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call

REQUEST = "/support-requests/<uuid:id>"
READER = policies.of_request(policies.READER)
WORKER = policies.of_request(policies.WORKER)


@routes.get(
    f"{CASE}/support-requests",
    on=policies.case_of,
    who=policies.READER,
    query=PageQuery,
    answer=page_of(SupportAnswer),
)
def support_requests(call: Call) -> dict[str, Any]:
    found = select(SupportRequest).where(SupportRequest.case_id == call.record.id)
    return newest_first(call.session, found, SupportRequest.id, call.query, views.request_of)


@routes.post(
    f"{CASE}/support-requests",
    on=policies.case_of,
    who=policies.WORKER,
    body=SupportBody,
    answer=SupportAnswer,
    status=201,
)
def request_support(call: Call) -> dict[str, Any]:
    return views.request_of(commands.request_support(call.session, call.caller, call.record, **call.body))


@routes.get(REQUEST, on=policies.request_of, who=READER, version=request_version, answer=SupportAnswer)
def support_request(call: Call) -> dict[str, Any]:
    return views.request_of(call.record)


@routes.post(
    f"{REQUEST}/introduction",
    on=policies.request_of,
    who=WORKER,
    version=request_version,
    body=IntroductionBody,
    answer=SupportAnswer,
)
def introduce(call: Call) -> dict[str, Any]:
    return views.request_of(commands.introduce(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{REQUEST}/introduction/annul",
    on=policies.introduction_of,
    who=policies.ANNULLING,
    body=AnnulBody,
    answer=SupportAnswer,
)
def annul_introduction(call: Call) -> dict[str, Any]:
    case, introduction = call.record
    return views.request_of(commands.annul_introduction(call.session, call.caller, case, introduction, **call.body))


@routes.post(
    f"{REQUEST}/end", on=policies.request_of, who=WORKER, version=request_version, body=Body, answer=SupportAnswer
)
def end(call: Call) -> dict[str, Any]:
    """The family's wish: no reason is asked."""
    return views.request_of(commands.end(call.session, call.caller, call.record))


@routes.post(
    f"{REQUEST}/withdraw", on=policies.request_of, who=WORKER, version=request_version, body=Body, answer=SupportAnswer
)
def withdraw(call: Call) -> dict[str, Any]:
    return views.request_of(commands.withdraw(call.session, call.caller, call.record))
