"""`python -m stack.compose.region`: the sample region of a demo stack, made once.

How far it has come is kept as the comment of identity's database: it lives and dies with the data.
"""

import os
from pathlib import Path

import psycopg

from shared.config import database_url
from shared.database import plain_url
from stack.demo.region.__main__ import main as make_region
from stack.documents.folder import KEEPERS, clear

NONE, BEGUN, MADE = "none", "begun", "made"
_READ = "select shobj_description(oid, 'pg_database') from pg_database where datname = 'identity'"


def state(connection: psycopg.Connection) -> str:
    """`none`, `begun` (now, or it was cut short) or `made`. On any database of the server."""
    row = connection.execute(_READ).fetchone()
    return str(row[0]).removeprefix("region: ") if row and row[0] else NONE


def remember(connection: psycopg.Connection, state: str) -> None:
    """By the owner of identity's database, or the superuser."""
    connection.execute(f"comment on database identity is 'region: {state}'")


def clear_documents() -> None:
    """Those that a region which was cut short has left; its databases are new."""
    for service in KEEPERS:
        clear(Path(os.environ["OPORA_DOCUMENTS"]) / service)


def main() -> None:
    with psycopg.connect(plain_url(database_url("identity")), autocommit=True) as connection:
        if state(connection) == MADE:
            return print("the sample region is there", flush=True)
        remember(connection, BEGUN)
        clear_documents()
        make_region()
        remember(connection, MADE)


if __name__ == "__main__":
    main()
