"""What happens because time passes: questions that nobody answered are let go."""

from datetime import timedelta

from services.volunteers.commands import expire_due
from shared.service import Timer

TIMERS = (Timer("expire_proposals", timedelta(seconds=5), expire_due),)
