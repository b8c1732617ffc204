"""The receiver's pages: what must be answered by when, all that is needed to decide, and deciding."""

from services.referrals.pages.receiver import deciding, duplicates, duty, handing_over, invitations, passing_on, queue
from services.referrals.pages.receiver.record import shown
from services.referrals.pages.receiver.room import pages

__all__ = ["deciding", "duplicates", "duty", "handing_over", "invitations", "pages", "passing_on", "queue", "shown"]
