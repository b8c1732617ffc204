"""The outbox's weeks: made ahead, dropped when sent and old, and never in the way of who publishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from shared import clock
from shared.eventing import outbox
from shared.eventing.outbox import EventTooLarge, keep_partitions, publish
from tests.eventing.road import HAPPENED, Road, plain_url

AGE = "update outbox set created_at = created_at - interval '45 days'"


@pytest.fixture
def connection(road: Road) -> Iterator[psycopg.Connection]:
    with psycopg.connect(plain_url(road.alpha.database_url), autocommit=True) as opened:
        yield opened


def _weeks(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("select inhrelid::regclass::text from pg_inherits where inhparent = 'outbox'::regclass")
    return sorted(name for (name,) in rows.fetchall() if "pkey" not in name)


@contextmanager
def _weeks_of(connection: psycopg.Connection, moment_ago: timedelta, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the partitions had been made so long ago."""
    with monkeypatch.context() as patch:
        patch.setattr(outbox.clock, "system", lambda: clock.datetime.now(clock.UTC) - moment_ago)
        yield


def _an_old_week(road: Road, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> str:
    """A week of 45 days ago with one event; its partition's name."""
    before = set(_weeks(connection))
    with _weeks_of(connection, timedelta(days=45), monkeypatch):
        keep_partitions(connection)
    road.publish("old", 1)
    connection.execute(AGE)
    ((name,),) = connection.execute("select tableoid::regclass::text from outbox").fetchall()
    assert name not in before
    return str(name)


def test_there_are_partitions_for_the_coming_weeks_and_making_them_again_changes_nothing(
    connection: psycopg.Connection,
) -> None:
    weeks = _weeks(connection)
    assert len(weeks) == 8
    keep_partitions(connection)
    assert _weeks(connection) == weeks


def test_an_old_week_goes_when_all_of_it_is_sent_and_not_before(
    road: Road, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _an_old_week(road, connection, monkeypatch)
    keep_partitions(connection)
    assert old in _weeks(connection)
    connection.execute("update outbox_floor set floor = 1")
    keep_partitions(connection)
    assert old not in _weeks(connection)
    road.publish("new", 2)


def test_a_long_transaction_delays_the_drop_and_the_drop_delays_nobody(
    road: Road, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _an_old_week(road, connection, monkeypatch)
    connection.execute("update outbox_floor set floor = 1")
    with road.open_transaction() as slow:
        publish(slow, HAPPENED, "slow", {"n": 1})
        housekeeping = Thread(target=keep_partitions, args=(connection,))
        housekeeping.start()
        for n in range(50):
            road.publish("fast", n)
        housekeeping.join(timeout=10)
        assert not housekeeping.is_alive()
        slow.commit()
    assert old in _weeks(connection)
    keep_partitions(connection)
    assert old not in _weeks(connection)


def test_weeks_are_made_while_others_write(
    road: Road, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with road.open_transaction() as slow:
        publish(slow, HAPPENED, "slow", {"n": 1})
        with _weeks_of(connection, timedelta(days=-60), monkeypatch):
            keep_partitions(connection)
        slow.commit()
    assert len(_weeks(connection)) > 8


def test_without_a_partition_for_now_nothing_is_committed(road: Road, connection: psycopg.Connection) -> None:
    for name in _weeks(connection):
        connection.execute(f"drop table {name}")
    with pytest.raises(IntegrityError):
        road.publish("a", 1)
    assert road.rows("alpha", "select 1 from event_sequences") == []
    keep_partitions(connection)
    road.publish("a", 1)


def test_an_event_that_no_log_would_take_is_refused_where_it_is_made(road: Road) -> None:
    with pytest.raises(EventTooLarge):
        road.publish("a", 1, "ж" * 400_000)
    assert road.rows("alpha", "select 1 from outbox") == []
    road.publish("a", 2, "ж" * 370_000)
    road.drive(road.relay(), until=lambda: road.figures("alpha")["unsent"] == 0)
