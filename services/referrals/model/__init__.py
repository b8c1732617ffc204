"""The tables of referrals."""

from services.referrals.model.base import Base
from services.referrals.model.case import KnownCase
from services.referrals.model.duty import DeadlinePolicy, DutyRoster
from services.referrals.model.family import Alias, Family, Member
from services.referrals.model.referral import Entry, Receiver, Referral
from services.referrals.model.search import SearchTerm

__all__ = [
    "Alias",
    "Base",
    "DeadlinePolicy",
    "DutyRoster",
    "Entry",
    "Family",
    "KnownCase",
    "Member",
    "Receiver",
    "Referral",
    "SearchTerm",
]
