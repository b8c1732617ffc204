"""The pump of the sample region: many small journeys, each over as soon as it can be known."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg

from shared.config import Settings
from shared.database import plain_url
from shared.eventing.relay import BATCH
from shared.worker import run_timer
from stack.demo.pump import Pump

TIMED = ("referrals", "cases", "volunteers")
"""Services with something that business time brings."""

_LOOK = """
    select (select count(*) from outbox),
           (select coalesce(jsonb_object_agg(topic, taken), '{}')
            from (select topic, sum(next_offset)::bigint as taken from consumer_offsets group by topic) as offsets)
"""


@dataclass(frozen=True)
class Seen:
    """Of one service: how many events it has written, and how many of each topic it has taken."""

    written: int
    taken: Mapping[str, int]


class Road(Pump):
    """Only who has something to send or to take is asked, and one look at each database says who that is."""

    def __init__(self, settings: Mapping[str, Settings]) -> None:
        super().__init__(settings)
        self._looking = {
            name: psycopg.connect(plain_url(one.database_url), autocommit=True) for name, one in settings.items()
        }
        self._relayed = dict.fromkeys(settings, 0)

    def drain(self) -> None:
        while True:
            seen = {name: self._look(name) for name in self.services}
            unsent = [name for name, one in seen.items() if one.written > self._relayed[name]]
            behind = [name for name in self.consumers if self._is_behind(name, seen)]
            if not unsent and not behind:
                return
            for name in unsent:
                self._relay(name, seen[name].written)
            for name in behind:
                self._consume(name)

    def run_timers(self) -> None:
        for name in TIMED:
            for timer in self.services[name].timers:
                run_timer(timer, self.sessions[name])

    def close(self) -> None:
        super().close()
        for connection in self._looking.values():
            with suppress(psycopg.Error):
                connection.close()

    def _look(self, name: str) -> Seen:
        row: Any = self._looking[name].execute(_LOOK).fetchone()
        return Seen(*row)

    def _is_behind(self, name: str, seen: Mapping[str, Seen]) -> bool:
        topics = self.services[name].handlers.topics()
        written = {f"opora.{service}": one.written for service, one in seen.items()}
        return any(seen[name].taken.get(topic, 0) < written.get(topic, 0) for topic in topics)

    def _relay(self, name: str, written: int) -> None:
        """`written`: how many events there were before this step, which offers one batch."""
        relay = self.relays[name]
        self._step(relay)
        if relay.idle and written - self._relayed[name] < BATCH:
            self._relayed[name] = written

    def _consume(self, name: str) -> None:
        self.consumers[name].step(0.005)
