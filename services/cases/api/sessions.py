"""Sessions of a programme's group, and who came."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, policies, programmes
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.api.programmes import GROUP
from services.cases.model import Attendance, ProgrammeSession
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.meetings import CancelBody
from services.cases.schemas.programmes import (
    AttendanceInCase,
    AttendanceInGroup,
    HeldSessionBody,
    SessionAnswer,
    SessionBody,
    SessionQuery,
    SessionRow,
)
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

SESSION = "/programme-sessions/<uuid:id>"
LED = {"on": programmes.session_of, "who": programmes.SESSION_LEADER, "version": programmes.version}


@routes.get(f"{GROUP}/sessions", on=programmes.group_of, who=SIGNED_IN, query=SessionQuery, answer=page_of(SessionRow))
def sessions(call: Call) -> dict[str, Any]:
    found = select(ProgrammeSession).where(ProgrammeSession.group_id == call.record.id)
    if "status" in call.query:
        found = found.where(ProgrammeSession.status == call.query["status"])
    return newest_first(call.session, found, ProgrammeSession.id, call.query, programmes.session_row)


@routes.post(
    f"{GROUP}/sessions",
    on=programmes.group_of,
    who=programmes.LEADER,
    body=SessionBody,
    answer=SessionAnswer,
    status=201,
)
def plan_session(call: Call) -> dict[str, Any]:
    """One that is noted afterwards may lie in the past."""
    made = commands.plan_session(call.session, call.caller, call.record, **call.body)
    return programmes.session_shown(call.session, made)


@routes.get(SESSION, **LED, answer=SessionAnswer)
def programme_session(call: Call) -> dict[str, Any]:
    return programmes.session_shown(call.session, call.record)


@routes.post(f"{SESSION}/attendance", **LED, body=HeldSessionBody, answer=SessionAnswer)
def record_attendance(call: Call) -> dict[str, Any]:
    """Who came and who did not, of those enrolled on that day; the rest may follow later."""
    done = commands.record_attendance(call.session, call.caller, call.record, **call.body)
    return programmes.session_shown(call.session, done)


@routes.post(f"{SESSION}/cancel", **LED, body=CancelBody, answer=SessionAnswer)
def cancel_session(call: Call) -> dict[str, Any]:
    done = commands.cancel_session(call.session, call.caller, call.record, **call.body)
    return programmes.session_shown(call.session, done)


@routes.post(f"{SESSION}/annul", **LED, body=AnnulBody, answer=SessionAnswer)
def annul_session(call: Call) -> dict[str, Any]:
    """It was not held so: what was noted of who came does not count either."""
    done = commands.annul_session(call.session, call.caller, call.record, **call.body)
    return programmes.session_shown(call.session, done)


@routes.post(
    "/attendances/<uuid:id>/annul",
    on=programmes.attendance_of,
    who=programmes.ATTENDANCE_LEADER,
    body=AnnulBody,
    answer=AttendanceInGroup,
)
def annul_attendance(call: Call) -> dict[str, Any]:
    """It may then be noted anew."""
    return programmes.attendance_shown(commands.annul_attendance(call.session, call.caller, call.record, **call.body))


@routes.get(
    f"{CASE}/attendances", on=policies.case_of, who=policies.READER, query=PageQuery, answer=page_of(AttendanceInCase)
)
def attendances(call: Call) -> dict[str, Any]:
    """Of every programme in which someone of the family is or was."""
    found = select(Attendance).where(Attendance.case_id == call.record.id)
    return newest_first(call.session, found, Attendance.id, call.query, programmes.attendance_row)
