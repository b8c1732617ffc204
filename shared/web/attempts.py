"""Counting who tries what, with what Flask knows of the request."""

from flask import request

from shared import throttles
from shared.throttles import Limit
from shared.web.place import place_of
from shared.web.site import this_site


def count_place(limit: Limit) -> None:
    """Count this request against the place that it comes from. Raises TooManyRequests."""
    count(limit, place_of(request))


def forgive_place(limit: Limit) -> None:
    """It was honest: it does not count after all."""
    with this_site().sessions.begin() as counting:
        throttles.give_back(counting, str(this_site().settings.secret), limit, place_of(request))


def count(limit: Limit, value: str) -> None:
    """In a transaction of its own: what is refused later counts too. Raises TooManyRequests."""
    with this_site().sessions.begin() as counting:
        throttles.take(counting, str(this_site().settings.secret), limit, value)
