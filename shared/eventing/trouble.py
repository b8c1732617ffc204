"""What could not have its effect at once: parked keys are tried again when they are due, dead letters when an
operator orders it."""

import time
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from kafka import TopicPartition
from sqlalchemy.orm import Session

from shared.eventing import deadletters, inbox, parking
from shared.eventing.effects import Effects, code_of, raise_if_lost
from shared.eventing.envelope import Event, Unreadable
from shared.eventing.handlers import NotYet
from shared.eventing.record import Key, Raw

ORDERS_EVERY_S = 1.0
DROPPED = "dropped"


class Trouble:
    """`keys` are the parked ones of the partitions that we hold: their events queue, all others flow on."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.keys: set[Key] = set()
        self.looked_at = float("-inf")

    def meet(self, session: Session, held: Collection[TopicPartition]) -> None:
        """We hold these partitions now."""
        self.keys = parking.keys_of(session, _places(held))

    def waits(self, event: Event) -> bool:
        return key_of(event) in self.keys

    def retry_due(self) -> int:
        """Try the parked keys that are due; returns how many events had their effect."""
        if not self.keys:
            return 0
        with self.effects.transaction() as session:
            due = parking.due(session, self.keys)
        return sum(self._retry_key(key, was_due) for key, was_due in due.items())

    def follow_orders(self, held: Collection[TopicPartition]) -> int:
        """Take the dead letters that an operator told us to try again."""
        if time.monotonic() - self.looked_at < ORDERS_EVERY_S:
            return 0
        self.looked_at = time.monotonic()
        with self.effects.transaction() as session:
            letters = deadletters.ordered(session, _places(held))
        for letter in letters:
            self._retry_letter(letter.id, letter.error, Raw.of(letter))
        return len(letters)

    def _retry_key(self, key: Key, was_due: datetime) -> int:
        """Work off the key's queue until it is empty (then it is free) or its first event fails again."""
        done = 0
        while self._retry_first(key, was_due):
            done += 1
        return done

    def _retry_first(self, key: Key, was_due: datetime) -> bool:
        try:
            with self.effects.transaction() as session:
                row = parking.first(session, key)
                if row is None:
                    parking.release(session, key)
                    self.keys.discard(key)
                    return False
                self._apply_parked(session, key, row.event_id, Raw.of(row))
                parking.remove(session, row.id)
            return True
        except Exception as problem:
            raise_if_lost(problem)
            wanted = problem.wanted if isinstance(problem, NotYet) else None
            with self.effects.transaction() as session:
                parking.again_later(session, key, code_of(problem), wanted, was_due)
            return False

    def _apply_parked(self, session: Session, key: Key, event_id: UUID, raw: Raw) -> None:
        if parking.take_drop_order(session, key, event_id):
            inbox.receive(session, [event_id])  # should a new log bring it again
            deadletters.bury(session, raw, DROPPED)
            return
        try:
            event = self.effects.decode(raw)
        except Unreadable as problem:
            deadletters.bury(session, raw, problem.code)
            return
        if event:
            self.effects.apply(session, [event])

    def _retry_letter(self, letter: int, error: str, raw: Raw) -> None:
        try:
            event = self.effects.decode(raw)
            with self.effects.transaction() as session:
                deadletters.settle(session, letter)
                if event and error == DROPPED:
                    inbox.forget(session, event.id)
                if event and self.waits(event):
                    parking.enqueue(session, key_of(event), event.id, raw)
                elif event:
                    self.effects.apply(session, [event])
        except Exception as problem:
            raise_if_lost(problem)
            with self.effects.transaction() as session:
                deadletters.bury(session, raw, code_of(problem))


def key_of(event: Event) -> Key:
    return Key(event.type.topic, event.envelope.subject)


def _places(held: Collection[TopicPartition]) -> list[tuple[str, int]]:
    return [(tp.topic, tp.partition) for tp in held]
