"""`python -m stack.compose.backup`: the moment of a backup, held for `./opora backup` while it dumps.

Prints a line `SERVICE SNAPSHOT` for each database, reads a line `SERVICE FILE SHA256 BYTES` for each dump, and prints
the manifest when it has got them all.
"""

import os
import sys
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session

from shared import clock
from shared.config import SERVICES, database_url
from shared.database import schema_of
from stack.backups.cut import NoCut, cut, export
from stack.backups.manifest import Dump, Manifest, key_ids


def main() -> None:
    try:
        with cut({service: database_url(service) for service in SERVICES}) as readers:
            made_at = f"{clock.system():%Y-%m-%dT%H:%M:%SZ}"
            for service, reader in readers.items():
                print(service, export(reader), flush=True)
            dumps = dict(_dump(line) for line in sys.stdin)
    except NoCut as problem:
        sys.exit(f"opora: {problem}")
    if set(dumps) != set(SERVICES):
        sys.exit("opora: not every database was dumped")
    print(_manifest(made_at, dumps).text(), end="")


def _dump(line: str) -> tuple[str, Dump]:
    service, file, sha256, size = line.split()
    return service, Dump(file, sha256, int(size))


def _manifest(made_at: str, dumps: dict[str, Dump]) -> Manifest:
    return Manifest(
        made_at=made_at,
        release=os.environ.get("OPORA_VERSION", ""),
        demo=os.environ.get("OPORA_DEMO") == "1",
        schemas={service: _schema(service) for service in SERVICES},
        keys=key_ids(Path(os.environ["OPORA_SECRETS"])),
        dumps=dumps,
    )


def _schema(service: str) -> dict[str, str]:
    with Session(create_engine(database_url(service), poolclass=NullPool)) as session:
        return schema_of(session, service)


if __name__ == "__main__":
    main()
