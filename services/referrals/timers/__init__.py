"""What the service does by itself, each in bounded batches."""

from datetime import timedelta

from services.referrals.commands.likeness import write_missing
from services.referrals.timers import deadlines, drafts, sweeping
from shared.documents.timers import TIMERS as OF_DOCUMENTS
from shared.service import Timer

TIMERS = [
    *deadlines.TIMERS,
    Timer("likeness.keys", timedelta(minutes=1), write_missing),
    sweeping.SWEEP,
    drafts.PURGE,
    *OF_DOCUMENTS,
]
