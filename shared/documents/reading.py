"""A sealed file as a file that can be read and sought, one chunk in memory at a time."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.documents.sealing import Opener
from shared.eventing.sealing import KeyRing

PIECE = 1 << 16


class Reading(io.RawIOBase):
    """Raises FileNotFoundError, KeyDestroyed, KeyMissing; Broken, at once or while it is read."""

    def __init__(self, path: Path, ring: KeyRing, document: UUID) -> None:
        self._file = path.open("rb", buffering=0)
        try:
            self._opener = Opener(self._file, path.stat().st_size, ring, document)
        except BaseException:
            self._file.close()
            raise
        self._at = 0
        self._index, self._plain = -1, b""

    @property
    def length(self) -> int:
        return self._opener.length

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.length}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        """No further than the end of the chunk: whoever wants more asks again."""
        view = memoryview(buffer).cast("B")
        if self._at >= self.length:
            return 0
        index, offset = divmod(self._at, self._opener.chunk)
        if index != self._index:
            self._plain, self._index = self._opener.open(index), index
        piece = self._plain[offset : offset + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def read(self, size: int | None = -1) -> bytes:
        """As much as was asked for, unless the file ends: those who parse formats rely on it."""
        if size is None or size < 0:
            return self.readall()
        found = bytearray()
        while len(found) < size and (piece := super().read(min(size - len(found), self._opener.chunk))):
            found += piece
        return bytes(found)

    def check(self) -> None:
        """Raises Broken unless every chunk opens."""
        for index in range(self._opener.count):
            self._opener.open(index)

    def pieces(self) -> Iterator[bytes]:
        """From here to the end; closes it."""
        with self:
            while piece := self.read(PIECE):
                yield piece

    def close(self) -> None:
        self._file.close()
        super().close()
