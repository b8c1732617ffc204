"""Meetings of a case's team, and what was decided there."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, meetings, policies, teamwork
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.model import Decision, TeamMeeting
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.meetings import (
    CancelBody,
    DecisionAnswer,
    DecisionQuery,
    DoneBody,
    DropBody,
    HeldBody,
    MeetingAnswer,
    MeetingQuery,
    MyMeetingQuery,
    TeamMeetingBody,
    TeamMeetingChangeBody,
)
from shared.web.paging import newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

MEETING = "/meetings/<uuid:id>"
DECISION = "/decisions/<uuid:id>"
PAGE = page_of(MeetingAnswer)


def _page(call: Call, *conditions: Any) -> dict[str, Any]:
    found = select(TeamMeeting).where(*conditions)
    if "status" in call.query:
        found = found.where(TeamMeeting.status == call.query["status"])
    return newest_first(call.session, found, TeamMeeting.id, call.query, meetings.row_of(call.session))


@routes.get("/meetings", who=SIGNED_IN, query=MyMeetingQuery, answer=PAGE)
def list_meetings(call: Call) -> dict[str, Any]:
    """Of all cases that the caller may read."""
    mine = [TeamMeeting.invited.overlap(list(call.caller.people))] if call.query.get("mine") else []
    return _page(call, meetings.visible(call.caller), *mine)


@routes.get(f"{CASE}/meetings", on=policies.case_of, who=policies.READER, query=MeetingQuery, answer=PAGE)
def meetings_of_case(call: Call) -> dict[str, Any]:
    return _page(call, TeamMeeting.case_id == call.record.id)


@routes.post(
    f"{CASE}/meetings",
    on=policies.case_of,
    who=meetings.MEETERS,
    body=TeamMeetingBody,
    answer=MeetingAnswer,
    status=201,
)
def plan_meeting(call: Call) -> dict[str, Any]:
    """Those invited are told. One that is noted afterwards may lie in the past."""
    made = commands.plan_meeting(call.session, call.caller, call.record, **call.body)
    return meetings.shown(call.session, made)


@routes.get(MEETING, on=meetings.meeting_of, who=meetings.READER, version=meetings.version, answer=MeetingAnswer)
def meeting(call: Call) -> dict[str, Any]:
    return meetings.shown(call.session, call.record)


@routes.patch(
    MEETING,
    on=meetings.meeting_of,
    who=meetings.ORGANISER,
    version=meetings.version,
    body=TeamMeetingChangeBody,
    answer=MeetingAnswer,
)
def change_meeting(call: Call) -> dict[str, Any]:
    """While it is planned."""
    return meetings.shown(call.session, commands.change_meeting(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{MEETING}/cancel",
    on=meetings.meeting_of,
    who=meetings.ORGANISER,
    version=meetings.version,
    body=CancelBody,
    answer=MeetingAnswer,
)
def cancel_meeting(call: Call) -> dict[str, Any]:
    return meetings.shown(call.session, commands.cancel_meeting(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{MEETING}/held",
    on=meetings.meeting_of,
    who=meetings.ORGANISER,
    version=meetings.version,
    body=HeldBody,
    answer=MeetingAnswer,
)
def hold_meeting(call: Call) -> dict[str, Any]:
    return meetings.shown(call.session, commands.hold_meeting(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{MEETING}/annul",
    on=meetings.meeting_of,
    who=meetings.ANNULLER,
    version=meetings.version,
    body=AnnulBody,
    answer=MeetingAnswer,
)
def annul_meeting(call: Call) -> dict[str, Any]:
    """It was not held so; its decisions do not count either."""
    return meetings.shown(call.session, commands.annul_meeting(call.session, call.caller, call.record, **call.body))


@routes.get(
    f"{CASE}/decisions", on=policies.case_of, who=policies.READER, query=DecisionQuery, answer=page_of(DecisionAnswer)
)
def decisions(call: Call) -> dict[str, Any]:
    found = select(Decision).where(Decision.case_id == call.record.id)
    if "open" in call.query:
        found = found.where(teamwork.OPEN if call.query["open"] else ~teamwork.OPEN)
    return newest_first(call.session, found, Decision.id, call.query, meetings.decision_row(call.session))


@routes.post(f"{DECISION}/done", on=meetings.decision_of, who=meetings.SETTLER, body=DoneBody, answer=DecisionAnswer)
def decision_done(call: Call) -> dict[str, Any]:
    said = {"outcome": "done", "on": call.body["done_on"], "reason": None}
    done = commands.settle_decision(call.session, call.caller, call.record, **said)
    return meetings.decision_shown(call.session, done)


@routes.post(f"{DECISION}/drop", on=meetings.decision_of, who=meetings.SETTLER, body=DropBody, answer=DecisionAnswer)
def drop_decision(call: Call) -> dict[str, Any]:
    said = {"outcome": "dropped", "on": call.body.get("dropped_on"), "reason": call.body["reason"]}
    done = commands.settle_decision(call.session, call.caller, call.record, **said)
    return meetings.decision_shown(call.session, done)


@routes.post(
    f"{DECISION}/outcome/annul",
    on=meetings.decision_of,
    who=meetings.OUTCOME_ANNULLER,
    body=AnnulBody,
    answer=DecisionAnswer,
)
def annul_outcome(call: Call) -> dict[str, Any]:
    """The decision is open again."""
    done = commands.annul_outcome(call.session, call.caller, call.record, **call.body)
    return meetings.decision_shown(call.session, done)
