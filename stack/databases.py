"""One role and one database for each service, on any PostgreSQL."""

from collections.abc import Iterable, Mapping

import psycopg
from psycopg import sql


def ensure(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """For each service a role and a database of its name, closed to the other services' roles. By the superuser."""
    connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
    for service, password in passwords.items():
        _ensure_role(connection, service, password)
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


def _ensure_database(connection: psycopg.Connection, name: str) -> None:
    identifier = sql.Identifier(name)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(identifier, identifier))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(identifier))
