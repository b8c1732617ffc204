"""Pages of referrals, a module for each part. Those of an invitation are for who has no account."""

from services.referrals.pages import invitation, receiver, referral

PAGES = (referral.pages, receiver.pages, invitation.blueprint)
