"""A record that another one changes for long, and a transaction that is forgotten: neither holds up everyone."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from shared import database
from shared.database import connect_alone, make_engine
from tests.support.bench import Api
from tests.support.waiting import until
from tests.web.site import URL, Site

SOON = timedelta(milliseconds=50)


@contextmanager
def impatient(site: Site, **limits: timedelta) -> Iterator[None]:
    """The site with connections of these limits."""
    engine = make_engine(site.settings.database_url, **limits)
    site.app.extensions["opora"].sessions.configure(bind=engine)
    yield
    engine.dispose()


def written(writer: Api) -> tuple[str, str]:
    """A note's path and version."""
    path = f"{URL}/" + writer.post(URL, {"words": "первые"}).json["id"]
    return path, writer.get(path).headers["ETag"]


def test_a_record_that_is_locked_for_long_is_a_reason_to_come_again(site: Site) -> None:
    with impatient(site, lock_wait=SOON), site.sessions() as other:
        writer = site.person()
        path, etag = written(writer)
        other.execute(text("select from notes for update"))
        answer = writer.patch(path, {"words": "вторые"}, if_match=etag)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
        assert answer.json["type"] == "urn:opora:problem:unavailable"
        assert writer.get(path).json["words"] == "первые"
        other.rollback()
        assert writer.patch(path, {"words": "вторые"}, if_match=etag).json["words"] == "вторые"


def test_a_transaction_that_was_forgotten_gives_back_what_it_locked(site: Site) -> None:
    def forgotten(session: Session) -> None:
        pid = session.scalar(text("select pg_backend_pid()"))
        until(lambda: not alive(site, pid))

    site.meanwhile = forgotten
    with impatient(site, idle=SOON):
        answer = site.person().post(URL, {"words": "слова"})
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert site.count() == 0


def test_a_statement_that_takes_too_long_is_ended_and_nothing_is_changed(site: Site) -> None:
    site.meanwhile = lambda session: session.execute(text("select pg_sleep(60)"))
    with impatient(site, statement=SOON):
        answer = site.person().post(URL, {"words": "слова"})
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert site.count() == 0


def alive(site: Site, pid: Any) -> bool:
    with site.engine.connect() as watcher:
        return bool(watcher.scalar(text("select count(*) from pg_stat_activity where pid = :pid"), {"pid": pid}))


def shown(connection: Connection, name: str) -> str:
    return str(connection.scalar(text(f"show {name}")))


def test_workers_wait_longer_than_requests_and_nobody_for_ever(site: Site) -> None:
    with make_engine(site.settings.database_url).connect() as pooled, connect_alone(site.settings.database_url) as own:
        assert (shown(pooled, "lock_timeout"), shown(own, "lock_timeout")) == ("5s", "30s")
        assert (shown(pooled, "statement_timeout"), shown(own, "statement_timeout")) == ("30s", "0")
        for connection in (pooled, own):
            assert shown(connection, "idle_in_transaction_session_timeout") == "2min"
            assert shown(connection, "timezone") == "UTC"


def test_either_side_notices_a_machine_that_is_gone(site: Site) -> None:
    with connect_alone(site.settings.database_url) as connection:
        names = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count")
        assert [shown(connection, name) for name in names] == ["30", "10", "3"]
        with socket.socket(fileno=os.dup(connection.connection.dbapi_connection.fileno())) as ours:  # type: ignore[union-attr]
            assert ours.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            assert ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 30


def test_a_migration_does_not_wait_for_ever_for_a_table_in_use(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENT_LOCK_WAIT", SOON)
    with site.sessions.begin() as other:
        other.execute(text("lock table applied_migrations in access exclusive mode"))
        with pytest.raises(OperationalError, match="lock timeout"):
            database.migrate_shared(site.settings.database_url)
