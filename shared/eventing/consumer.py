"""The consumer: each event has its effect once, in the transaction that notes it in the inbox, in order by key."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from kafka.structs import OffsetAndMetadata
from marshmallow import ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared import clock
from shared.eventing import deadletters, inbox, parking
from shared.eventing.envelope import (
    LOG_HEADER,
    Envelope,
    Event,
    Unreadable,
    cause_of,
    caused_by,
    log_mark,
    parse,
    parse_data,
)
from shared.eventing.handlers import Handlers, NotYet
from shared.eventing.kafka import cluster_of
from shared.eventing.measures import COMMIT_TO_EFFECT
from shared.eventing.parking import EffectSession, Key, Raw
from shared.eventing.partitions import Partitions
from shared.eventing.sealing import KeyMissing, KeyRings, unseal

log = logging.getLogger(__name__)

INLINE_RETRIES_S = (0.0, 0.05, 0.25)
POLL_RECORDS = 500
SETTLE_EVERY_S = 0.25
SHOW_EVERY_S = 5.0
ORDERS_EVERY_S = 1.0
DROPPED = "dropped"


class LogReplaced(Exception):
    """The client reconnected to another cluster: make a new consumer, which begins at the start of its log."""


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
        self.service = service
        self.handlers = handlers
        self.types = handlers.types()
        self.connection = connection
        self.client = client
        self.keyrings = keyrings
        self.identify = identify
        self.identities = identify()
        self.marks = {topic: log_mark(identity) for topic, identity in self.identities.items()}
        self.cluster = next(iter(self.identities.values())).split("/")[0]
        self.parked: set[Key] = set()
        self.offsets: dict[TopicPartition, int] = {}
        self.settled_at = self.shown_at = self.ordered_at = float("-inf")
        with self._transaction() as session:
            for topic in inbox.meet_logs(session, self.identities):
                log.warning("log_replaced", extra={"topic": topic})
        self.partitions = Partitions(connection, counts)

    def step(self, wait: float) -> bool:
        """Take what has come, waiting up to `wait` seconds for it, and retry what is due. Whether anything came."""
        self._settle()
        if not self.partitions.held:
            time.sleep(min(wait, SETTLE_EVERY_S))
            return False
        batches = self.client.poll(timeout_ms=int(wait * 1000), max_records=POLL_RECORDS)
        self._check_cluster()
        records = [_raw(record) for batch in batches.values() for record in batch]
        if records:
            ours = self._of_this_log(records)
            self._take(ours)
            if len(ours) < len(records):
                self._pass_by(records)
            self.offsets.update(_next_offsets(records))
        retried = self._retry_parked() + self._follow_orders()
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
            with self._transaction() as session:
                self.offsets = inbox.load_offsets(session)
                self.parked = parking.keys_of(session, [(tp.topic, tp.partition) for tp in self.partitions.held])
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
        with self._transaction() as session:
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

    def _check_cluster(self) -> None:
        """Our place in the log means nothing in another cluster's log."""
        if cluster_of(self.client) not in (None, self.cluster):
            raise LogReplaced

    def _of_this_log(self, records: list[Raw]) -> list[Raw]:
        """Without what a relay sent that did not know yet that its log is gone: it will send that again, in order.

        Raises LogReplaced when it is we who did not know.
        """
        ours = [raw for raw in records if dict(raw.headers).get(LOG_HEADER) in (None, self.marks[raw.topic])]
        if len(ours) < len(records) and self.identify() != self.identities:
            raise LogReplaced
        return ours

    def _take(self, records: list[Raw]) -> None:
        """Many in one transaction when all is well, one by one when something is not."""
        if not records:
            return
        try:
            with self._transaction() as session:
                self._apply_all(session, records)
        except Exception as problem:
            _raise_if_lost(problem)
            for raw in records:
                self._take_one(raw)

    def _apply_all(self, session: Session, records: list[Raw]) -> None:
        events = [event for raw in records if (event := self._decode(raw))]
        if any(_key(event) in self.parked for event in events):
            raise _OneByOne
        fresh = inbox.receive(session, [event.id for event in events])
        for event in events:
            if event.id in fresh:
                fresh.remove(event.id)
                self._handle(session, event)
        self._save_place(session, records)

    def _take_one(self, raw: Raw) -> None:
        try:
            event = self._decode(raw)
        except Unreadable as problem:
            return self._bury(raw, problem.code)
        except KeyMissing as problem:
            return self._park(raw, parse(raw.headers), _reason(problem), None)
        except Exception as problem:  # reading asks nobody and nothing: what failed once fails always
            return self._bury(raw, type(problem).__name__)
        if event is None:
            return self._pass_by([raw])
        if _key(event) in self.parked:
            return self._enqueue(raw, event)
        return self._try_inline(raw, event)

    def _try_inline(self, raw: Raw, event: Event) -> None:
        reason = "unknown"
        for delay in INLINE_RETRIES_S:
            time.sleep(delay)
            try:
                with self._transaction() as session:
                    self._apply(session, event)
                    self._save_place(session, [raw])
                return None
            except NotYet as problem:
                return self._park(raw, event.envelope, _reason(problem), problem.wanted)
            except Exception as problem:
                _raise_if_lost(problem)
                reason = _reason(problem)
                log.warning("handler_failed", extra=_where(event.envelope, problem))
        self._park(raw, event.envelope, reason, None)

    def _apply(self, session: Session, event: Event) -> None:
        if inbox.receive(session, [event.id]):
            self._handle(session, event)

    def _handle(self, session: Session, event: Event) -> None:
        with caused_by(cause_of(event.envelope)):
            self.handlers.handle(session, event)
        age = (clock.system() - event.envelope.time).total_seconds()
        COMMIT_TO_EFFECT.labels(self.service).observe(max(age, 0.0))

    def _decode(self, raw: Raw) -> Event | None:
        """The event; None when we do not react to its type. Raises Unreadable or KeyMissing."""
        envelope = parse(raw.headers)
        type_ = self.types.get(envelope.type)
        if type_ is None:
            return None
        data = unseal(self.keyrings, type_, envelope.id, parse_data(raw.value))
        try:
            return Event(envelope, type_, type_.load(data))
        except ValidationError:
            raise Unreadable("breaks_contract") from None

    def _pass_by(self, records: list[Raw]) -> None:
        with self._transaction() as session:
            self._save_place(session, records)

    def _save_place(self, session: Session, records: list[Raw]) -> None:
        """Our place is behind these records, unless another worker has met a new log by now."""
        if not inbox.are_known(session, self.identities):
            raise LogReplaced
        inbox.save_offsets(session, _next_offsets(records))

    def _bury(self, raw: Raw, code: str) -> None:
        log.error(
            "dead_letter", extra={"topic": raw.topic, "partition": raw.partition, "offset": raw.offset, "code": code}
        )
        with self._transaction() as session:
            deadletters.bury(session, raw, code)
            self._save_place(session, [raw])

    # --- parked keys ------------------------------------------------------------------------------------------------

    def _park(self, raw: Raw, envelope: Envelope, reason: str, wanted: str | None) -> None:
        key = Key(raw.topic, envelope.subject)
        with self._transaction() as session:
            parking.park(session, key, raw.partition, reason, wanted)
            parking.enqueue(session, key, envelope.id, raw)
            self._save_place(session, [raw])
        self.parked.add(key)

    def _enqueue(self, raw: Raw, event: Event) -> None:
        with self._transaction() as session:
            parking.enqueue(session, _key(event), event.id, raw)
            self._save_place(session, [raw])

    def _retry_parked(self) -> int:
        if not self.parked:
            return 0
        with self._transaction() as session:
            due = parking.due(session, self.parked)
        return sum(self._retry_key(key, was_due) for key, was_due in due.items())

    def _retry_key(self, key: Key, was_due: datetime) -> int:
        """Work off the key's queue until it is empty (then it is free) or its first event fails again."""
        done = 0
        while self._retry_first(key, was_due):
            done += 1
        return done

    def _retry_first(self, key: Key, was_due: datetime) -> bool:
        try:
            with self._transaction() as session:
                row = parking.first(session, key)
                if row is None:
                    parking.release(session, key)
                    self.parked.discard(key)
                    return False
                self._apply_parked(session, key, row.event_id, Raw.of(row))
                parking.remove(session, row.id)
            return True
        except Exception as problem:
            _raise_if_lost(problem)
            wanted = problem.wanted if isinstance(problem, NotYet) else None
            with self._transaction() as session:
                parking.again_later(session, key, _reason(problem), wanted, was_due)
            return False

    def _apply_parked(self, session: Session, key: Key, event_id: UUID, raw: Raw) -> None:
        if parking.take_drop_order(session, key, event_id):
            inbox.receive(session, [event_id])  # should a new log bring it again
            deadletters.bury(session, raw, DROPPED)
            return
        try:
            event = self._decode(raw)
        except Unreadable as problem:
            deadletters.bury(session, raw, problem.code)
            return
        if event:
            self._apply(session, event)

    def _follow_orders(self) -> int:
        """Take the dead letters that an operator told us to try again."""
        if time.monotonic() - self.ordered_at < ORDERS_EVERY_S:
            return 0
        self.ordered_at = time.monotonic()
        with self._transaction() as session:
            letters = deadletters.ordered(session, [(tp.topic, tp.partition) for tp in self.partitions.held])
        for letter in letters:
            self._retry_letter(letter.id, letter.error, Raw.of(letter))
        return len(letters)

    def _retry_letter(self, letter: int, error: str, raw: Raw) -> None:
        try:
            event = self._decode(raw)
            with self._transaction() as session:
                deadletters.settle(session, letter)
                if event and error == DROPPED:
                    inbox.forget(session, event.id)
                if event and _key(event) in self.parked:
                    parking.enqueue(session, _key(event), event.id, raw)
                elif event:
                    self._apply(session, event)
        except Exception as problem:
            _raise_if_lost(problem)
            with self._transaction() as session:
                deadletters.bury(
                    session, raw, problem.code if isinstance(problem, Unreadable) else type(problem).__name__
                )

    def _transaction(self) -> "_Transaction":
        return _Transaction(self.connection, self.keyrings)


