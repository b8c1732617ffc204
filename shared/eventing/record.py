"""A record as it lies in a topic's log, and the key by which its events stay in order."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple


class Key(NamedTuple):
    """What stays in order: a subject of a topic."""

    topic: str
    subject: str


@dataclass(frozen=True)
class Raw:
    """A record as it lies in the log."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes | None]]

    def columns(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "partition": self.partition,
            "offset": self.offset,
            "key": self.key,
            "value": self.value,
            "headers": json.dumps([_readable(name, value) for name, value in self.headers]),
        }

    @classmethod
    def of(cls, row: Any) -> "Raw":
        """Back from the columns of `parked_events` or `dead_letters`."""
        headers = [(name, bytes.fromhex(value) if value is not None else None) for name, value in row.headers]
        key, value = (bytes(part) if part is not None else None for part in (row.key, row.value))
        return cls(row.topic, row.partition, row.offset, key, value, headers)


def _readable(name: str, value: bytes | None) -> list[str | None]:
    """A header as JSON in the database can hold it, which knows no NUL."""
    return [name.replace("\0", "␀"), value.hex() if value is not None else None]
