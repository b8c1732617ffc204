"""The tables of volunteers. Rows of other services are known by id only."""

from services.volunteers.model.assignments import BUSY, Assignment, JournalEntry
from services.volunteers.model.base import NAMELESS, Base
from services.volunteers.model.cases import KnownCase
from services.volunteers.model.chains import Chain, ChainStep
from services.volunteers.model.feedback import Feedback, FeedbackAsk
from services.volunteers.model.imports import Import
from services.volunteers.model.links import CalendarLink, ProposalLink, ProposalMail, Throttle
from services.volunteers.model.proposals import Proposal
from services.volunteers.model.register import VettingNotice, VettingWatch, Volunteer
from services.volunteers.model.requests import Request
from services.volunteers.model.runs import MatchingLine, MatchingRun
from services.volunteers.model.settings import RegisterSettings

__all__ = [
    "BUSY",
    "NAMELESS",
    "Assignment",
    "Base",
    "CalendarLink",
    "Chain",
    "ChainStep",
    "Feedback",
    "FeedbackAsk",
    "Import",
    "JournalEntry",
    "KnownCase",
    "MatchingLine",
    "MatchingRun",
    "Proposal",
    "ProposalLink",
    "ProposalMail",
    "RegisterSettings",
    "Request",
    "Throttle",
    "VettingNotice",
    "VettingWatch",
    "Volunteer",
]
