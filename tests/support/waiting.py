"""Waiting for a condition instead of for a time."""

import linecache
import time
from collections.abc import Callable

PATIENCE_S = 60.0
LOOK_EVERY_S = 0.02


def until(
    reached: Callable[[], object],
    timeout: float = PATIENCE_S,
    *,
    every: float = LOOK_EVERY_S,
    said: Callable[[], object] = lambda: "",
) -> None:
    """Return as soon as `reached()` is true; it is asked each `every` seconds.

    After `timeout` seconds the test fails, with the line that says what it waited for and with what `said()` tells.
    """
    end = time.monotonic() + timeout
    while not reached():
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout:g} s in vain: {_written(reached)}\n{said()}".rstrip())
        time.sleep(every)


def _written(condition: Callable[[], object]) -> str:
    """The line where the condition is written."""
    code = getattr(getattr(condition, "func", condition), "__code__", None)
    return linecache.getline(code.co_filename, code.co_firstlineno).strip() if code else repr(condition)
