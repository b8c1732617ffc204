"""Documents as a service leaves them: a file of bytes that nobody opens without keys, in its place, and a row."""

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from shared.ids import uuid7

TABLE = """
create table if not exists documents (
    id uuid primary key, record uuid not null, kind text not null, format text not null, bytes bigint not null,
    sha256 text not null, added_by uuid not null, added_at timestamptz not null, annulled_at timestamptz,
    annulled_by uuid, annulled_reason text, erase_at timestamptz, erased_at timestamptz
)
"""
ADD = """
insert into documents (id, record, kind, format, bytes, sha256, added_by, added_at)
values (%s, gen_random_uuid(), 'other', 'pdf', 1000, repeat('0', 64), gen_random_uuid(), now())
"""
ERASE = """
update documents set annulled_at = now(), annulled_by = added_by, annulled_reason = 'x', erase_at = now(),
    erased_at = now()
where id = %s
"""


def file_of(folder: Path, id: UUID) -> Path:
    """In the folder of one service."""
    return folder / id.hex[-2:] / str(id)


def keep(folder: Path, size: int = 1000) -> UUID:
    """A new file, without a row."""
    id = uuid7()
    file_of(folder, id).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file_of(folder, id).write_bytes(os.urandom(size))
    return id


def add(database: "psycopg.Connection[Any]", folder: Path) -> UUID:
    """A new document."""
    id = keep(folder)
    database.execute(TABLE)
    database.execute(ADD, [id])
    return id


def erase(database: "psycopg.Connection[Any]", folder: Path, id: UUID) -> None:
    file_of(folder, id).unlink()
    database.execute(ERASE, [id])


def contents(folder: Path) -> dict[str, bytes]:
    """Each file, by its place in the folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
