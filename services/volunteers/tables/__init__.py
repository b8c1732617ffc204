"""The tables of asking: chains of proposals, links that open one, runs that match all requests at once."""

from services.volunteers.tables.chains import Chain, ChainStep
from services.volunteers.tables.links import ProposalLink, ProposalMail, Throttle
from services.volunteers.tables.runs import MatchingLine, MatchingRun

__all__ = ["Chain", "ChainStep", "MatchingLine", "MatchingRun", "ProposalLink", "ProposalMail", "Throttle"]
