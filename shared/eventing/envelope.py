"""CloudEvents 1.0 over Kafka in binary mode: what the headers of an event say."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.eventing.contract import EventType
from shared.ids import uuid7

Headers = list[tuple[str, bytes]]
SUBJECT_AT_MOST = 255

LOG_HEADER = "opora-log"
"""Which log its relay believed to write to. A log that was replaced under a relay or a consumer shows by it: without
it, a stale relay's event could stand in a new log before the older events of its subject."""


def log_mark(identity: str) -> bytes:
    """A short name of a log, from its cluster's and topic's ids."""
    return hashlib.sha256(identity.encode()).hexdigest()[:16].encode()


class Unreadable(Exception):
    """These bytes can never be read, however often they are tried. `code` says why, without any content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Envelope:
    """Everything about an event but its data. `sequence` counts 1, 2, 3… for each subject of a topic."""

    id: UUID
    type: str
    source: str
    subject: str
    time: datetime
    sequence: int
    correlation: UUID
    causation: UUID | None
    traceparent: str
    snapshot: bool = False

    def headers(self) -> Headers:
        pairs = [
            ("ce_specversion", "1.0"),
            ("ce_id", str(self.id)),
            ("ce_source", self.source),
            ("ce_type", self.type),
            ("ce_subject", self.subject),
            ("ce_time", self.time.isoformat().replace("+00:00", "Z")),
            ("ce_dataschema", f"urn:opora:schema:{self.type}"),
            ("ce_sequence", str(self.sequence)),
            ("ce_correlationid", str(self.correlation)),
            ("traceparent", self.traceparent),
            ("content-type", "application/json"),
        ]
        if self.causation:
            pairs.append(("ce_causationid", str(self.causation)))
        if self.snapshot:
            pairs.append(("ce_snapshot", "true"))
        return [(name, value.encode()) for name, value in pairs]


@dataclass(frozen=True)
class Event:
    """An event as a handler sees it: `data` holds Python values by the contract, sealed fields opened."""

    envelope: Envelope
    type: EventType
    data: dict[str, Any]

    @property
    def id(self) -> UUID:
        return self.envelope.id

    @property
    def subject(self) -> UUID:
        """The subject as the id that it is for everything but districts."""
        return UUID(self.envelope.subject)

    @property
    def sequence(self) -> int:
        return self.envelope.sequence

    @property
    def at(self) -> datetime:
        """When the fact happened, in business time."""
        return self.data["at"]  # type: ignore[no-any-return]

    @property
    def by(self) -> UUID | None:
        return self.data["by"]  # type: ignore[no-any-return]


def parse(headers: Iterable[tuple[str, bytes | None]]) -> Envelope:
    """Read the headers; `Unreadable` when they are not those of a CloudEvent 1.0 of ours."""
    try:
        found = {name: value.decode() for name, value in headers if value is not None}
        if found["ce_specversion"] != "1.0":
            raise Unreadable("unknown_specversion")
        causation = found.get("ce_causationid")
        return Envelope(
            id=UUID(found["ce_id"]),
            type=found["ce_type"],
            source=found["ce_source"],
            subject=_subject(found["ce_subject"]),
            time=_moment(found["ce_time"]),
            sequence=int(found["ce_sequence"]),
            correlation=UUID(found["ce_correlationid"]),
            causation=UUID(causation) if causation else None,
            traceparent=found["traceparent"],
            snapshot=found.get("ce_snapshot") == "true",
        )
    except KeyError as error:
        raise Unreadable(f"missing_header_{error.args[0]}") from None
    except (ValueError, TypeError, AttributeError):
        raise Unreadable("bad_header") from None


def _subject(text: str) -> str:
    """It becomes a key in our tables, where control characters or a page of text cannot stand."""
    if not text.isprintable() or not 0 < len(text) <= SUBJECT_AT_MOST:
        raise ValueError
    return text


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def parse_data(value: bytes | None) -> dict[str, Any]:
    """Read the JSON object of an event; `Unreadable` when it is none."""
    try:
        data = json.loads(value or b"")
    except (ValueError, RecursionError):
        raise Unreadable("not_json") from None
    if not isinstance(data, dict):
        raise Unreadable("not_an_object")
    return data


@dataclass(frozen=True)
class Cause:
    """What led to the events published now: one correlation for a whole journey, one causation for each step."""

    correlation: UUID
    causation: UUID | None
    traceparent: str


_cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


def current_cause() -> Cause:
    return _cause.get() or new_cause()


def new_cause() -> Cause:
    """The start of a journey: a W3C trace whose trace id is the correlation id."""
    correlation = uuid7()
    return Cause(correlation, None, _traceparent(correlation))


@contextmanager
def caused_by(cause: Cause) -> Iterator[None]:
    token = _cause.set(cause)
    try:
        yield
    finally:
        _cause.reset(token)


def cause_of(envelope: Envelope) -> Cause:
    """What the effects of this event name as their cause."""
    return Cause(envelope.correlation, envelope.id, _traceparent(envelope.correlation))


def _traceparent(correlation: UUID) -> str:
    return f"00-{correlation.hex}-{secrets.token_hex(8)}-01"
