"""The tables of referrals."""

from services.referrals.model.appeal import Appeal, UsedForm
from services.referrals.model.base import Base
from services.referrals.model.case import KnownCase
from services.referrals.model.draft import Draft
from services.referrals.model.duty import DeadlinePolicy, DutyRoster
from services.referrals.model.family import MEMBER_FIELDS, Alias, Family, KeptApart, Member
from services.referrals.model.imports import Import
from services.referrals.model.invitation import Invitation, InvitationLink, InvitationMail
from services.referrals.model.referral import Entry, Receiver, Referral
from services.referrals.model.search import Comparison, LikenessKey
from services.referrals.model.throttle import Throttle

__all__ = [
    "MEMBER_FIELDS",
    "Alias",
    "Appeal",
    "Base",
    "Comparison",
    "DeadlinePolicy",
    "Draft",
    "DutyRoster",
    "Entry",
    "Family",
    "Import",
    "Invitation",
    "InvitationLink",
    "InvitationMail",
    "KeptApart",
    "KnownCase",
    "LikenessKey",
    "Member",
    "Receiver",
    "Referral",
    "Throttle",
    "UsedForm",
]
