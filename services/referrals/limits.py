"""How often those who are not signed in may try, and how much one organisation may have sent to others. All ours.

Counted with what Flask knows of the request."""

from datetime import timedelta

from flask import request
from sqlalchemy.orm import Session

from shared import throttles
from shared.throttles import Limit
from shared.web.place import place_of
from shared.web.site import this_site

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

LINK_ADDRESS = Limit("invitation_address", 100, QUARTER)
INVITATIONS = Limit("invitations", 100, DAY)
FORM_ADDRESS = Limit("form_address", 60, HOUR)
APPEAL_ADDRESS = Limit("appeal_address", 30, HOUR)
APPEAL_ORGANISATION = Limit("appeal_organisation", 100, DAY)
CODE_ADDRESS = Limit("code_address", 100, QUARTER)
CODE_REFERENCE = Limit("code_reference", 20, QUARTER)


def count_place(limit: Limit) -> None:
    """Count this request against the place that it comes from. Raises TooManyRequests."""
    count(limit, place_of(request))


def count(limit: Limit, value: str) -> None:
    """In a transaction of its own: what is refused later counts too. Raises TooManyRequests."""
    with this_site().sessions.begin() as counting:
        take(counting, limit, value)


def take(session: Session, limit: Limit, value: str) -> None:
    """Count in this transaction: what is refused later counts for nothing. Raises TooManyRequests."""
    throttles.take(session, str(this_site().settings.secret), limit, value)
