"""A connection that is lost at the worst moment: of the consumer in mid-batch, of the relay while it produces."""

from collections.abc import Callable
from threading import Event as Flag
from threading import Thread
from threading import enumerate as threads
from typing import Any

import psycopg
import pytest
from kafka import TopicPartition
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared.eventing import inbox
from shared.eventing.consumer import Consumer
from shared.eventing.envelope import Event
from shared.eventing.measures import figures
from shared.eventing.outbox import publish
from shared.eventing.relay import Relay
from shared.eventing.sent import Sent
from tests.eventing.road import HAPPENED, Road, events_in_log, plain_url, write_down

KILL = text("select pg_terminate_backend(:pid)")


def _kill(road: Road, service: str, pid: int) -> None:
    with road.sessions[service].begin() as session:
        session.execute(KILL, {"pid": pid})


def _backend(session: Session) -> int:
    return int(session.scalar(text("select pg_backend_pid()")) or 0)


def _in_the_handler(road: Road, session: Session) -> None:
    _kill(road, "beta", _backend(session))


def _at_the_commit(road: Road, session: Session) -> None:
    pid = _backend(session)
    event.listen(session, "before_commit", lambda _: _kill(road, "beta", pid), once=True)


def _lost(consumer: Consumer) -> bool:
    """Whether its step found its connection gone; its worker would make a new one."""
    try:
        consumer.step(0.02)
    except DBAPIError as problem:
        return problem.connection_invalidated
    return False


@pytest.mark.parametrize("break_off", [_in_the_handler, _at_the_commit])
def test_a_batch_that_was_cut_off_has_its_effects_once_by_the_next_consumer(
    road: Road, break_off: Callable[[Road, Session], None]
) -> None:
    once = iter([True])

    def react(session: Session, told: Event) -> None:
        write_down(session, told)
        if told.data["n"] == 5 and next(once, False):
            break_off(road, session)

    road.react = react
    for n in range(10):
        road.publish("a" if n % 2 else "b", n)
    relay, first = road.relay(), road.consumer()
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    while not _lost(first):
        pass
    first.close()
    road.drive(road.consumer(), until=lambda: len(road.arrived()) == 10)
    assert sorted(n for _, n in road.arrived()) == list(range(10))
    assert road.figures("beta")["parked"] == 0


def test_a_consumer_that_lost_its_connection_does_nothing_more(road: Road) -> None:
    consumer = road.consumer()
    road.drive(consumer, until=lambda: len(consumer.partitions.held) == 12)
    pid = consumer.connection.scalar(text("select pg_backend_pid()"))
    consumer.connection.rollback()
    _kill(road, "beta", pid)
    road.publish("a", 1)
    road.drive(road.relay(), until=lambda: road.figures("alpha")["unsent"] == 0)
    while not _lost(consumer):
        pass
    assert road.arrived() == []


def test_nobody_takes_a_partition_that_another_has_not_given_back(road: Road) -> None:
    first, second = road.consumer(), road.consumer()
    road.drive(first, until=lambda: len(first.partitions.held) == 6)  # there are two: a fair share is half
    third = road.consumer()
    for _ in range(3):
        third.settled_at = second.settled_at = float("-inf")
        road.step(second)
        road.step(third)
    held = [consumer.partitions.held for consumer in (first, second, third)]
    assert sum(map(len, held)) == len(set().union(*held))


