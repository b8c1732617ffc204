"""Waiting for a condition instead of for a time."""

import time
from collections.abc import Callable

LOOK_EVERY_S = 0.02


def until(
    reached: Callable[[], object],
    what: str = "the condition",
    timeout: float = 20,
    said: Callable[[], object] = lambda: "",
) -> None:
    """Return as soon as `reached()` is true. A test fails after `timeout` seconds, with `what` it waited for and with
    what `said()` tells then."""
    end = time.monotonic() + timeout
    while not reached():
        assert time.monotonic() < end, f"waited {timeout:g} s in vain until {what}\n{said()}".rstrip()
        time.sleep(LOOK_EVERY_S)
