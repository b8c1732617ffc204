"""The tables of cases."""

from services.cases.model.base import Base, Facts
from services.cases.model.case import AliasChange, Case, Deadline, FamilyAlias, Member, SearchTerm, TeamMember
from services.cases.model.concern import Concern
from services.cases.model.entry import Closure, Entry
from services.cases.model.figures import ReleasedFigures
from services.cases.model.plan import Plan, PlanVersion, participation_of
from services.cases.model.support import Proposal, SupportRequest

__all__ = [
    "AliasChange",
    "Base",
    "Case",
    "Closure",
    "Concern",
    "Deadline",
    "Entry",
    "Facts",
    "FamilyAlias",
    "Member",
    "Plan",
    "PlanVersion",
    "Proposal",
    "ReleasedFigures",
    "SearchTerm",
    "SupportRequest",
    "TeamMember",
    "participation_of",
]
