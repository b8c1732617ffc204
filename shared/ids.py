"""Identifiers: UUIDs of version 7 sort by the time they were made."""

from uuid import UUID

from uuid_utils import compat


def uuid7() -> UUID:
    return compat.uuid7()
