"""`python -m stack.compose.restore STEP`: what `./opora restore` cannot do from outside, step by step.

`check` reads a manifest and prints a line `SHA256 FILE` for each dump and each list of documents; `filled` says yes or
no; `empty` makes all databases and logs anew; `hold` and `settle` stand before and after the workers have caught up.
The mark is there from `empty` to the end of `settle`.
"""

import os
import sys
from pathlib import Path

import psycopg

from shared.config import database_url, kafka
from shared.database import plain_url
from shared.eventing.kafka import make_admin
from stack import databases
from stack.backups import life, mark
from stack.backups.manifest import Manifest, WrongBackup, key_ids
from stack.compose import region
from stack.compose.provision import passwords
from stack.documents.copies import FOLDER
from stack.topics import drop_topics


def check() -> None:
    try:
        manifest = Manifest.read(sys.stdin.read())
        manifest.check(demo=_demo(), keys=key_ids(Path(os.environ["OPORA_SECRETS"])))
    except WrongBackup as problem:
        sys.exit(f"opora: {problem}")
    for dump in manifest.dumps.values():
        print(dump.sha256, dump.file)
    for service, files in manifest.documents.items():
        print(files.sha256, f"{FOLDER}/{service}.sha256")


def filled() -> None:
    print("yes" if life.is_filled(database_url("postgres")) else "no")


def empty() -> None:
    """The logs first: an event of a time that is taken back must not be read by anyone any more."""
    with _server() as server:
        mark.put(server)
        admin = make_admin(kafka("admin"))
        drop_topics(admin)
        admin.close()
        databases.renew(server, passwords())


def hold() -> None:
    done = life.hold_effects(os.environ)
    print(f"  {done['held']} mails that were waiting are held, {done['links']} mails with links are given up")


def settle() -> None:
    try:
        parked = life.await_calm(os.environ)
    except life.NotCalm:
        sys.exit("opora: events are still on the road: see `./opora status`, then run ./opora restore DIR --yes again")
    held = life.let_go(os.environ)
    with _server() as server:
        if _demo():
            region.remember(server, region.MADE)
        mark.take_away(server)
    print(f"  every event had its effect; {parked} keys are parked, {held} mails are held (./opora mails)")


def _server() -> psycopg.Connection:
    return psycopg.connect(plain_url(database_url("postgres")), autocommit=True)


def _demo() -> bool:
    return os.environ.get("OPORA_DEMO") == "1"


STEPS = {"check": check, "filled": filled, "empty": empty, "hold": hold, "settle": settle}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
