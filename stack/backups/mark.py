"""That a restore is under way, or was cut short: a mark that outlives every database that the restore makes anew.

It is the comment of the server's own database, which any role reads in any database of the server. Nobody else may
start anything while it is there; a restore that is run again begins anew and takes it away in the end.
"""

from collections.abc import Mapping

import psycopg

from shared.config import SERVICES, database_url
from shared.database import plain_url

SAID = "a restore is under way or was cut short"
DO = "if nobody is at it, run `opora restore DIR --yes` again"

_MARK = "restore: begun"
_READ = "select shobj_description(oid, 'pg_database') = %s from pg_database where datname = 'postgres'"


def put(server: psycopg.Connection) -> None:
    """Before the first thing is destroyed. By the superuser, as `take_away`."""
    server.execute(f"comment on database postgres is '{_MARK}'")


def take_away(server: psycopg.Connection) -> None:
    server.execute("comment on database postgres is null")


def is_there(connection: psycopg.Connection) -> bool:
    """On any database of the server, by anyone."""
    return connection.execute(_READ, [_MARK]).fetchone() == (True,)


def is_seen(environ: Mapping[str, str]) -> bool:
    """By whichever role gets an answer: a restore makes one database after the other anew. False when none does."""
    for service in SERVICES:
        try:
            with psycopg.connect(plain_url(database_url(service, environ)), connect_timeout=3) as connection:
                return is_there(connection)
        except psycopg.OperationalError:
            continue
    return False
