"""One database for each service: engines, sessions, and `python -m shared.database migrate [SERVICE…]`."""

import os
import sys
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from shared import schema
from shared.config import SERVICES, Settings, or_stop
from shared.eventing.outbox import keep_partitions
from shared.eventing.sealing import KeyRings, load_keyrings

MIGRATION_LOCK = 7_001

LOCK_WAIT = timedelta(seconds=5)
"""How long a request waits for a record that another one changes. It has one of few connections meanwhile: a record
that is stuck must not take them all. Whoever asked hears "come again" (503)."""

PATIENT_LOCK_WAIT = timedelta(seconds=30)
"""The same for those behind whom nobody waits: workers, an operator's commands, migrations. They come again by
themselves or say that they failed; a migration that waited longer would hold up everyone who comes after it."""

STATEMENT_AT_MOST = timedelta(seconds=30)
"""How long one statement may run in a web, and in a worker's timers: a page asks for fifty rows, a timer for
a bounded batch. Whoever asked hears "come again" (503). Those who wait patiently may take longer."""

IDLE_IN_TRANSACTION = timedelta(minutes=2)
"""A transaction in which nothing happens for so long has lost its process, and gives back what it locked. Sending a
mail within one takes up to ten seconds for each of half a dozen steps."""

NO_LIMIT = timedelta(0)

_KEEPALIVE = {"idle": 30, "interval": 10, "count": 3}
"""Seconds of silence, seconds between questions, questions: a machine that is gone is noticed after a minute, on either
side; the system's default is two hours. A worker's locks on its partitions are free for another one then."""


def make_engine(
    url: str,
    pool: int = 2,
    *,
    lock_wait: timedelta = LOCK_WAIT,
    idle: timedelta = IDLE_IN_TRANSACTION,
    statement: timedelta = STATEMENT_AT_MOST,
) -> Engine:
    """An engine that opens no connection before it is used (safe to make before a fork), and notices dead ones."""
    return create_engine(
        url,
        pool_size=pool,
        max_overflow=8,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args=_arguments(lock_wait, idle, statement),
    )


def connect_alone(url: str) -> Connection:
    """A patient connection outside any pool: closing it ends its advisory locks."""
    return create_engine(url, poolclass=NullPool, connect_args=_arguments(PATIENT_LOCK_WAIT)).connect()


def connect_plain(url: str, name: str) -> psycopg.Connection[Any]:
    """A patient psycopg connection in autocommit, for those who listen; `name` shows in pg_stat_activity."""
    arguments = _arguments(PATIENT_LOCK_WAIT) | {"application_name": name}
    return psycopg.connect(plain_url(url), autocommit=True, **arguments)


def _arguments(
    lock_wait: timedelta, idle: timedelta = IDLE_IN_TRANSACTION, statement: timedelta = NO_LIMIT
) -> dict[str, Any]:
    """What is given here replaces the environment's PGOPTIONS, so those are added."""
    settings = {
        "timezone": "UTC",
        "lock_timeout": _milliseconds(lock_wait),
        "statement_timeout": _milliseconds(statement),
        "idle_in_transaction_session_timeout": _milliseconds(idle),
        **{f"tcp_keepalives_{name}": value for name, value in _KEEPALIVE.items()},
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return {
        "application_name": f"opora-{os.getpid()}",
        "connect_timeout": 5,
        "options": f"{options} {os.environ.get('PGOPTIONS', '')}",
        **{f"keepalives_{name}": value for name, value in _KEEPALIVE.items()},
    }


def _milliseconds(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


def make_sessions(engine: Engine, keyrings: KeyRings, documents: Path | None = None) -> "sessionmaker[Session]":
    """Sessions that know the keyrings with which events and documents are sealed, and where the service's documents
    lie (`shared.documents.store`)."""
    return sessionmaker(engine, expire_on_commit=False, info={"keyrings": keyrings, "documents": documents})


def sessions_on(engine: Engine, settings: Settings) -> "sessionmaker[Session]":
    return make_sessions(engine, load_keyrings(settings.secrets), settings.documents / settings.service)


def sessions_of(settings: Settings) -> "sessionmaker[Session]":
    return sessions_on(make_engine(settings.database_url), settings)


def patient_sessions_of(settings: Settings) -> "sessionmaker[Session]":
    """For an operator's commands."""
    engine = make_engine(settings.database_url, lock_wait=PATIENT_LOCK_WAIT, statement=NO_LIMIT)
    return sessions_on(engine, settings)


def migrate(service: str, url: str) -> None:
    """Bring one service's database to its newest schema: first what every service has, then its own tables.

    A schema newer than this release is left as it is. Raises ForeignSchema, and OperationalError when others use a
    table for longer than `PATIENT_LOCK_WAIT`.
    Safe to call from several processes at once: one migrates, the others wait and find nothing to do.
    """
    engine = create_engine(url)
    with engine.connect() as guard:
        guard.execute(text("select pg_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK})
        migrate_shared(url)
        for history, folder in schema.histories(service).items():
            _upgrade(url, folder, history)
    engine.dispose()


def migrate_shared(url: str) -> None:
    """The tables that every service has, and the outbox's partitions."""
    _upgrade(url, schema.folder("shared.migrations"), schema.SHARED)
    with connect_plain(url, "migrate") as connection:
        keep_partitions(connection)


def plain_url(url: str) -> str:
    """SQLAlchemy's URL as psycopg takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _upgrade(url: str, folder: Path, history: str) -> None:
    """Raises ForeignSchema."""
    names = schema.names(folder)
    with connect_alone(url) as connection:
        if not schema.lacks(history, names, schema.applied(connection).get(history, set())):
            return
    _run_migrations(url, folder, history, names)


def _run_migrations(url: str, folder: Path, history: str, names: Iterable[str]) -> None:
    from alembic import command  # every process imports this module, and only who migrates needs Alembic: a quarter
    from alembic.config import Config  # of a second for each

    config = Config()
    config.set_main_option("script_location", str(schema.folder("shared.alembic")))
    config.set_main_option("version_locations", str(folder))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(url=url, history=history, names=names, arguments=_arguments(PATIENT_LOCK_WAIT))
    command.upgrade(config, "head")


def main() -> None:
    if sys.argv[1:2] != ["migrate"]:
        sys.exit("usage: python -m shared.database migrate [SERVICE…]")
    for service in sys.argv[2:] or SERVICES:
        try:
            migrate(service, or_stop(service).database_url)
        except schema.ForeignSchema as problem:
            sys.exit(f"opora: {service}: {problem}")


if __name__ == "__main__":
    main()
