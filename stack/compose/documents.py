"""`python -m stack.compose.documents pack|put SERVICE`: files of documents out of their volume, or back into it.

What goes through is a tar in which a list of checksums says what belongs to it: what gets lost on the way is noticed.
`pack` reads ids, one a line, writes those files that there are, and the list as `sums` in the end; `put` reads the list
as `<service>.sha256` first, then the files, which take the place of all that is there.
"""

import hashlib
import io
import os
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from uuid import UUID

from stack.documents import copies, folder

SUMS = "sums"


def pack(service: str, ids: Iterable[UUID], out: IO[bytes]) -> None:
    source = place(service)
    there, sums = folder.names(source), {}
    with tarfile.open(fileobj=out, mode="w|") as stream:
        for name in sorted(there[id] for id in there.keys() & set(ids)):
            try:
                content = (source / name).read_bytes()
            except FileNotFoundError:
                continue  # just erased: whoever asked knows from the list
            sums[name] = hashlib.sha256(content).hexdigest()
            _add(stream, name, content)
        _add(stream, SUMS, copies.lines(sums).encode())


def put(service: str, stream: IO[bytes]) -> None:
    """Raises ValueError or TarError when something is not what the list says."""
    target = place(service)
    folder.clear(target)
    sums: copies.Sums = {}
    arrived: copies.Sums = {}
    with tarfile.open(fileobj=stream, mode="r|") as members:
        for member in members:
            content = members.extractfile(member)
            if content is None:
                continue
            if member.name == f"{service}.sha256":
                sums = copies.read_lines(content.read().decode())
            elif folder.NAME.fullmatch(member.name):
                arrived[member.name] = copies.written([content.read()], target, member.name)
    if arrived != sums:
        raise ValueError("not what the list says")
    os.sync()


def place(service: str) -> Path:
    return Path(os.environ["OPORA_DOCUMENTS"]) / service


def _add(stream: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    stream.addfile(member, io.BytesIO(content))


def main(verb: str, service: str) -> None:
    if verb == "pack":
        pack(service, [UUID(line.strip()) for line in sys.stdin], sys.stdout.buffer)
        return
    try:
        put(service, sys.stdin.buffer)
    except (ValueError, tarfile.TarError):
        sys.exit(f"opora: what arrived of the documents of {service} is not what was sent")


if __name__ == "__main__":
    main(*sys.argv[1:])
