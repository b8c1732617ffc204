"""Counting who tries what, with what Flask knows of the request."""

from flask import g, request
from sqlalchemy.orm import Session

from shared import throttles
from shared.problems import TooManyRequests
from shared.throttles import Limit
from shared.web.place import place_of
from shared.web.site import this_site


def count_place(limit: Limit) -> None:
    """Count this request against the place that it comes from: once, however often a record is loaded for it. Raises
    TooManyRequests, then each time."""
    counted: dict[str, TooManyRequests | None] = g.setdefault("counted", {})
    if limit.name not in counted:
        counted[limit.name] = _refusal_of(limit)
    if refusal := counted[limit.name]:
        raise refusal


def _refusal_of(limit: Limit) -> TooManyRequests | None:
    try:
        count(limit, place_of(request))
    except TooManyRequests as problem:
        return problem
    return None


def count(limit: Limit, value: str) -> None:
    """In a transaction of its own: what is refused later counts too. Raises TooManyRequests."""
    with this_site().sessions.begin() as counting:
        take(counting, limit, value)


def take(session: Session, limit: Limit, value: str) -> None:
    """Count in this transaction: what is refused later counts for nothing. Raises TooManyRequests."""
    throttles.take(session, str(this_site().settings.secret), limit, value)
