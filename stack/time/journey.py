"""The way to another time: day by day, and on each day what time brings happens and reaches everyone.

In one leap a deadline would near and pass in the same moment, and what the one causes would come after the other.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from shared import business_clock, clock
from shared.business_clock import Clocks
from shared.config import Settings
from shared.database import connect_plain, patient_sessions_of
from shared.service import Service, load
from shared.worker import run_timer
from stack.time.arrivals import Arrivals

STEP = timedelta(days=1)
ARRIVES_WITHIN_S = 30.0
PAUSE_S = 0.02


class NotArrived(Exception):
    """What happened does not reach everyone: time stays where it is."""


@dataclass(frozen=True)
class Journey:
    """Beside workers that run: a timer leaves to them what they have begun."""

    clocks: Clocks
    services: Mapping[str, Service]
    sessions: "Mapping[str, sessionmaker[Session]]"
    arrivals: Arrivals

    def go(self, target: datetime, say: Callable[[datetime, int], None]) -> None:
        """`say` hears each day's moment and how many events there were so far. Raises NotArrived and Busy."""
        self._settle()
        while (present := self.present()) < target:
            moment = min(present + STEP, target)
            self.clocks.set(moment - clock.system())
            self._play()
            say(moment, self.arrivals.count)

    def present(self) -> datetime:
        return clock.system() + self.clocks.ahead()

    def _play(self) -> None:
        for name, service in self.services.items():
            for timer in service.timers:
                run_timer(timer, self.sessions[name])
        self._settle()

    def _settle(self) -> None:
        until = time.monotonic() + ARRIVES_WITHIN_S
        while not self.arrivals.are_complete():
            if time.monotonic() > until:
                raise NotArrived
            time.sleep(PAUSE_S)


@contextmanager
def journey(settings: Mapping[str, Settings]) -> Iterator[Journey]:
    services = {name: load(name) for name in settings}
    sessions = {name: patient_sessions_of(one) for name, one in settings.items()}
    for one in sessions.values():
        business_clock.follow(one)
    with ExitStack() as opened:
        clocks = opened.enter_context(business_clock.clocks(one.database_url for one in settings.values()))
        looking = {
            name: opened.enter_context(connect_plain(one.database_url, "opora-clock")) for name, one in settings.items()
        }
        yield Journey(clocks, services, sessions, Arrivals(services, looking))
