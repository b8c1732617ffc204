"""A file sealed in chunks, so that it can be written and read a piece at a time.

    "OPD1" · length of the kid (1 byte) · kid · bytes of plain text in a chunk (4) · nonce prefix (8) · sealed chunks

Each chunk is AES-256-GCM: nonce = prefix and index, associated data = the document's id, the header, the index, and
whether it is the last. So a file that was cut off, put in another order, swapped for another document's or altered does
not open. A chunk is full unless it is the last; there is always one.
"""

import secrets
import struct
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.eventing.sealing import KeyMissing, KeyRing

MAGIC = b"OPD1"
CHUNK = 1 << 20
CHUNK_AT_MOST = 1 << 24
TAG = 16
PREFIX = 8


class Broken(Exception):
    """It is not what was sealed under this id."""


class KeyDestroyed(Exception):
    """Nobody can open it any more."""


@dataclass(frozen=True)
class Header:
    kid: str
    chunk: int
    prefix: bytes

    def written(self) -> bytes:
        kid = self.kid.encode()
        return MAGIC + struct.pack(">B", len(kid)) + kid + struct.pack(">I", self.chunk) + self.prefix

    @classmethod
    def read(cls, file: BinaryIO) -> "Header":
        """Raises Broken."""
        try:
            if file.read(len(MAGIC)) != MAGIC:
                raise Broken("no document")
            kid = file.read(file.read(1)[0]).decode()
            (chunk,) = struct.unpack(">I", file.read(4))
        except (IndexError, UnicodeDecodeError, struct.error):
            raise Broken("header") from None
        prefix = file.read(PREFIX)
        if len(prefix) != PREFIX or not 0 < chunk <= CHUNK_AT_MOST:
            raise Broken("header")
        return cls(kid, chunk, prefix)


class _Box:
    """Seals and opens the chunks of one file."""

    def __init__(self, key: bytes, header: Header, document: UUID) -> None:
        self.cipher = AESGCM(key)
        self.prefix = header.prefix
        self.associated = document.bytes + header.written()

    def seal(self, index: int, last: bool, plain: bytes) -> bytes:
        return self.cipher.encrypt(self._nonce(index), plain, self._of(index, last))

    def open(self, index: int, last: bool, sealed: bytes) -> bytes:
        try:
            return self.cipher.decrypt(self._nonce(index), sealed, self._of(index, last))
        except InvalidTag:
            raise Broken(f"chunk {index}") from None

    def _nonce(self, index: int) -> bytes:
        return self.prefix + struct.pack(">I", index)

    def _of(self, index: int, last: bool) -> bytes:
        return self.associated + struct.pack(">I?", index, last)


class Sealer:
    """Writes what it is given to `file`, sealed with the ring's present key. Holds less than two chunks in memory."""

    def __init__(self, file: BinaryIO, ring: KeyRing, document: UUID, chunk: int = CHUNK) -> None:
        key = ring.keys.get(ring.current)
        if key is None:
            raise KeyMissing(ring.current)
        header = Header(ring.current, chunk, secrets.token_bytes(PREFIX))
        self._file, self._chunk = file, chunk
        self._box = _Box(key, header, document)
        self._held = bytearray()
        self._index = 0
        file.write(header.written())

    def write(self, data: bytes) -> None:
        """A full chunk is held until more comes: it may be the last."""
        self._held += data
        while len(self._held) > self._chunk:
            self._put(self._held[: self._chunk], last=False)
            del self._held[: self._chunk]

    def finish(self) -> None:
        self._put(self._held, last=True)
        self._held = bytearray()

    def _put(self, plain: bytearray, last: bool) -> None:
        self._file.write(self._box.seal(self._index, last, bytes(plain)))
        self._index += 1


class Opener:
    """The plain text of a sealed file by chunks. `length` is the plain text's, once the last chunk was opened.

    Raises KeyDestroyed; KeyMissing when the ring has never heard of the key; Broken.
    """

    def __init__(self, file: BinaryIO, size: int, ring: KeyRing, document: UUID) -> None:
        """`size`: of the whole file in bytes."""
        header = Header.read(file)
        if header.kid not in ring.keys:
            raise KeyMissing(header.kid)
        key = ring.keys[header.kid]
        if key is None:
            raise KeyDestroyed(header.kid)
        self._file, self._box, self.chunk = file, _Box(key, header, document), header.chunk
        self._start = len(header.written())
        self.count, rest = _chunks(size - self._start, header.chunk)
        self.length = (self.count - 1) * header.chunk + rest
        self.open(self.count - 1)  # one that was cut off between two chunks shows here

    def open(self, index: int) -> bytes:
        self._file.seek(self._start + index * (self.chunk + TAG))
        return self._box.open(index, index == self.count - 1, self._file.read(self.chunk + TAG))


def _chunks(size: int, chunk: int) -> tuple[int, int]:
    """How many chunks so many sealed bytes are, and the plain bytes of the last. Raises Broken."""
    whole, rest = divmod(size, chunk + TAG)
    if 0 < rest < TAG or size < TAG:
        raise Broken("cut off")
    return (whole + 1, rest - TAG) if rest else (whole, chunk)
