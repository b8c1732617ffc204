"""A file that comes in: sealed while it is written, so that no plain text of it lies on any disk."""

import hashlib
import os
from contextlib import suppress
from uuid import UUID

from shared.documents.reading import Reading
from shared.documents.sealing import Sealer
from shared.documents.store import Store, no_room


class TooLarge(Exception):
    """More bytes than a document may have."""


class Incoming:
    """Write all of it, `finish`, then look at it with `open`; `keep` it, or `discard` what was not kept.

    `bytes` and `sha256` are the plain text's. `seek` and `close` are for Werkzeug's parser, which rewinds what it has
    written.
    """

    def __init__(self, store: Store, at_most: int) -> None:
        self._store, self._at_most = store, at_most
        self.id: UUID = store.begin()
        self.bytes = 0
        self.kept = False
        self._digest = hashlib.sha256()
        self._path = store.part(self.id)
        self._file = os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        try:
            self._sealer = Sealer(self._file, store.ring, self.id, store.chunk)
        except BaseException:
            self.discard()
            raise

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Raises TooLarge, NoRoom."""
        self.bytes += len(data)
        if self.bytes > self._at_most:
            raise TooLarge
        self._digest.update(data)
        with no_room():
            self._sealer.write(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Only back to the beginning, which ends the writing."""
        self.finish()
        return 0

    def finish(self) -> None:
        if self._file.closed:
            return
        with no_room():
            self._sealer.finish()
            self._file.flush()
            os.fsync(self._file.fileno())
        self._file.close()

    def open(self) -> Reading:
        return self._store.open_part(self.id)

    def keep(self) -> None:
        """Before the commit of its row."""
        self._store.keep(self.id)
        self.kept = True

    def discard(self) -> None:
        """What was kept stays: its row may be committed all the same, and if not, a timer finds the file."""
        self.close()
        if not self.kept:
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        with suppress(OSError):  # of a disk that is full
            self._file.close()
