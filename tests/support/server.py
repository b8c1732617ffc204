"""The real PostgreSQL of a test run: started once, with a migrated template database for each service."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from shared.config import SERVICES, Settings
from shared.database import migrate, plain_url
from stack.ports import free_port
from stack.postgres import Postgres
from stack.secrets import ensure_secrets


@dataclass(frozen=True)
class Server:
    """How the processes of a test run reach it; passed on in the environment to pytest-xdist's workers."""

    folder: str
    admin_url: str

    @property
    def secrets(self) -> Path:
        return Path(self.folder) / "secrets"

    def ensure_template(self, service: str, prepare: Callable[[str], None] | None = None) -> str:
        """The name of the service's migrated template; made by whoever needs it first, `prepare` given its URL."""
        name = f"template_{service}"
        with self._admin() as connection:
            connection.execute("select pg_advisory_lock(1, hashtext(%s))", [name])
            known = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
            if not known:
                fresh = f"fresh_{service}"
                self._create(connection, fresh)
                if prepare:
                    prepare(self.url(fresh))
                else:
                    migrate(service, self.url(fresh))
                connection.execute(
                    sql.SQL("alter database {} rename to {}").format(sql.Identifier(fresh), sql.Identifier(name))
                )
        return name

    def create_database(self, template: str, prepare: Callable[[str], None] | None = None) -> str:
        """A fresh copy of a service's template; returns its URL."""
        source = self.ensure_template(template, prepare)
        name = f"{template}_{uuid4().hex[:12]}"
        with self._admin() as connection:
            self._create(connection, name, source)
        return self.url(name)

    def drop_database(self, url: str) -> None:
        with self._admin() as connection:
            name = sql.Identifier(url.rsplit("/", 1)[1])
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))

    def settings(
        self,
        service: str,
        template: str | None = None,
        prepare: Callable[[str], None] | None = None,
        **changes: str,
    ) -> Settings:
        """Settings of a service on a fresh database of its own."""
        return self.settings_on(self.create_database(template or service, prepare), service, **changes)

    def settings_on(self, database_url: str, service: str, **changes: str) -> Settings:
        environ = {
            f"{service.upper()}_DATABASE_URL": database_url,
            "OPORA_DOCUMENTS": f"{self.folder}/documents/{database_url.rsplit('/', 1)[1]}",
            "KAFKA_BOOTSTRAP": "127.0.0.1:1",
            "OPORA_HOME": self.folder,
            "OPORA_SECRETS": str(self.secrets),
            "OPORA_SECRET": "x" * 32,
            "KAFKA_FETCH_WAIT_MS": "5",
        }
        return Settings.of(service, environ | changes)

    def url(self, database: str) -> str:
        return self.admin_url.rsplit("/", 1)[0] + "/" + database

    @contextmanager
    def _admin(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(plain_url(self.admin_url), autocommit=True) as connection:
            yield connection

    @staticmethod
    def _create(connection: psycopg.Connection, name: str, template: str = "template0") -> None:
        connection.execute(
            sql.SQL("create database {} template {} strategy wal_log").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


VARIABLE = "OPORA_TEST_SERVER"


def known_server() -> Server | None:
    """The server that this run's controller started."""
    kept = os.environ.get(VARIABLE)
    return Server(**json.loads(kept)) if kept else None


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server for this run and let its other processes know it."""
    with own_server() as (server, _):
        os.environ[VARIABLE] = json.dumps({"folder": server.folder, "admin_url": server.admin_url})
        try:
            yield server
        finally:
            os.environ.pop(VARIABLE, None)


@contextmanager
def own_server() -> Iterator[tuple[Server, Postgres]]:
    """A server that a test may stop and start."""
    with tempfile.TemporaryDirectory(prefix="opora-tests-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        ensure_secrets(home / "secrets", SERVICES)
        postgres = Postgres(home, free_port(), fsync=False).start()
        try:
            yield Server(folder, postgres.url("postgres", "postgres")), postgres
        finally:
            postgres.stop()
