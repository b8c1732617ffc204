"""The one loop that hands messages over, and how long it waits after a failure. Mails with links and notifications,
by whatever channel, are sent by it."""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Protocol

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 0.5
LAST_PAUSE_S = 30.0
_MOST_DOUBLINGS = 20


class Away(Exception):
    """Who takes messages over cannot be used by anyone at present."""


class Refused(Exception):
    """This one message was not taken. `code` names the reason; when `final`, every other try would end the same."""

    def __init__(self, code: str, *, final: bool) -> None:
        super().__init__(code)
        self.code = code
        self.final = final


class Line(Protocol):
    """A connection that may be closed while there is nothing to send; it opens by itself."""

    def close(self) -> None: ...


def keep_sending(
    line: Line, send_next: Callable[[], bool], idle: Callable[[], object], stop: threading.Event, away: str
) -> None:
    """Until `stop` is set. `send_next` tries what is due, False when nothing is: then `idle` waits. When it raises
    Away, the log says so by the word `away`, and the next try comes later and later."""
    pause = FIRST_PAUSE_S
    with closing(line):
        while not stop.is_set():
            try:
                if not send_next():
                    line.close()
                    idle()
                pause = FIRST_PAUSE_S
            except Away as problem:
                log.warning(away, extra={"error": str(problem)})
                stop.wait(pause)
                pause = min(pause * 2, LAST_PAUSE_S)


def doubled(first: timedelta, failures: int, latest: timedelta) -> timedelta:
    """How long to wait after so many failures, at least one: twice as long each time, at most `latest`."""
    return min(first * (1 << min(failures - 1, _MOST_DOUBLINGS)), latest)
