"""Pages of referrals, a module for each part; `outside` are those for who has no account."""

from services.referrals.pages import deadlines, documents, outside, receiver, referral, referrer, search, wordings

PAGES = (
    referral.pages,
    referrer.pages,
    receiver.pages,
    search.pages,
    documents.pages,
    outside.pages,
    deadlines.pages,
    wordings.pages,
)
