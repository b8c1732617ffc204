"""The pulse of a worker: when each of its loops last came round.

A loop that hangs counts nothing itself: its lag stays as it was. So it is others who notice, by its silence.
"""

import logging
import threading
import time
from collections.abc import Callable

from prometheus_client import Gauge

from shared import clock

log = logging.getLogger(__name__)

SILENT_AFTER_S = 60.0
"""Within one round a loop waits up to thirty seconds for a record that is locked, and ten for a broker that is away."""

LAST_ROUND = Gauge(
    "opora_last_round_timestamp_seconds",
    "When this loop of the worker last came round",
    ["service", "loop"],
    multiprocess_mode="max",
)


class Pulse:
    """Of one worker. Each loop has its own entry, so no lock is needed."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.seen: dict[str, float] = {}
        self.told: set[str] = set()

    def of(self, part: str) -> Callable[[], None]:
        """What this loop calls each time round. It is watched from its first beginning, one that fails then too."""
        gauge = LAST_ROUND.labels(self.service, part)

        def came_round() -> None:
            self.seen[part] = time.monotonic()
            gauge.set(clock.system().timestamp())

        if part not in self.seen:
            came_round()
        return came_round

    def failed(self, part: str) -> None:
        """It is no longer at work, but comes again: that is no silence."""
        if part in self.seen:
            self.seen[part] = time.monotonic()

    def silent(self) -> set[str]:
        """The loops that hang; said once in the log."""
        now = time.monotonic()
        found = {part for part, seen in list(self.seen.items()) if now - seen > SILENT_AFTER_S}
        for part in found - self.told:
            log.error("part_is_silent", extra={"part": part, "seconds": round(now - self.seen[part])})
        self.told = found
        return found


class Watched(threading.Event):
    """The stop flag as a service's own loop gets it: each loop asks it once a round, and so shows its pulse."""

    def __init__(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop
        self._came_round = came_round

    def is_set(self) -> bool:
        self._came_round()
        return self._stop.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        return self._stop.wait(timeout)

    def set(self) -> None:
        self._stop.set()


def unwatched() -> None:
    """For a loop that nobody watches."""
