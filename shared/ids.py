"""Identifiers: UUIDs of version 7 sort by the time they were made."""

from datetime import datetime
from uuid import UUID

from uuid_utils import compat


def uuid7(at: datetime | None = None) -> UUID:
    """A fresh id; `at` sorts it as if it had been made then."""
    return compat.uuid7(nanoseconds=int(at.timestamp() * 1_000_000) * 1000) if at else compat.uuid7()
