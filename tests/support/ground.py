"""What a bench stands on: a service's app and its database, cleared for the next test rather than made anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from importlib import import_module
from shutil import rmtree
from typing import Any

from sqlalchemy import Connection, text

from shared.config import Settings
from shared.database import make_engine
from shared.service import Service
from shared.web.site import this_site
from tests.support.server import Server

CLEARED_AT_MOST = 60
"""Times: what tests have deleted stays in the files until PostgreSQL finds time to vacuum."""

_idle: dict[str, list["Ground"]] = defaultdict(list)
"""By service, those of this process that wait for their next test. They end with the server of the run."""


@contextmanager
def ground(server: Server, service: str, **changes: str) -> Iterator["Ground"]:
    """A cleared one of this service. For settings of its own an app is made, on a database that others had before."""
    found = _idle[service].pop() if _idle[service] else Ground(server, server.settings(service))
    clean = False
    try:
        with found.changed(**changes) if changes else nullcontext(found) as place:
            yield place
        clean = found.clear()
    finally:
        if clean:
            _idle[service].append(found)
        else:
            found.close()


class Ground:
    def __init__(self, server: Server, settings: Settings, clears: bool = True) -> None:
        """One that does not clear may share its database with others, as benchmarks' processes do."""
        self.server = server
        self.settings = settings
        self.service: Service = _module(settings.service).SERVICE
        self.app = _module(settings.service).create_app(settings)
        self.engine = make_engine(settings.database_url)
        self.cleared = 0
        with self.engine.begin() as connection:
            self.schema = _schema(connection)
            self._clearing = _clearing(connection) if clears else ""

    @contextmanager
    def changed(self, **changes: str) -> Iterator["Ground"]:
        """The same database behind an app with other settings."""
        other = copy(self)
        other.settings = self.server.settings_on(self.settings.database_url, self.service.name, **changes)
        other.app = _module(self.service.name).create_app(other.settings)
        try:
            yield other
        finally:
            with other.app.app_context():
                this_site().sessions.kw["bind"].dispose()

    def clear(self) -> bool:
        """False when it can't be: a test has changed the tables themselves, or it is worn."""
        self.cleared += 1
        rmtree(self.settings.documents, ignore_errors=True)
        if not self._clearing or self.cleared > CLEARED_AT_MOST:
            return False
        with self.engine.begin() as connection:
            if _schema(connection) != self.schema:
                return False
            connection.exec_driver_sql(self._clearing)
        return True

    def close(self) -> None:
        rmtree(self.settings.documents, ignore_errors=True)
        self.engine.dispose()
        self.server.drop_database(self.settings.database_url)


def _module(service: str) -> Any:
    return import_module(f"services.{service}.app")


def _schema(connection: Connection) -> tuple[int, ...]:
    """Equal as long as no table or column was made or dropped."""
    columns = "select count(*), sum(hashtext(concat(attrelid, ' ', attnum, attisdropped))) from pg_attribute"
    public = "attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)"
    return tuple(connection.execute(text(f"{columns} where {public}")).one())


def _clearing(connection: Connection) -> str:
    """Statements that bring back the rows of this moment: those that migrations have written."""
    connection.execute(text("create schema if not exists kept"))
    statements = ["set local session_replication_role = replica"]
    for name in tables(connection):
        statements.append(f'delete from "{name}"')
        if connection.scalar(text(f'select exists (select from "{name}")')):
            connection.execute(text(f'create table kept."{name}" as table "{name}"'))
            statements.append(f'insert into "{name}" overriding system value table kept."{name}"')
    statements.append(
        "select setval(seqrelid, seqstart, false) from pg_sequence"
        " where seqrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)"
    )
    return "; ".join(statements)


def tables(connection: Connection) -> list[str]:
    """The names of all tables."""
    query = (
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        " and not relispartition order by relname"
    )
    return list(connection.scalars(text(query)))


def rows_of(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """How many each of these tables has, in one question: many tests ask before and after."""
    query = " union all ".join(f"select '{name}', count(*) from \"{name}\"" for name in names)
    return {row[0]: row[1] for row in connection.exec_driver_sql(query)}
