"""Files of documents in a backup: `documents/<service>/<two hex>/<uuid>`, and a list in the format of sha256sum beside
the folder, `documents/<service>.sha256`, so that anybody can check it. They stay sealed, and their keys are elsewhere.

A backup holds exactly what its dumps name. Files never change, so one that the former backup beside it has whole is
linked (one file with two names), not copied: a backup of every night takes the room of what is new.
"""

import hashlib
import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from stack.documents import folder

FOLDER = "documents"
CHUNK_BYTES = 1024 * 1024

ATTEMPTS, PAUSE_S = 5, 0.5
"""A file that is being erased is gone a moment before its row says so."""

_LINE = re.compile(rf"([0-9a-f]{{64}})  ({folder.NAME.pattern})")

Sums = dict[str, str]
"""Name of a file, relative to its service's folder → SHA-256 of its content."""

AskAgain = Callable[[Collection[UUID]], set[UUID]]
"""Which of these documents are not erased by now."""


class Lacking(Exception):
    """A row names a file that is not there."""


@dataclass(frozen=True)
class Files:
    """What a manifest says of one service's documents. `sha256`: of the list."""

    files: int
    bytes: int
    sha256: str


def lines(sums: Sums) -> str:
    """The list, by name."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items()))


def read_lines(text: str) -> Sums:
    """Raises ValueError."""
    found = [_LINE.fullmatch(line) for line in text.splitlines()]
    if None in found:
        raise ValueError("no list of documents")
    return {match[2]: match[1] for match in found if match}


def described(sums: Sums, size: int) -> Files:
    return Files(len(sums), size, hashlib.sha256(lines(sums).encode()).hexdigest())


def copy(source: Path, backup: Path, service: str, ids: Collection[UUID], former: Path | None) -> Sums:
    """Into the new backup, those of `ids` that are in `source`: linked from the former backup, else copied."""
    there, target = folder.names(source), backup / FOLDER / service
    target.mkdir(mode=0o700, parents=True)
    wanted = sorted(there[id] for id in there.keys() & set(ids))
    known = _known(former, service) if former else {}
    sums: Sums = {}
    for name in wanted:
        old = former / FOLDER / service / name if former and name in known else None
        if old and _linked(old, known[name], target, name):
            sums[name] = known[name]
        elif (sha256 := _copied(source, name, target)) is not None:
            sums[name] = sha256
    write_list(backup, service, sums)
    return sums


def write_list(backup: Path, service: str, sums: Sums) -> None:
    with os.fdopen(folder.write(backup / FOLDER, f"{service}.sha256"), "w") as out:
        out.write(lines(sums))


def size(backup: Path, service: str, sums: Sums) -> int:
    return sum((backup / FOLDER / service / name).stat().st_size for name in sums)


def ensure_whole(service: str, ids: Collection[UUID], sums: Sums, still: AskAgain) -> None:
    """Whether each row has its file, but for what was erased since. Raises Lacking."""
    lacking = set(ids) - {folder.id_of(name) for name in sums}
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE_S if attempt else 0)
        lacking = still(lacking) if lacking else set()
        if not lacking:
            return
    one = min(map(str, lacking))
    raise Lacking(f"{len(lacking)} documents of {service} have no file, {one} among them: see `opora doctor`")


def damaged(backup: Path, service: str, files: Files) -> str | None:
    """The first file that is not what was written then, or None."""
    file = backup / FOLDER / f"{service}.sha256"
    if not file.is_file() or checksum(file) != files.sha256:
        return f"{FOLDER}/{file.name}"
    try:
        listed = read_lines(file.read_text())
    except ValueError:
        return f"{FOLDER}/{file.name}"
    bad = (name for name, sha256 in listed.items() if not _is_whole(backup / FOLDER / service / name, sha256))
    return next((f"{FOLDER}/{service}/{name}" for name in bad), None)


def put_back(backup: Path, service: str, target: Path) -> None:
    """Exactly these, in place of all that is there. A backup of a release without documents has none."""
    folder.clear(target)
    for name in _known(backup, service):
        _copied(backup / FOLDER / service, name, target)


def former(place: Path) -> Path | None:
    """The newest backup in the folder of backups."""
    return max(place.glob("opora-*/"), default=None, key=lambda one: one.name)


def checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def written(chunks: Iterable[bytes], target: Path, name: str) -> str:
    """SHA-256 of the file that is made of them."""
    sum_ = hashlib.sha256()
    with os.fdopen(folder.write(target, name), "wb") as out:
        for chunk in chunks:
            sum_.update(chunk)
            out.write(chunk)
    return sum_.hexdigest()


def _known(backup: Path, service: str) -> Mapping[str, str]:
    """What a backup's list says, if it can be read."""
    try:
        return read_lines((backup / FOLDER / f"{service}.sha256").read_text())
    except (OSError, ValueError):
        return {}


def _is_whole(file: Path, sha256: str) -> bool:
    return file.is_file() and checksum(file) == sha256


def _linked(old: Path, sha256: str, target: Path, name: str) -> bool:
    """False where the old one is damaged, or the disk has no links."""
    if not _is_whole(old, sha256):
        return False
    try:
        (target / name).parent.mkdir(mode=0o700, exist_ok=True)
        os.link(old, target / name)
    except OSError:
        return False
    return True


def _copied(source: Path, name: str, target: Path) -> str | None:
    """None when it has just been erased."""
    try:
        with (source / name).open("rb") as content:
            return written(iter(lambda: content.read(CHUNK_BYTES), b""), target, name)
    except FileNotFoundError:
        return None
