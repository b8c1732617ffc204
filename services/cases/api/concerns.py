"""Concerns: reported by the team, read and taken up by those who keep children safe."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, concerns, policies
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.model import Concern
from services.cases.schemas.concerns import AcknowledgeBody, ConcernAnswer, ConcernBody, ConcernQuery
from shared.web.paging import newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

CONCERN = "/concerns/<uuid:id>"


@routes.post(
    f"{CASE}/concerns", on=policies.case_of, who=policies.TEAM, body=ConcernBody, answer=ConcernAnswer, status=201
)
def report_concern(call: Call) -> dict[str, Any]:
    concern = commands.report_concern(call.session, call.caller, call.record, **call.body)
    return concerns.shown(call.session, concerns.Heard(concern, guards=False))


@routes.get("/concerns", who=SIGNED_IN, query=ConcernQuery, answer=page_of(ConcernAnswer))
def list_concerns(call: Call) -> dict[str, Any]:
    """Those that the caller reported, and for who takes concerns up those of their organisation."""
    found = select(Concern).where(concerns.visible(call.caller))
    if "status" in call.query:
        acknowledged = call.query["status"] == "acknowledged"
        found = found.where(Concern.acknowledged_at.is_not(None) == acknowledged)
    return newest_first(call.session, found, Concern.id, call.query, concerns.row_of(call.session, call.caller))


@routes.get(CONCERN, on=concerns.concern_of, who=concerns.READER, answer=ConcernAnswer)
def concern(call: Call) -> dict[str, Any]:
    return concerns.shown(call.session, call.record)


@routes.post(
    f"{CONCERN}/acknowledge",
    on=concerns.concern_of,
    who=concerns.ACKNOWLEDGER,
    body=AcknowledgeBody,
    answer=ConcernAnswer,
)
def acknowledge(call: Call) -> dict[str, Any]:
    commands.acknowledge(call.session, call.caller, call.record.concern, **call.body)
    return concerns.shown(call.session, call.record)
