"""What happens because time passes: questions that nobody answered are let go and the next in order is asked,
documents run out, pauses end, and both sides of a pairing are asked how it is."""

from datetime import timedelta

from services.volunteers.commands import end_due_pauses, expire_due, warn_of_vetting
from services.volunteers.commands.asking_feedback import ask_for_feedback
from services.volunteers.commands.chains import go_on
from services.volunteers.commands.links import sweep
from shared.documents.timers import TIMERS as OF_DOCUMENTS
from shared.service import Timer

TIMERS = (
    Timer("expire_proposals", timedelta(seconds=5), expire_due),
    Timer("ask_the_next", timedelta(seconds=2), go_on),
    Timer("sweep", timedelta(hours=1), sweep),
    Timer("warn_of_vetting", timedelta(seconds=20), warn_of_vetting),
    Timer("ask_for_feedback", timedelta(minutes=1), ask_for_feedback),
    Timer("end_pauses", timedelta(seconds=20), end_due_pauses),
    *OF_DOCUMENTS,
)
