"""The tables of referrals."""

from services.referrals.model.base import Base
from services.referrals.model.case import KnownCase
from services.referrals.model.family import Alias, Family, KeptApart, Member
from services.referrals.model.referral import Entry, Receiver, Referral
from services.referrals.model.search import LikenessKey, SearchTerm

__all__ = [
    "Alias",
    "Base",
    "Entry",
    "Family",
    "KeptApart",
    "KnownCase",
    "LikenessKey",
    "Member",
    "Receiver",
    "Referral",
    "SearchTerm",
]
