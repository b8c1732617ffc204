"""Pages for those without an account: a family that asks for help itself, and an organisation that was invited."""

from services.referrals.pages.outside import appeal, following, invitation
from services.referrals.pages.outside.room import pages

__all__ = ["appeal", "following", "invitation", "pages"]
