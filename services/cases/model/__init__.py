"""The tables of cases."""

from services.cases.model.base import Base, Facts
from services.cases.model.calendar import CalendarLink, Throttle
from services.cases.model.case import Case, Deadline, FamilyAlias, Member, SearchTerm, TeamMember
from services.cases.model.concern import Concern
from services.cases.model.entry import Closure, Entry
from services.cases.model.history import RequestChange, TeamChange
from services.cases.model.plan import Plan, PlanVersion, participation_of
from services.cases.model.policy import DeadlinePolicy
from services.cases.model.support import Proposal, SupportRequest
from services.cases.model.visit import Visit, VisitChange

__all__ = [
    "Base",
    "CalendarLink",
    "Case",
    "Closure",
    "Concern",
    "Deadline",
    "DeadlinePolicy",
    "Entry",
    "Facts",
    "FamilyAlias",
    "Member",
    "Plan",
    "PlanVersion",
    "Proposal",
    "RequestChange",
    "SearchTerm",
    "SupportRequest",
    "TeamChange",
    "TeamMember",
    "Throttle",
    "Visit",
    "VisitChange",
    "participation_of",
]
