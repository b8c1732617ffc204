"""Pages of referrals, a module for each part. Those of an invitation are for who has no account."""

from services.referrals.pages import invitation, referral, referrer, search

PAGES = (referral.pages, referrer.pages, search.pages, invitation.blueprint)
