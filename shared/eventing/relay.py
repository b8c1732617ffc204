"""The relay sends what is in the outbox: everything visible, at once, in order for each subject.

One relay of a service is at work at a time, the holder of an advisory lock; the others stand by. An event is sent
only when the one before it of the same subject is acknowledged, so no failure can turn their order round.
"""

import logging
import queue
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event as Flag
from typing import Any

import psycopg
from kafka import KafkaProducer
from kafka.errors import KafkaError

from shared.eventing.envelope import LOG_HEADER, Envelope, log_mark
from shared.eventing.kafka import LogWatch, end_now
from shared.eventing.outbox import CHANNEL, RESEND
from shared.eventing.sent import Sent
from shared.pulse import unwatched

log = logging.getLogger(__name__)

RELAY_LOCK = 7_002
BATCH = 1_000
OPEN_AT_MOST = 4_000
IDLE_POLL_S = 1.0
ACK_POLL_S = 0.02
STANDBY_POLL_S = 0.2
CLOSING_S = 3.0


class SendFailed(Exception):
    """A send failed: the producer is given up, and everything unacknowledged is read and sent again."""


@dataclass(frozen=True)
class Row:
    """One row of the outbox; `again` marks one that was sent before and goes to a new log."""

    id: int
    envelope: Envelope
    data: bytes
    again: bool = False


