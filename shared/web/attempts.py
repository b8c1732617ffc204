"""Counting who tries what, with what Flask knows of the request."""

from flask import request
from sqlalchemy.orm import Session

from shared import throttles
from shared.throttles import Limit
from shared.web.place import place_of
from shared.web.site import this_site


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
