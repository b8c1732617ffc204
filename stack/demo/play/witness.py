"""Waiting until somebody sees something, and how long that took."""

import time
from collections.abc import Callable
from typing import TypeVar

LIMIT_S = 30.0
LOOK_EVERY_S = 0.01

Seen = TypeVar("Seen")


class Unseen(Exception):
    """What was promised was not seen in time; the text says what."""


def until_seen(what: str, look: Callable[[], Seen | None]) -> Seen:
    """Look again and again until there is something. Raises Unseen after LIMIT_S seconds."""
    deadline = time.monotonic() + LIMIT_S
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Unseen(what)
        time.sleep(LOOK_EVERY_S)
