"""One moment of all databases, in which every effect has its cause.

Each database is dumped on its own, so what is dumped last would know effects of events that the others' dumps do not
know. While the snapshots are taken no event may have an effect: whoever would note one in an inbox waits for that
moment. What people do meanwhile goes on; it lies in an outbox, and is sent again after a restore.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import psycopg
from psycopg.errors import LockNotAvailable

from shared import clock
from shared.database import plain_url

ATTEMPTS = 20
LOCK_WAIT = "3s"
"""For one inbox. A worker that catches up has many effects in one transaction; all others wait behind us."""

PAUSE_S = 1.0


class NoCut(Exception):
    """Effects went on for so long that no moment without one was found."""


@contextmanager
def cut(urls: Mapping[str, str]) -> Iterator[dict[str, psycopg.Connection]]:
    """For each service a connection in a transaction that sees that moment. `urls` in SQLAlchemy's form.

    Raises NoCut.
    """
    with ExitStack() as opened:
        readers = {name: opened.enter_context(_connect(url)) for name, url in urls.items()}
        for attempt in range(ATTEMPTS):
            time.sleep(PAUSE_S if attempt else 0)
            if _see(readers, urls):
                break
        else:
            raise NoCut("the inboxes were never all free: try again when less is going on")
        yield readers


def export(reader: psycopg.Connection) -> str:
    """The name by which pg_dump sees what `reader` sees, while its transaction lasts."""
    (name,) = reader.execute("select pg_export_snapshot()").fetchone() or ("",)
    return str(name)


def moment() -> str:
    """For the manifest, while the readers see it."""
    return f"{clock.system():%Y-%m-%dT%H:%M:%SZ}"


def _see(readers: Mapping[str, psycopg.Connection], urls: Mapping[str, str]) -> bool:
    """Begin each reader's transaction while no inbox can be written. False when somebody writes for too long."""
    try:
        with ExitStack() as held:
            for url in urls.values():
                held.enter_context(_connect(url)).execute("lock table inbox in share mode")
            for reader in readers.values():
                reader.execute("select 1")
        return True
    except LockNotAvailable:
        return False


def _connect(url: str) -> psycopg.Connection:
    connection = psycopg.connect(
        plain_url(url),
        connect_timeout=10,
        application_name="opora-backup",
        options=f"-c lock_timeout={LOCK_WAIT} -c idle_in_transaction_session_timeout=0 -c timezone=UTC",
    )
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return connection
