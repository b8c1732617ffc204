"""Which files the rows of a service's database name. A database of a release without documents names none."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import psycopg

_TABLE = "select to_regclass('documents')"
_NAMED = "select id from documents where erased_at is null"


def named(connection: "psycopg.Connection[Any]") -> set[UUID]:
    """Of every document that is not erased, in what the connection sees."""
    if connection.execute(_TABLE).fetchone() == (None,):
        return set()
    return {id for (id,) in connection.execute(_NAMED)}


def still_named(connection: "psycopg.Connection[Any]", ids: Collection[UUID]) -> set[UUID]:
    """Those of `ids` that were not erased meanwhile."""
    if not ids:
        return set()
    return {id for (id,) in connection.execute(f"{_NAMED} and id = any(%s)", [list(ids)])}