class _OneByOne(Exception):
    """Not all of this batch can have its effect at once."""


class _Transaction:
    """One transaction on the consumer's connection: committed at the end, rolled back on any exception."""

    def __init__(self, connection: Connection, keyrings: KeyRings) -> None:
        self.session = EffectSession(connection, expire_on_commit=False, info={"keyrings": keyrings})

    def __enter__(self) -> Session:
        return self.session

    def __exit__(self, kind: Any, *_: Any) -> None:
        try:
            if kind is None:
                self.session.commit()
        finally:
            self.session.close()


def _raw(record: Any) -> Raw:
    return Raw(record.topic, record.partition, record.offset, record.key, record.value, list(record.headers or ()))


def _next_offsets(records: Iterable[Raw]) -> dict[TopicPartition, int]:
    return {TopicPartition(raw.topic, raw.partition): raw.offset + 1 for raw in records}


def _key(event: Event) -> Key:
    return Key(event.type.topic, event.envelope.subject)


def _reason(problem: Exception) -> str:
    """Names the trouble in listings and metrics: a code, or the kind of the exception, never its text."""
    return {NotYet: "not_yet", KeyMissing: "key_missing"}.get(type(problem), type(problem).__name__)


def _raise_if_lost(problem: Exception) -> None:
    """A lost connection lost the locks too, a lost log our place: the worker starts this consumer anew."""
    if isinstance(problem, LogReplaced) or (isinstance(problem, DBAPIError) and problem.connection_invalidated):
        raise problem


def _where(envelope: Envelope, problem: Exception) -> dict[str, Any]:
    """Where it failed, without any of the event's content."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
    return {"event": str(envelope.id), "type": envelope.type, "error": type(problem).__name__, "place": place}
