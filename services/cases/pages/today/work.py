"""What lies before a person: deadlines, visits, meetings, decisions, stages and sessions, each kind by one query."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from services.cases import policies, teamwork, visits
from services.cases.calendars.teamwork import LASTS, WITH_STAGES
from services.cases.codes import VISIT_KINDS
from services.cases.model import (
    Case,
    Deadline,
    DeadlinePolicy,
    Decision,
    Programme,
    ProgrammeGroup,
    ProgrammeSession,
    Roadmap,
    TeamMeeting,
    Visit,
)
from services.cases.pages import dues
from services.cases.pages.people import in_whose_place
from services.cases.pages.today.rows import AT_MOST, Row, end_of
from services.cases.rules.lengths import code_of
from services.cases.rules.roadmap import PRESENTED
from services.cases.rules.states import ALLOWED
from services.cases.rules.visits import PLANNED, ends_at
from shared.caller import Caller
from shared.web.pages import _
from shared.web.pages.reader import this_reader
from shared.web.routes import Call


def deadlines(call: Call, until: date) -> Iterator[Row]:
    """Of the cases that the caller leads; who leads none sees those of the cases on which they work."""
    found = (
        select(Deadline, Case, DeadlinePolicy)
        .join(Case, Case.id == Deadline.case_id)
        .join(DeadlinePolicy, DeadlinePolicy.version == Deadline.policy)
        .where(_led(call.caller), Deadline.running, Deadline.met_on.is_(None), Deadline.due_on <= until)
    )
    for deadline, case, policy in call.session.execute(found.order_by(Deadline.due_on, Case.id).limit(AT_MOST)):
        length = policy.lengths[code_of(deadline.kind, case.urgency)]
        yield Row(
            what=dues.text_of(deadline.kind),
            href=dues.address_of(case.id, deadline.kind),
            due=deadline.due_on,
            case=case,
            origin=dues.origin_of(deadline.kind, case.urgency, length),
            whose=in_whose_place(call.session, call.caller, case.worker),
        )


def _led(caller: Caller) -> ColumnElement[bool]:
    return policies.worked_by(caller) if caller.has(policies.WORKER_ROLE) else policies.mine(caller)


def planned_visits(call: Call, until: date) -> Iterator[Row]:
    """Those that the caller makes; one that is over waits to be told of."""
    theirs = (policies.mine(call.caller), visits.made_by().in_(call.caller.people))
    found = (
        select(Visit)
        .join(Case, Case.id == Visit.case_id)
        .where(*theirs, Visit.status == PLANNED, Visit.at < end_of(until))
        .options(contains_eager(Visit.case))
    )
    for visit in call.session.scalars(found.order_by(Visit.at, Visit.id).limit(AT_MOST)):
        yield Row(
            what=VISIT_KINDS.text(visit.kind, this_reader().language),
            href=f"/cases/visits/{visit.id}",
            due=visit.at,
            over_at=ends_at(visit.at, visit.minutes),
            case=visit.case,
            origin=visit.place or "",
            whose=in_whose_place(call.session, call.caller, visit.who),
        )


def planned_meetings(call: Call, until: date) -> Iterator[Row]:
    """To which the caller is invited; one that is over waits for who came."""
    invited = (policies.mine(call.caller), TeamMeeting.invited.overlap(list(call.caller.people)))
    found = (
        select(TeamMeeting)
        .join(Case, Case.id == TeamMeeting.case_id)
        .where(*invited, TeamMeeting.status == "planned", TeamMeeting.planned_at < end_of(until))
        .options(contains_eager(TeamMeeting.case))
    )
    ordered = found.order_by(TeamMeeting.planned_at, TeamMeeting.id).limit(AT_MOST)
    for meeting in call.session.scalars(ordered):
        yield Row(
            what=_("Meeting of the team"),
            href=f"/cases/meetings/{meeting.id}",
            due=meeting.planned_at,
            over_at=meeting.planned_at + LASTS,
            case=meeting.case,
            origin=meeting.place or "",
            whose=_stood_in_for(call, meeting.invited),
        )


def _stood_in_for(call: Call, people: list[UUID]) -> str:
    if call.caller.person in people:
        return ""
    found = (in_whose_place(call.session, call.caller, one) for one in people)
    return next((name for name in found if name), "")


def decisions(call: Call, until: date) -> Iterator[Row]:
    """What a team decided that the caller is to do."""
    theirs = func.lower(Decision.who).in_([str(one) for one in call.caller.people])
    found = (
        select(Decision, Case)
        .join(Case, Case.id == Decision.case_id)
        .where(policies.mine(call.caller), theirs, teamwork.OPEN, Decision.due_on <= until)
    )
    for decision, case in call.session.execute(found.order_by(Decision.due_on, Decision.id).limit(AT_MOST)):
        yield Row(
            what=_("Do what the team decided"),
            href=f"/cases/meetings/{decision.meeting_id}",
            due=decision.due_on,
            case=case,
            origin=decision.text,
            whose=in_whose_place(call.session, call.caller, UUID(decision.who)),
        )


def stages(call: Call, until: date) -> Iterator[Row]:
    """The next stage of each roadmap that the caller leads."""
    found = (
        select(Roadmap)
        .join(Case, Case.id == Roadmap.case_id)
        .where(policies.worked_by(call.caller), Case.status.in_(ALLOWED["roadmap"]))
        .options(contains_eager(Roadmap.case), WITH_STAGES)
    )
    for roadmap in call.session.scalars(found.order_by(Roadmap.case_id).limit(AT_MOST)):
        stage = roadmap.next_stage
        if stage and stage.due_on <= until and stage.state != PRESENTED:
            yield Row(
                what=_("Pass a stage of the roadmap"),
                href=f"/cases/{roadmap.case_id}/roadmap",
                due=stage.due_on,
                case=roadmap.case,
                origin=stage.title,
                whose=in_whose_place(call.session, call.caller, roadmap.case.worker),
            )


def sessions(call: Call, until: date) -> Iterator[Row]:
    """Of the groups that the caller leads."""
    leads = ProgrammeGroup.leaders.overlap(list(call.caller.people))
    found = (
        select(ProgrammeSession, ProgrammeGroup, Programme.name)
        .join(ProgrammeGroup, ProgrammeGroup.id == ProgrammeSession.group_id)
        .join(Programme, Programme.id == ProgrammeSession.programme)
        .where(leads, ProgrammeGroup.organisation == call.caller.organisation)
        .where(ProgrammeSession.status == "planned", ProgrammeSession.planned_at < end_of(until))
    )
    ordered = found.order_by(ProgrammeSession.planned_at, ProgrammeSession.id).limit(AT_MOST)
    for one, group, name in call.session.execute(ordered):
        yield Row(
            what=_("Session of a group"),
            href=f"/cases/programme-sessions/{one.id}",
            due=one.planned_at,
            over_at=one.planned_at + timedelta(hours=1),
            origin=name,
            whose=_stood_in_for(call, group.leaders),
        )


KINDS = (deadlines, planned_visits, planned_meetings, decisions, stages, sessions)
