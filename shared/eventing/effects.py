"""An event's effect: opened, noted in the inbox and handled, in one transaction on the consumer's connection."""

from collections.abc import Iterable
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared import clock
from shared.eventing import inbox
from shared.eventing.envelope import Event, Unreadable, cause_of, caused_by, parse, parse_data
from shared.eventing.handlers import Handlers, NotYet
from shared.eventing.measures import COMMIT_TO_EFFECT
from shared.eventing.parking import EffectSession
from shared.eventing.record import Raw
from shared.eventing.sealing import KeyMissing, KeyRings, unseal


class LogReplaced(Exception):
    """The client reconnected to another cluster: make a new consumer, which begins at the start of its log."""


class Effects:
    """`connection` is for us alone."""

    def __init__(self, service: str, handlers: Handlers, connection: Connection, keyrings: KeyRings) -> None:
        self.service = service
        self.handlers = handlers
        self.types = handlers.types()
        self.connection = connection
        self.keyrings = keyrings

    def transaction(self) -> "_Transaction":
        return _Transaction(self.connection, self.keyrings)

    def decode(self, raw: Raw) -> Event | None:
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

    def apply(self, session: Session, events: Iterable[Event]) -> None:
        """Each has its effect, unless it had it before."""
        events = list(events)
        fresh = inbox.receive(session, [event.id for event in events])
        for event in events:
            if event.id in fresh:
                fresh.remove(event.id)
                self._handle(session, event)

    def _handle(self, session: Session, event: Event) -> None:
        with caused_by(cause_of(event.envelope)):
            self.handlers.handle(session, event)
        age = (clock.system() - event.envelope.time).total_seconds()
        COMMIT_TO_EFFECT.labels(self.service).observe(max(age, 0.0))


class _Transaction:
    """Committed at the end, rolled back on any exception."""

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


def code_of(problem: Exception) -> str:
    """Names the trouble in listings and metrics: a code, or the kind of the exception, never its text."""
    if isinstance(problem, Unreadable):
        return problem.code
    return {NotYet: "not_yet", KeyMissing: "key_missing"}.get(type(problem), type(problem).__name__)


def raise_if_lost(problem: Exception) -> None:
    """A lost connection lost the locks too, a lost log our place: the worker starts the consumer anew."""
    if isinstance(problem, LogReplaced) or (isinstance(problem, DBAPIError) and problem.connection_invalidated):
        raise problem
