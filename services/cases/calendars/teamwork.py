"""Meetings of teams, stages of roadmaps and sessions of groups in a person's calendar."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from services.cases.codes import CALENDAR_KINDS
from services.cases.model import (
    Case,
    Programme,
    ProgrammeGroup,
    ProgrammeSession,
    Roadmap,
    RoadmapVersion,
    Stage,
    StagePresentation,
    TeamMeeting,
)
from services.cases.policies import mine, worked_by
from services.cases.rules.states import ALLOWED
from shared import clock
from shared.calendars.items import AT_MOST, DAY, LOOKS_BACK, Item
from shared.caller import Caller
from shared.directory.model import KnownPerson

LASTS = timedelta(hours=1)
"""Ours: of a meeting and a session nobody says how long it is to be."""

WITH_STAGES = selectinload(Roadmap.stages).selectinload(Stage.presentations).selectinload(StagePresentation.checks)

OFF = ("cancelled", "annulled")


def team_meetings(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """To which this person is invited, on the cases on whose team they are now; those that were cancelled too."""
    theirs = (mine(holder), TeamMeeting.invited.overlap(list(holder.people)))
    found = (
        select(TeamMeeting)
        .join(Case, Case.id == TeamMeeting.case_id)
        .where(*theirs, TeamMeeting.planned_at >= clock.now() - LOOKS_BACK)
        .options(contains_eager(TeamMeeting.case))
    )
    for meeting in session.scalars(found.order_by(TeamMeeting.planned_at, TeamMeeting.id).limit(AT_MOST)):
        title = f"{CALENDAR_KINDS.text('meeting', person.language)} · {meeting.case.reference}"
        yield _hour(f"meeting-{meeting.id}@opora", meeting, title)


def led_sessions(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """Of the groups that this person leads, by the programme's name: whose children come is not in it."""
    leads = (ProgrammeGroup.leaders.overlap(list(holder.people)), ProgrammeGroup.organisation == person.organisation)
    found = (
        select(ProgrammeSession, Programme.name)
        .join(ProgrammeGroup, ProgrammeGroup.id == ProgrammeSession.group_id)
        .join(Programme, Programme.id == ProgrammeSession.programme)
        .where(*leads, ProgrammeSession.planned_at >= clock.now() - LOOKS_BACK)
    )
    ordered = found.order_by(ProgrammeSession.planned_at, ProgrammeSession.id).limit(AT_MOST)
    for one, name in session.execute(ordered):
        yield _hour(f"session-{one.id}@opora", one, f"{CALENDAR_KINDS.text('session', person.language)} · {name}")


def _hour(uid: str, one: TeamMeeting | ProgrammeSession, title: str) -> Item:
    return Item(
        uid=uid,
        sequence=one.version,
        changed_at=one.changed_at,
        begins=one.planned_at,
        ends=one.planned_at + LASTS,
        title=title,
        cancelled=one.status in OFF,
    )


def next_stages(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """The day by which the next stage of each roadmap is to be passed, for the worker of its case."""
    of_worker = (worked_by(holder), Case.status.in_(ALLOWED["roadmap"]))
    present = (RoadmapVersion.case_id == Roadmap.case_id, RoadmapVersion.number == Roadmap.number)
    found = (
        select(Roadmap, RoadmapVersion.saved_at)
        .join(Case, Case.id == Roadmap.case_id)
        .join(RoadmapVersion, present[0] & present[1])
        .where(*of_worker)
        .options(contains_eager(Roadmap.case), WITH_STAGES)
    )
    for roadmap, saved_at in session.execute(found.order_by(Roadmap.case_id).limit(AT_MOST)):
        stage = roadmap.next_stage
        if stage:
            yield Item(
                uid=f"stage-{stage.id}@opora",
                sequence=roadmap.number,
                changed_at=saved_at,
                begins=stage.due_on,
                ends=stage.due_on + DAY,
                title=f"{CALENDAR_KINDS.text('stage', person.language)} · {roadmap.case.reference}",
            )
