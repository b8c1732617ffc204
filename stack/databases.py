"""One role and one database for each service, on any PostgreSQL."""

from collections.abc import Iterable, Mapping

import psycopg
from psycopg import sql

TEMPORARY_FILES_AT_MOST = "1GB"
"""Of one process: a sort that runs wild ends before it fills the disk that all databases share."""

_CONNECTIONS = "SELECT current_setting('max_connections')::int / 2"
"""Of one service: however many it opens, the other four and the administrator still get in. A web opens up to twenty, a
worker fourteen, and twice as many while they are renewed."""


def ensure(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """For each service a role with its limits and a database of its name, closed to the other services' roles. By the
    superuser."""
    connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
    for service, password in passwords.items():
        _ensure_role(connection, service, password)
        _limit(connection, service)
        _ensure_database(connection, service)


def drop(connection: psycopg.Connection, services: Iterable[str]) -> None:
    """With everything in them, whoever is connected."""
    for service in services:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(service)))


def renew(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """Empty databases in place of what is there; one after the other, so that there is always one that answers."""
    for service, password in passwords.items():
        drop(connection, [service])
        ensure(connection, {service: password})


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER" if known else "CREATE")
    statement = sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
    connection.execute(statement.format(verb, sql.Identifier(role), sql.Literal(password)))


def _limit(connection: psycopg.Connection, role: str) -> None:
    (connections,) = connection.execute(_CONNECTIONS).fetchone() or (-1,)
    name, limit, size = sql.Identifier(role), sql.Literal(connections), sql.Literal(TEMPORARY_FILES_AT_MOST)
    connection.execute(sql.SQL("ALTER ROLE {} CONNECTION LIMIT {}").format(name, limit))
    connection.execute(sql.SQL("ALTER ROLE {} SET temp_file_limit = {}").format(name, size))


def _ensure_database(connection: psycopg.Connection, name: str) -> None:
    identifier = sql.Identifier(name)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(identifier, identifier))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(identifier))
