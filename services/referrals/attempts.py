"""Counting who tries what, with what Flask knows of the request."""

from flask import current_app, request
from sqlalchemy.orm import Session

from shared import throttles
from shared.throttles import Limit
from shared.web.place import place_of


def count_place(limit: Limit) -> None:
    """Count this request against the place that it comes from, in a transaction of its own: one that is refused counts
    too. Raises TooManyRequests."""
    with current_app.extensions["opora"].sessions.begin() as counting:
        take(counting, limit, place_of(request))


def take(session: Session, limit: Limit, value: str) -> None:
    """Count in this transaction: what is refused later counts for nothing. Raises TooManyRequests."""
    throttles.take(session, str(current_app.extensions["opora"].settings.secret), limit, value)
