"""`python -m stack.compose.backup`: the moment of a backup, held for `./opora backup` while it dumps.

Prints a line `SERVICE SNAPSHOT` for each database and reads a line `SERVICE FILE SHA256 BYTES` for each dump. Then, for
each service with documents, prints a line `SERVICE NUMBER` and that many ids of documents, one a line, and reads a line
`SERVICE NUMBER BYTES` and that many lines of the list of what was copied. Prints the manifest when it has got it all.
"""

import os
import sys
from uuid import UUID

import psycopg

from shared.config import SERVICES, database_url
from shared.database import plain_url
from stack.backups import mark
from stack.backups.cut import NoCut, cut, export, moment
from stack.backups.manifest import Dump, Manifest
from stack.documents import copies, rows
from stack.documents.folder import KEEPERS

NOT_ALL = "opora: not everything was copied"


def main() -> None:
    if mark.is_seen(os.environ):
        sys.exit(f"opora: {mark.SAID}: {mark.DO}")
    try:
        with cut({service: database_url(service) for service in SERVICES}) as readers:
            made_at = moment()
            for service, reader in readers.items():
                print(service, export(reader), flush=True)
            dumps = dict(_dump(_line()) for _ in readers)
            named = {service: rows.named(readers[service]) for service in KEEPERS}
        documents = {service: _documents(service, ids) for service, ids in named.items()}
    except (NoCut, copies.Lacking) as problem:
        sys.exit(f"opora: {problem}")
    if set(dumps) != set(SERVICES):
        sys.exit(NOT_ALL)
    release, demo = os.environ.get("OPORA_VERSION", ""), os.environ.get("OPORA_DEMO") == "1"
    print(Manifest.describe(made_at, release, demo, os.environ, dumps, documents).text(), end="")


def _documents(service: str, ids: set[UUID]) -> copies.Files:
    """Raises Lacking."""
    print(f"{service} {len(ids)}", *sorted(map(str, ids)), sep="\n", flush=True)
    told, number, size = _line().split()
    sums = copies.read_lines("".join(_line() for _ in range(int(number))))
    if told != service:
        sys.exit(NOT_ALL)
    with psycopg.connect(plain_url(database_url(service)), autocommit=True) as database:
        copies.ensure_whole(service, ids, sums, lambda lacking: rows.still_named(database, lacking))
    return copies.described(sums, int(size))


def _line() -> str:
    """Ends this process when nobody is there to write it."""
    return sys.stdin.readline() or sys.exit(NOT_ALL)


def _dump(line: str) -> tuple[str, Dump]:
    service, file, sha256, size = line.split()
    return service, Dump(file, sha256, int(size))


if __name__ == "__main__":
    main()
