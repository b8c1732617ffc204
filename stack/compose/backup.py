"""`python -m stack.compose.backup`: the moment of a backup, held for `./opora backup` while it dumps.

Prints a line `SERVICE SNAPSHOT` for each database, reads a line `SERVICE FILE SHA256 BYTES` for each dump, and prints
the manifest when it has got them all.
"""

import os
import sys

from shared.config import SERVICES, database_url
from stack.backups import mark
from stack.backups.cut import NoCut, cut, export, moment
from stack.backups.manifest import Dump, Manifest


def main() -> None:
    if mark.is_seen(os.environ):
        sys.exit(f"opora: {mark.SAID}: {mark.DO}")
    try:
        with cut({service: database_url(service) for service in SERVICES}) as readers:
            made_at = moment()
            for service, reader in readers.items():
                print(service, export(reader), flush=True)
            dumps = dict(_dump(line) for line in sys.stdin)
    except NoCut as problem:
        sys.exit(f"opora: {problem}")
    if set(dumps) != set(SERVICES):
        sys.exit("opora: not every database was dumped")
    release = os.environ.get("OPORA_VERSION", "")
    made = Manifest.describe(made_at, release, os.environ.get("OPORA_DEMO") == "1", os.environ, dumps)
    print(made.text(), end="")


def _dump(line: str) -> tuple[str, Dump]:
    service, file, sha256, size = line.split()
    return service, Dump(file, sha256, int(size))


if __name__ == "__main__":
    main()
