"""Where the files of one service's records lie: `<folder>/<two hex>/<id>`, written once and never changed.

A file that comes in is `<id>.part` beside its place until it is kept: written through to the disk and renamed before
its row is committed. So a crash leaves files without a row, which `shared.documents.timers` removes, and never a row
without a file.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from shared import clock
from shared.documents.problems import NoRoom
from shared.documents.reading import Reading
from shared.documents.sealing import CHUNK
from shared.eventing.sealing import DOCUMENTS, KeyRing
from shared.ids import uuid7

PART = ".part"
PLACE = r"[0-9a-f]{2}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""Of a file that is kept, in its service's folder: a regular expression for what `Store.place` makes."""
FREE_AT_LEAST = 512 << 20
"""Bytes that documents leave to everything else on the disk."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Store:
    folder: Path
    ring: KeyRing
    chunk: int = CHUNK
    free_at_least: int = FREE_AT_LEAST

    def place(self, id: UUID) -> Path:
        """By the last two digits: those of ids made at one time begin alike."""
        return self.folder / id.hex[-2:] / str(id)

    def part(self, id: UUID) -> Path:
        return self.place(id).with_suffix(PART)

    def begin(self) -> UUID:
        """The id of a file that comes in, with a folder to write it in. Raises NoRoom."""
        id = uuid7(clock.now())
        with no_room():
            self.place(id).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(self.folder).free < self.free_at_least:
            raise NoRoom(NO_ROOM)
        return id

    def keep(self, id: UUID) -> None:
        """What came in stays, also when the machine stops the next moment."""
        os.rename(self.part(id), self.place(id))
        _write_through(self.place(id).parent)
        _write_through(self.folder)

    def open(self, id: UUID) -> Reading:
        """Raises FileNotFoundError, Broken, KeyDestroyed, KeyMissing."""
        return Reading(self.place(id), self.ring, id)

    def open_part(self, id: UUID) -> Reading:
        return Reading(self.part(id), self.ring, id)

    def erase(self, id: UUID) -> None:
        self.place(id).unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """All, those that come in among them."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(folder.iterdir())


NO_ROOM = "There is no room for files left. Nothing was kept; please tell whoever looks after the server."


@contextmanager
def no_room() -> Iterator[None]:
    """Turns what a full disk says into NoRoom."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise NoRoom(NO_ROOM) from None
        raise


NO_KEYS = KeyRing("none", {})
"""Of a process that was given no ring: it erases and sweeps, and opens nothing."""


def store_in(info: Mapping[str, Any]) -> Store:
    """The store of the service whose sessions carry this."""
    return Store(info["documents"], info["keyrings"].get(DOCUMENTS, NO_KEYS))


def store_of(session: Session) -> Store:
    return store_in(session.info)


def _write_through(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