def test_three_workers_come_and_go_and_nothing_is_lost_twice_or_inverted(road: Road) -> None:
    relay, workers = road.relay(), [road.consumer()]
    sent = 0

    def more() -> None:
        nonlocal sent
        for _ in range(30):
            road.publish(f"s{sent % 7}", sent)
            sent += 1

    for change in (+1, +1, -1, +1, -1, -1):
        more()
        if change > 0:
            workers.append(road.consumer())
        else:
            workers.pop(0).connection.close()
        share = -(-12 // len(workers))
        road.drive(relay, *workers, until=lambda share=share: max(len(w.partitions.held) for w in workers) <= share)
        road.drive(relay, *workers, until=lambda: sum(len(w.partitions.held) for w in workers) == 12)
    more()
    road.drive(relay, *workers, until=lambda: len(road.arrived()) == sent)
    assert len(set(road.arrived())) == sent
    for subject in {subject for subject, _ in road.arrived()}:
        numbers = [n for s, n in road.arrived() if s == subject]
        assert numbers == sorted(numbers)


def test_a_place_in_the_log_never_goes_back(road: Road) -> None:
    place = TopicPartition("opora.alpha", 3)
    for offset in (7, 4):
        with road.sessions["beta"].begin() as session:
            inbox.save_offsets(session, {place: offset})
            assert inbox.load_offsets(session) == {place: 7}


def test_an_event_of_a_parked_key_waits_though_it_could_have_its_effect(road: Road) -> None:
    def react(session: Session, told: Event) -> None:
        if told.data["n"] == 0 and broken:
            raise ZeroDivisionError
        write_down(session, told)

    broken = {"yes"}
    road.react = react
    relay, consumer = road.relay(), road.consumer()
    road.publish("a", 0)
    road.drive(relay, consumer, until=lambda: road.figures("beta")["parked"] == 1)
    road.publish("a", 1)
    road.drive(relay, consumer, until=lambda: road.rows("beta", "select count(*) from parked_events") == [(2,)])
    broken.clear()
    road.drive(consumer, until=lambda: road.arrived() == [("a", 0), ("a", 1)])


def test_two_relays_at_once_turn_no_order_round(road: Road) -> None:
    """The first loses its lock while it produces and does not know; the second takes over at once."""
    for n in range(40):
        road.publish("ab"[n % 2], n)
    first, second = road.relay(), road.relay()
    road.drive(first, until=lambda: len(first.open) > 0)
    _kill(road, "alpha", first.connection.info.backend_pid)
    failed = Flag()

    def go_on() -> None:
        try:
            while True:
                first.step(0.02)
        except psycopg.Error:
            failed.set()

    stale = Thread(target=go_on)
    stale.start()
    road.drive(second, until=lambda: road.figures("alpha")["unsent"] == 0)
    stale.join()
    first.close()
    assert failed.is_set()
    firsts = list(dict.fromkeys(events_in_log(road.alpha.kafka)))
    for subject in "ab":
        assert [n for s, n in firsts if s == subject] == [n for n in range(40) if "ab"[n % 2] == subject]


def test_a_relay_without_its_connection_ends_its_producer(road: Road) -> None:
    relay = road.relay()
    road.drive(relay, until=lambda: relay.sent is not None)
    road.publish("a", 1)
    assert relay.sent
    relay._offer_new(relay.sent)
    _kill(road, "alpha", relay.connection.info.backend_pid)
    relay.close()
    assert relay.producer is None
    assert relay.connection.closed
    assert [thread for thread in threads() if "producer" in thread.name and "alpha-relay" in thread.name] == []


def test_a_relay_that_is_closed_records_what_was_on_the_road(road: Road) -> None:
    relay = road.relay()
    road.drive(relay, until=lambda: relay.sent is not None)
    for n in range(3):
        road.publish("a", n)
    road.publish("b", 0)
    assert relay.sent
    relay._offer_new(relay.sent)
    relay.close()
    assert road.figures("alpha")["unsent"] == 2  # the first of each subject was on the road
    assert sorted(events_in_log(road.alpha.kafka)) == [("a", 0), ("b", 0)]


@pytest.fixture
def sent(road: Road) -> Any:
    with psycopg.connect(plain_url(road.alpha.database_url), autocommit=True) as connection:
        yield Sent.load(connection)


def _look(sent: Sent, lowest_open: int | None = None) -> None:
    sent.looked_at = float("-inf")
    sent.raise_floor(lowest_open)


def test_the_floor_rises_only_after_one_more_read(road: Road, sent: Sent) -> None:
    with road.open_transaction() as slow:
        publish(slow, HAPPENED, "slow", {"n": 1})
        road.publish("fast", 2)
        assert len(sent.unread(10)) == 1
        _look(sent)
        slow.commit()
    for _ in range(3):
        _look(sent)
    assert sent.floor == 0
    assert [row[0] for row in sent.unread(10)] == [1]
    _look(sent)
    assert sent.floor == 2


def test_a_read_that_was_cut_short_lets_no_floor_rise(road: Road, sent: Sent) -> None:
    for n in range(3):
        road.publish("a", n)
    _look(sent)
    _look(sent)
    assert len(sent.unread(2)) == 2
    _look(sent)
    assert sent.floor == 0


def test_the_floor_stays_below_what_is_not_acknowledged(road: Road, sent: Sent) -> None:
    road.publish("a", 1)
    _look(sent)
    _look(sent)
    sent.unread(10)
    _look(sent, lowest_open=1)
    assert sent.floor == 0
    _look(sent)
    assert sent.floor == 1


def test_a_transaction_open_for_long_makes_the_figures_no_slower(road: Road, sent: Sent) -> None:
    """The floor stands still, and thirty thousand marks lie above it."""
    with road.sessions["alpha"].begin() as session:
        session.execute(
            text(
                "insert into outbox (event_id, type, subject, sequence, correlation, traceparent, snapshot, data)"
                " select gen_random_uuid(), 't', 's', g, gen_random_uuid(), '', false, ''"
                " from generate_series(1, 30000) as g"
            )
        )
    sent.mark(range(2, 30_001))
    with road.sessions["alpha"].begin() as session:
        session.execute(text("set local statement_timeout = '3s'"))
        assert figures(session)["unsent"] == 1


def test_an_old_order_to_send_again_does_not_shorten_a_new_one(road: Road) -> None:
    relay: Relay = road.relay()
    road.publish("a", 1)
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    relay.again_until = 1  # a chunk of an older order that was acknowledged just now
    with road.sessions["alpha"].begin() as session:
        session.execute(text("update outbox_floor set resend_cursor = 0, resend_until = 1"))
        session.execute(text("select pg_notify('outbox', 'resend')"))
    road.drive(relay, until=lambda: road.figures("alpha")["to_resend"] == 0)
    road.drive(relay, until=lambda: relay.idle)
    assert events_in_log(road.alpha.kafka) == [("a", 1), ("a", 1)]
