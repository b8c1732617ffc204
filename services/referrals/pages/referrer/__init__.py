"""Pages of who refers families: writing a referral, sending it, and what becomes of it."""

from services.referrals.pages.referrer import beginning, checking, home, members, one_page, sent, tasks
from services.referrals.pages.referrer.room import pages

__all__ = ["beginning", "checking", "home", "members", "one_page", "pages", "sent", "tasks"]
