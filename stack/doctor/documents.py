"""Whether the files of documents are where rows say, and whether there is room for more. Of their content, nothing."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg

from shared import clock
from shared.config import database_url
from shared.database import plain_url
from stack.doctor.finding import Finding, judged
from stack.documents import folder, rows

FREE_SHARE = 0.1
FREE_BYTES = 1 << 30
ON_ITS_WAY = timedelta(days=1)
"""A file is there before its row; its worker removes one that is older and has none."""

MEGABYTE = 1 << 20


def findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    place = Path(environ["OPORA_DOCUMENTS"])
    yield _room(place)
    for service in folder.KEEPERS:
        yield from _of_service(service, place / service, environ)


def _room(place: Path) -> Finding:
    if not place.is_dir():
        return Finding("documents", f"there is no folder {place}", "is its disk mounted? start the stack again")
    total, _, free = shutil.disk_usage(place)
    little = free < max(FREE_BYTES, FREE_SHARE * total)
    return judged(
        "room for documents", f"{free // MEGABYTE} MB are free", little, "make room before nobody can add any"
    )


def _of_service(service: str, place: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    nearest = place if place.exists() else place.parent
    if not os.access(nearest, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(f"documents of {service}", f"{nearest} cannot be written", "give it to the services' account")
        return
    try:
        with psycopg.connect(plain_url(database_url(service, environ)), autocommit=True, connect_timeout=3) as database:
            named, there = rows.named(database), folder.names(place)
            lost = rows.still_named(database, named - there.keys())
    except psycopg.OperationalError:
        return  # who looks at the databases says so
    yield _lost(service, len(lost), len(named))
    if left := _left(place, there, named):
        do = f"see the log of {service}-worker, which removes them"
        yield Finding(f"files of {service}", f"{left} older than a day belong to no document", do)


def _lost(service: str, lost: int, known: int) -> Finding:
    said = f"{lost} of {known} have lost their file" if lost else f"{known}, each with its file"
    return judged(f"documents of {service}", said, lost > 0, "put the files back from a backup (page “backup”)")


def _left(place: Path, there: Mapping[UUID, str], named: Collection[UUID]) -> int:
    """How many files no row names, though it had the time."""
    long_ago = (clock.system() - ON_ITS_WAY).timestamp()
    return sum(_is_older(place / name, long_ago) for id, name in there.items() if id not in named)


def _is_older(file: Path, moment: float) -> bool:
    """False for one that has just gone."""
    try:
        return file.stat().st_mtime < moment
    except FileNotFoundError:
        return False
