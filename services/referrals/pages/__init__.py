"""Pages of referrals, a module for each part; `outside` are those for who has no account."""

from services.referrals.pages import (
    deadlines,
    documents,
    imports,
    outside,
    receiver,
    referral,
    referrer,
    search,
    wordings,
)

PAGES = (
    referral.pages,
    referrer.pages,
    receiver.pages,
    imports.of_referrals,
    imports.of_cases,
    search.pages,
    documents.pages,
    outside.pages,
    deadlines.pages,
    wordings.pages,
)
