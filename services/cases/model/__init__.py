"""The tables of cases."""

from services.cases.model.base import Base, Facts
from services.cases.model.calendar import CalendarLink, Throttle
from services.cases.model.case import AliasChange, Case, Deadline, FamilyAlias, Member, SearchTerm, TeamMember
from services.cases.model.concern import Concern
from services.cases.model.entry import Closure, Entry
from services.cases.model.figures import ReleasedFigures
from services.cases.model.history import RequestChange, TeamChange
from services.cases.model.meeting import Decision, DecisionOutcome, TeamMeeting
from services.cases.model.plan import Plan, PlanVersion, participation_of
from services.cases.model.policy import DeadlinePolicy
from services.cases.model.programme import Attendance, Enrolment, Programme, ProgrammeGroup, ProgrammeSession
from services.cases.model.roadmap import Roadmap, RoadmapVersion, Stage, StageCheck, StagePresentation
from services.cases.model.support import Proposal, SupportRequest
from services.cases.model.visit import Visit, VisitChange

__all__ = [
    "AliasChange",
    "Attendance",
    "Base",
    "CalendarLink",
    "Case",
    "Closure",
    "Concern",
    "Deadline",
    "DeadlinePolicy",
    "Decision",
    "DecisionOutcome",
    "Enrolment",
    "Entry",
    "Facts",
    "FamilyAlias",
    "Member",
    "Plan",
    "PlanVersion",
    "Programme",
    "ProgrammeGroup",
    "ProgrammeSession",
    "Proposal",
    "ReleasedFigures",
    "RequestChange",
    "Roadmap",
    "RoadmapVersion",
    "SearchTerm",
    "Stage",
    "StageCheck",
    "StagePresentation",
    "SupportRequest",
    "TeamChange",
    "TeamMeeting",
    "TeamMember",
    "Throttle",
    "Visit",
    "VisitChange",
    "participation_of",
]
