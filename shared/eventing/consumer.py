"""The consumer: each event has its effect once, in the transaction that notes it in the inbox, in order by key."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.structs import OffsetAndMetadata
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from shared.eventing import deadletters, inbox, parking
from shared.eventing.effects import Effects, LogReplaced, code_of, raise_if_lost
from shared.eventing.envelope import LOG_HEADER, Envelope, Event, log_mark, parse
from shared.eventing.handlers import Handlers, NotYet
from shared.eventing.kafka import LogWatch
from shared.eventing.partitions import Partitions
from shared.eventing.record import Key, Raw
from shared.eventing.sealing import KeyMissing, KeyRings
from shared.eventing.trouble import Trouble, key_of
from shared.logs import place_of
from shared.pulse import unwatched

log = logging.getLogger(__name__)

INLINE_RETRIES_S = (0.0, 0.05, 0.25)
POLL_RECORDS = 500
SETTLE_EVERY_S = 0.25
SHOW_EVERY_S = 5.0


class Consumer:
    """`connection` writes the effects and holds the partition locks; `client` is kafka-python's, for us alone."""

    def __init__(
        self,
        service: str,
        handlers: Handlers,
        connection: Connection,
        client: KafkaConsumer,
        keyrings: KeyRings,
        identify: Callable[[], dict[str, str]],
        counts: dict[str, int],
    ) -> None:
        self.effects = Effects(service, handlers, connection, keyrings)
        self.trouble = Trouble(self.effects)
        self.connection = connection
        self.client = client
        self.log = LogWatch(client, identify)
        self.marks = {topic: log_mark(identity) for topic, identity in self.log.identities.items()}
        self.offsets: dict[TopicPartition, int] = {}
        self.came_round: Callable[[], None] = unwatched
        self.settled_at = self.shown_at = float("-inf")
        with self.effects.transaction() as session:
            for topic in inbox.meet_logs(session, self.log.identities):
                log.warning("log_replaced", extra={"topic": topic})
        self.partitions = Partitions(connection, counts)

    def step(self, wait: float) -> bool:
        """Take what has come, waiting up to `wait` seconds for it, and retry what is due. Whether anything came."""
        self.came_round()
        self._settle()
        if not self.partitions.held:
            time.sleep(min(wait, SETTLE_EVERY_S))
            return False
        batches = self.client.poll(timeout_ms=int(wait * 1000), max_records=POLL_RECORDS)
        records = [_raw(record) for batch in batches.values() for record in batch]
        if records:
            ours = self._of_this_log(records)
            self.take(ours)
            if len(ours) < len(records):
                self._pass_by(records)
            self.offsets.update(_next_offsets(records))
        retried = self.trouble.retry_due() + self.trouble.follow_orders(self.partitions.held)
        self._mind_the_log()
        return bool(records or retried)

    def close(self) -> None:
        self.client.close(autocommit=False, timeout_ms=1000)
        self.connection.close()

    @property
    def caught_up(self) -> bool:
        """Whether everything in the log up to the last fetch had its effect or is parked."""
        ends = {tp: self.client.highwater(tp) for tp in self.partitions.held}
        return all(end is not None and self.offsets.get(tp, 0) >= end for tp, end in ends.items())

    # --- partitions -------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        if time.monotonic() - self.settled_at < SETTLE_EVERY_S:
            return
        self.settled_at = time.monotonic()
        if self.partitions.settle():
            with self.effects.transaction() as session:
                self.offsets = inbox.load_offsets(session)
                self.trouble.meet(session, self.partitions.held)
            self.client.assign(sorted(self.partitions.held))
            for partition in self.partitions.held:
                self._seek(partition)

    def _seek(self, partition: TopicPartition) -> None:
        if partition in self.offsets:
            self.client.seek(partition, self.offsets[partition])
        else:
            self.client.seek_to_beginning(partition)

    def _mind_the_log(self) -> None:
        """Show lag and offsets to tools, and notice a log that ends before our place in it."""
        if time.monotonic() - self.shown_at < SHOW_EVERY_S:
            return
        self.shown_at = time.monotonic()
        ends = {tp: self.client.highwater(tp) for tp in self.partitions.held}
        known = {tp: end for tp, end in ends.items() if end is not None}
        cut = [tp for tp, end in known.items() if self.offsets.get(tp, 0) > end]
        with self.effects.transaction() as session:
            inbox.forget_offsets(session, cut)
            inbox.save_highwaters(session, known)
        for partition in cut:
            log.warning("log_ends_before_our_place", extra={"topic": partition.topic, "partition": partition.partition})
            self.offsets.pop(partition)
            self.client.seek_to_beginning(partition)
        places = {tp: OffsetAndMetadata(self.offsets[tp], "", -1) for tp in self.partitions.held & set(self.offsets)}
        if places:
            self.client.commit_async(places)

    # --- records ----------------------------------------------------------------------------------------------------

    def _of_this_log(self, records: list[Raw]) -> list[Raw]:
        """Without what a relay sent that did not know yet that its log is gone: it will send that again, in order.

        Raises LogReplaced when it is we who did not know: our place means nothing in another log.
        """
        ours = [raw for raw in records if dict(raw.headers).get(LOG_HEADER) in (None, self.marks[raw.topic])]
        if not self.log.is_the_same() or (len(ours) < len(records) and not self.log.is_the_same_now()):
            raise LogReplaced
        return ours

    def take(self, records: list[Raw]) -> None:
        """Many in one transaction when all is well, one by one when something is not."""
        if not records:
            return
        try:
            with self.effects.transaction() as session:
                self._apply_all(session, records)
        except Exception as problem:
            raise_if_lost(problem)
            for raw in records:
                self._take_one(raw)

    def _apply_all(self, session: Session, records: list[Raw]) -> None:
        events = [event for raw in records if (event := self.effects.decode(raw))]
        if any(self.trouble.waits(event) for event in events):
            raise _OneByOne
        self.effects.apply(session, events)
        self._save_place(session, records)

    def _take_one(self, raw: Raw) -> None:
        try:
            event = self.effects.decode(raw)
        except KeyMissing as problem:
            return self._park(raw, parse(raw.headers), code_of(problem), None)
        except Exception as problem:  # reading asks nobody and nothing: what failed once fails always
            return self._bury(raw, code_of(problem))
        if event is None:
            return self._pass_by([raw])
        if self.trouble.waits(event):
            return self._enqueue(raw, event)
        return self._try_inline(raw, event)

    def _try_inline(self, raw: Raw, event: Event) -> None:
        reason = "unknown"
        for delay in INLINE_RETRIES_S:
            self.came_round()  # each may wait for a lock
            time.sleep(delay)
            try:
                with self.effects.transaction() as session:
                    self.effects.apply(session, [event])
                    self._save_place(session, [raw])
                return None
            except NotYet as problem:
                return self._park(raw, event.envelope, code_of(problem), problem.wanted)
            except Exception as problem:
                raise_if_lost(problem)
                reason = code_of(problem)
                log.warning("handler_failed", extra=_where(event.envelope, problem))
        self._park(raw, event.envelope, reason, None)

    def _pass_by(self, records: list[Raw]) -> None:
        with self.effects.transaction() as session:
            self._save_place(session, records)

    def _save_place(self, session: Session, records: list[Raw]) -> None:
        """Our place is behind these records, unless another worker has met a new log by now."""
        if not inbox.are_known(session, self.log.identities):
            raise LogReplaced
        inbox.save_offsets(session, _next_offsets(records))

    def _bury(self, raw: Raw, code: str) -> None:
        log.error(
            "dead_letter", extra={"topic": raw.topic, "partition": raw.partition, "offset": raw.offset, "code": code}
        )
        with self.effects.transaction() as session:
            deadletters.bury(session, raw, code)
            self._save_place(session, [raw])

    def _park(self, raw: Raw, envelope: Envelope, reason: str, wanted: str | None) -> None:
        key = Key(raw.topic, envelope.subject)
        with self.effects.transaction() as session:
            parking.park(session, key, raw.partition, reason, wanted)
            parking.enqueue(session, key, envelope.id, raw)
            self._save_place(session, [raw])
        self.trouble.keys.add(key)

    def _enqueue(self, raw: Raw, event: Event) -> None:
        with self.effects.transaction() as session:
            parking.enqueue(session, key_of(event), event.id, raw)
            self._save_place(session, [raw])


class _OneByOne(Exception):
    """Not all of this batch can have its effect at once."""


def _raw(record: Any) -> Raw:
    return Raw(record.topic, record.partition, record.offset, record.key, record.value, list(record.headers or ()))


def _next_offsets(records: Iterable[Raw]) -> dict[TopicPartition, int]:
    return {TopicPartition(raw.topic, raw.partition): raw.offset + 1 for raw in records}


def _where(envelope: Envelope, problem: Exception) -> dict[str, Any]:
    """Where it failed, without any of the event's content."""
    return {
        "event": str(envelope.id),
        "type": envelope.type,
        "error": type(problem).__name__,
        "place": place_of(problem),
    }
