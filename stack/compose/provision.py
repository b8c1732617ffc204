"""`python -m stack.compose.provision`: the one job before the services. It can be run again at any time.

Roles and databases, Kafka's users, rights and topics, then every service's migrations.
"""

import os
import sys
import time
from collections.abc import Callable

import psycopg
from kafka.errors import KafkaError

from shared.config import OPERATOR, SERVICES, WrongSetting, database_url, kafka
from shared.database import migrate, plain_url
from shared.eventing.kafka import make_admin
from shared.schema import ForeignSchema
from stack import databases
from stack.backups import mark
from stack.compose import region
from stack.compose.rights import ensure_rights, ensure_users
from stack.topics import drop_topics, ensure_topics

PATIENCE_S = 60.0
"""Compose starts us when PostgreSQL and Kafka are healthy; a server elsewhere may need a moment more."""

PAUSE_S = 1.0


def main() -> None:
    try:
        _step("databases", provide_databases)
        _step("kafka", provide_kafka)
        for service in SERVICES:
            _step(f"schema of {service}", lambda name=service: migrate(name, database_url(name)))  # type: ignore[misc]
    except WrongSetting as problem:
        sys.exit(f"opora: {problem}")


def provide_databases() -> None:
    """What a sample region that was cut short has left is removed first, so that it can be made anew."""
    with psycopg.connect(plain_url(database_url("postgres")), autocommit=True) as connection:
        if mark.is_there(connection) and "OPORA_RESTORE" not in os.environ:
            sys.exit(f"opora: {mark.SAID}: {mark.DO}")
        if os.environ.get("OPORA_DEMO") == "1" and region.state(connection) == region.BEGUN:
            databases.drop(connection, SERVICES)
            drop_topics(make_admin(kafka("admin")))
        databases.ensure(connection, passwords())


def provide_kafka() -> None:
    admin = make_admin(kafka("admin"))
    try:
        ensure_users(admin, {user: kafka(user) for user in (*SERVICES, OPERATOR)})
        ensure_topics(admin)
        ensure_rights(admin)
    finally:
        admin.close()


def passwords() -> dict[str, str]:
    """Of each service's role."""
    read = psycopg.conninfo.conninfo_to_dict
    return {service: str(read(plain_url(database_url(service)))["password"]) for service in SERVICES}


def _step(name: str, do: Callable[[], None]) -> None:
    """Again until it is done or patience ends; what a server elsewhere says to it is shown."""
    began = time.monotonic()
    while True:
        try:
            do()
            return print(f"{name}: done, {time.monotonic() - began:.1f} s", flush=True)
        except ForeignSchema as problem:
            sys.exit(f"opora: {name}: {problem}")
        except (psycopg.OperationalError, KafkaError) as problem:
            if time.monotonic() - began > PATIENCE_S:
                sys.exit(f"opora: {name}: {problem}")
            time.sleep(PAUSE_S)


if __name__ == "__main__":
    main()