class Relay:
    """`connection` is a plain psycopg connection in autocommit, for the relay alone."""

    def __init__(
        self,
        service: str,
        connection: psycopg.Connection[Any],
        make_producer: Callable[[], KafkaProducer],
        identify: Callable[[], dict[str, str]],
    ) -> None:
        self.topic = f"opora.{service}"
        self.source = f"/{service}"
        self.connection = connection
        self.make_producer = make_producer
        self.identify = identify
        self._mine = False
        self._forget()

    def _forget(self) -> None:
        """The state of a relay that has sent nothing yet."""
        self.producer: KafkaProducer | None = None
        self.sent: Sent | None = None
        self.queues: dict[str, deque[Row]] = {}  # subject → its rows in order, the first of them in flight
        self.open: dict[int, Row] = {}  # offered and not acknowledged
        self.again_open: set[int] = set()
        self.again_until = 0
        self.whole: set[str] = set()  # subjects of which all older rows went to the new log
        self.log: LogWatch | None = None
        self.log_header = (LOG_HEADER, b"")
        self.acks: queue.SimpleQueue[tuple[Row, Exception | None]] = queue.SimpleQueue()

    def run(self, stop: Flag, came_round: Callable[[], None] = unwatched) -> None:
        """Work until `stop` is set. Database errors go to the caller, who makes a new relay."""
        backoff = 0.1
        while not stop.is_set():
            came_round()
            try:
                if self.step(IDLE_POLL_S):
                    backoff = 0.1
            except (KafkaError, SendFailed) as problem:
                log.warning("broker_away", extra={"error": type(problem).__name__, "retry_s": backoff})
                self.give_up_producer()
                stop.wait(backoff)
                backoff = min(backoff * 2, 5.0)
        self.close()

    def step(self, wait: float) -> bool:
        """Send what there is, or wait up to `wait` seconds for something to send. Whether anything moved.

        Raises KafkaError or SendFailed: call `give_up_producer` and come again.
        """
        if not self._take_lock():
            time.sleep(min(wait, STANDBY_POLL_S))
            return False
        sent = self._connect()
        moved = self._offer_new(sent) + self._offer_again(sent)
        if self.open:
            moved += self._harvest(sent)
        elif not moved and wait:
            self._await_notice(wait)
        sent.raise_floor(min(self.open, default=None))
        return moved > 0

    @property
    def idle(self) -> bool:
        """Whether nothing is on the road and nothing is left to be sent again."""
        return not self.open and self.sent is not None and self.sent.resend_until is None

    def give_up_producer(self) -> None:
        """Forget the producer and all that it did not acknowledge."""
        if self.producer is not None:
            end_now(self.producer)
        self._forget()

    def close(self) -> None:
        """Let what is in flight arrive, record it, and let go of producer, lock and connection."""
        end = time.monotonic() + CLOSING_S
        self.queues = {subject: deque([rows[0]]) for subject, rows in self.queues.items()}
        self.open = {rows[0].id: rows[0] for rows in self.queues.values()}
        try:
            while self.open and self.sent and time.monotonic() < end:
                self._harvest(self.sent)
        except (KafkaError, SendFailed, psycopg.Error):
            pass  # the next relay sends it again
        finally:
            self.give_up_producer()
            self.connection.close()

    def _take_lock(self) -> bool:
        if not self._mine:
            row = self.connection.execute("select pg_try_advisory_lock(%s)", [RELAY_LOCK]).fetchone()
            self._mine = row == (True,)
        return self._mine

    def _connect(self) -> Sent:
        if self.sent is None or self.log is None:
            self.producer = self.make_producer()
            self.log = LogWatch(self.producer, self.identify)
            identity = self.log.identities[self.topic]
            self.log_header = (LOG_HEADER, log_mark(identity))
            self.connection.execute(f"listen {CHANNEL}")
            self.sent = Sent.load(self.connection)
            self.sent.meet_log(self.topic, identity)
        if not self.log.is_the_same():
            raise SendFailed("another_log")
        return self.sent

    def _offer_new(self, sent: Sent) -> int:
        if len(self.open) > OPEN_AT_MOST:
            return 0
        rows = [self._row(row) for row in sent.unread(BATCH)]
        for row in rows:
            if sent.resend_until is not None:
                self._make_whole(sent, row)
            self._offer(row)
        return len(rows)

    def _make_whole(self, sent: Sent, new: Row) -> None:
        """A new log must not get this row before the older ones of its subject."""
        subject = new.envelope.subject
        if subject not in self.whole:
            self.whole.add(subject)
            for row in sent.older_of(subject, new.id):
                self._offer(self._row(row, again=True))

    def _offer_again(self, sent: Sent) -> int:
        """The background half of a new log: one chunk at a time, the next when it is acknowledged."""
        if sent.resend_until is None or self.again_open or len(self.open) > OPEN_AT_MOST:
            return 0
        if self.again_until:
            sent.resent(self.again_until)
        rows = [self._row(row, again=True) for row in sent.older(BATCH)]
        if not rows:
            sent.resent(None)
            self.again_until = 0
            log.info("resent", extra={"topic": self.topic})
            return 0
        self.again_until = rows[-1].id
        chunk = [row for row in rows if sent.was_sent(row.id) and row.envelope.subject not in self.whole]
        self.again_open = {row.id for row in chunk}
        for row in chunk:
            self._offer(row)
        return len(rows)

    def _offer(self, row: Row) -> None:
        if row.id in self.open:
            return
        self.open[row.id] = row
        rows = self.queues.setdefault(row.envelope.subject, deque())
        rows.append(row)
        if len(rows) == 1:
            self._send(row)

    def _send(self, row: Row) -> None:
        assert self.producer is not None
        acks = self.acks
        future = self.producer.send(
            self.topic,
            key=row.envelope.subject.encode(),
            value=row.data,
            headers=[*row.envelope.headers(), self.log_header],
        )
        future.add_callback(lambda _: acks.put((row, None)))
        future.add_errback(lambda error: acks.put((row, error)))

    def _harvest(self, sent: Sent) -> int:
        """Take the acknowledgements that are there (waiting a little for the first) and send what they release."""
        done: list[Row] = []
        try:
            done.append(self._acknowledged(ACK_POLL_S))
            while True:
                done.append(self._acknowledged(0))
        except queue.Empty:
            pass
        finally:
            sent.mark(row.id for row in done if not row.again)
        for row in done:
            self._release_next(row)
        return len(done)

    def _acknowledged(self, wait: float) -> Row:
        row, error = self.acks.get(timeout=wait) if wait else self.acks.get_nowait()
        if error is not None:
            raise SendFailed(type(error).__name__) from error
        return row

    def _release_next(self, done: Row) -> None:
        self.open.pop(done.id, None)
        self.again_open.discard(done.id)
        rows = self.queues[done.envelope.subject]
        rows.popleft()
        if rows:
            self._send(rows[0])
        else:
            del self.queues[done.envelope.subject]

    def _await_notice(self, wait: float) -> None:
        notices = list(self.connection.notifies(timeout=wait, stop_after=1))
        if self.sent and any(notice.payload == RESEND for notice in notices):
            self.sent.load_resend()
            self.whole.clear()
            self.again_until = 0  # what was sent again of an older order is no part of this one

    def _row(self, row: Sequence[Any], again: bool = False) -> Row:
        id_, event_id, type_, subject, sequence, correlation, causation, traceparent, snapshot, time_, data = row
        envelope = Envelope(
            id=event_id,
            type=type_,
            source=self.source,
            subject=subject,
            time=time_,
            sequence=sequence,
            correlation=correlation,
            causation=causation,
            traceparent=traceparent,
            snapshot=snapshot,
        )
        return Row(id_, envelope, data.encode(), again)
