"""Drafts of referrals that nobody goes on with."""

from datetime import timedelta

from services.referrals.commands.drafts import purge
from shared.service import Timer

PURGE = Timer("drafts", timedelta(hours=1), purge)
