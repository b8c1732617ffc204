"""The pump of the sample region: many small journeys, each over as soon as it can be known."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg

from shared.config import Settings
from shared.database import plain_url
from shared.eventing.measures import figures
from shared.eventing.relay import BATCH
from shared.worker import run_timer
from stack.demo.pump import Pump

QUIET_ROUNDS = 5

TIMED = ("referrals", "cases", "volunteers")
"""Services with something that business time brings."""

_LOOK = """
    select (select count(*) from outbox where id > %(last)s),
           (select coalesce(max(id), %(last)s) from outbox where id > %(last)s),
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
        self._counted = dict.fromkeys(settings, (0, 0))
        """How many events each has written, and the last of them."""
        self._before: dict[str, Seen] = {}

    def begin_here(self) -> None:
        """Where much has happened already, and may lie twice in the log, or in a new one: let it arrive. What is
        written and taken counts from then on."""
        quiet = 0
        while quiet < QUIET_ROUNDS:
            for relay in self.relays.values():
                self._step(relay)
            came = [consumer.step(0.05) for consumer in self.consumers.values()]
            quiet = 0 if any(came) or not self._is_quiet() else quiet + 1
        self._before = {name: self._read(name) for name in self.services}

    def _is_quiet(self) -> bool:
        sent = all(relay.idle for relay in self.relays.values())
        return sent and not any(self._unsent(name) for name in self.services)

    def _unsent(self, name: str) -> int:
        with self.sessions[name]() as session:
            found = figures(session)
        return int(found["unsent"] + found["to_resend"])

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
        """Since we began."""
        seen, before = self._read(name), self._before.get(name)
        if before is None:
            return seen
        taken = {topic: count - before.taken.get(topic, 0) for topic, count in seen.taken.items()}
        return Seen(seen.written - before.written, taken)

    def _read(self, name: str) -> Seen:
        """Nobody else writes, so what was counted once stays so many."""
        written, last = self._counted[name]
        row: Any = self._looking[name].execute(_LOOK, {"last": last}).fetchone()
        fresh, last, taken = row
        self._counted[name] = (written + fresh, last)
        return Seen(written + fresh, taken)

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
