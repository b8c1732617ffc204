"""Keys that wait: woken while they try, dropped by name, in great number, and beside other workers."""

from collections.abc import Callable
from itertools import pairwise
from threading import Event as Flag
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from shared.eventing import deadletters, inbox, parking
from shared.eventing.effects import LogReplaced
from shared.eventing.envelope import Event
from shared.eventing.handlers import NotYet
from shared.eventing.parking import EffectSession
from shared.eventing.record import Key
from tests.eventing.road import Road, Thing, write_down
from tests.eventing.test_consumer import _data, _headers

WAITING = "select next_try_at > now() + interval '10 minutes' from parked_keys"


def _needs_a_thing(road: Road, meanwhile: Callable[[], None] = lambda: None) -> Callable[[Session, Event], None]:
    def react(session: Session, event: Event) -> None:
        if session.get(Thing, "awaited") is None:
            meanwhile()
            raise NotYet(Thing, "awaited")
        write_down(session, event)

    return react


def _parked(road: Road, count: int = 1) -> None:
    """Key `a` with so many waiting events, next to be tried in an hour."""
    for n in range(count):
        road.publish("a", n)
    relay, consumer = road.relay(), road.consumer()
    road.drive(
        relay,
        consumer,
        until=lambda: (
            road.rows("beta", "select count(*) from parked_events") == [(count,)]
            and road.figures("alpha")["unsent"] == 0
        ),
    )
    consumer.close()
    relay.close()
    road.rows("beta", "update parked_keys set attempts = 20, next_try_at = now() + interval '1 hour' returning 1")


def test_a_row_that_another_worker_writes_while_the_key_tries_is_not_missed(road: Road) -> None:
    def another_worker_writes() -> None:
        with EffectSession(road.engines["beta"]) as session:
            session.add(Thing(id="awaited"))
            session.commit()

    road.react = _needs_a_thing(road)
    _parked(road)
    road.react = _needs_a_thing(road, another_worker_writes)
    road.rows("beta", "update parked_keys set next_try_at = now() returning 1")
    road.drive(road.consumer(), until=lambda: road.arrived() == [("a", 0)])


def test_the_wait_grows_with_the_tries_and_ends_at_an_hour(road: Road) -> None:
    key = Key("opora.alpha", "a")
    waits = []
    with road.sessions["beta"].begin() as session:
        parking.park(session, key, 0, "not_yet", None)
        for _ in range(20):
            (was_due,) = session.execute(text("update parked_keys set next_try_at = now() returning next_try_at")).one()
            parking.again_later(session, key, "not_yet", None, was_due)
            waits.append(session.scalar(text("select extract(epoch from next_try_at - now()) from parked_keys")))
    assert waits[0] < 1
    assert all(later >= earlier - 1 for earlier, later in pairwise(waits))
    assert 3590 < waits[-1] < 3610


def test_a_thousand_waiting_events_have_their_effects_in_order(road: Road) -> None:
    road.react = _needs_a_thing(road)
    _parked(road, 1)
    with road.sessions["beta"].begin() as session:
        for n in range(1, 1000):
            session.execute(
                text(
                    'insert into parked_events (topic, subject, partition, "offset", event_id, key, value, headers)'
                    " select topic, subject, partition, :n, gen_random_uuid(), key, :value,"
                    " jsonb_set(headers, '{1,1}', to_jsonb(encode(gen_random_uuid()::text::bytea, 'hex')))"
                    " from parked_events order by id limit 1"
                ),
                {"n": n, "value": _data(n)},
            )
        session.execute(text("insert into things values ('awaited')"))
        session.execute(text("update parked_keys set next_try_at = now()"))
    road.drive(road.consumer(), until=lambda: len(road.arrived()) == 1000)
    assert road.arrived() == [("a", n) for n in range(1000)]
    assert road.figures("beta")["parked"] == 0


def test_an_order_to_drop_drops_the_event_that_was_first_then_and_no_other(road: Road) -> None:
    road.react = _needs_a_thing(road)
    _parked(road, 2)
    with road.sessions["beta"].begin() as session:
        assert deadletters.drop(session, "opora.alpha/a", "anna")
        session.execute(text("delete from parked_events where id = (select min(id) from parked_events)"))  # went well
        session.execute(text("insert into things values ('awaited')"))
    road.drive(road.consumer(), until=lambda: road.arrived() == [("a", 1)])
    assert road.figures("beta")["dead"] == 0


def test_what_was_dropped_has_no_effect_when_it_comes_again_but_has_when_it_is_told_to(road: Road) -> None:
    def fail(session: Session, event: Event) -> None:
        raise ZeroDivisionError

    road.react = fail
    _parked(road)
    with road.sessions["beta"].begin() as session:
        deadletters.drop(session, "opora.alpha/a", "anna")
    consumer = road.consumer()
    road.drive(consumer, until=lambda: road.figures("beta")["dead"] == 1 and road.figures("beta")["parked"] == 0)
    consumer.close()
    road.react = write_down
    road.rows("beta", "delete from consumer_offsets returning 1")  # as in a new log
    road.produce(_headers(), _data(5))
    consumer = road.consumer()
    road.drive(consumer, until=lambda: road.arrived() == [("k", 5)])
    with road.sessions["beta"].begin() as session:
        (entry,) = deadletters.listing(session)
        deadletters.retry(session, entry["id"], "anna")
    road.drive(consumer, until=lambda: road.arrived() == [("k", 5), ("a", 0)])


def test_what_had_its_effect_and_comes_again_while_its_key_waits_has_no_second_one(road: Road) -> None:
    first, second = _headers(), _headers()
    road.produce(first, _data(1))
    consumer = road.consumer()
    road.drive(consumer, until=lambda: road.arrived() == [("k", 1)])
    road.react = _needs_a_thing(road)
    for headers, n in ((second, 2), (first, 1)):
        road.produce(headers, _data(n))
    road.drive(consumer, until=lambda: road.rows("beta", "select count(*) from parked_events") == [(2,)])
    road.rows("beta", "insert into things values ('awaited') returning 1")
    road.rows("beta", "update parked_keys set next_try_at = now() returning 1")
    road.drive(consumer, until=lambda: road.figures("beta")["parked"] == 0)
    assert road.arrived() == [("k", 1), ("k", 2)]


def test_due_keys_of_others_do_not_keep_ours_waiting(road: Road) -> None:
    ours = Key("opora.alpha", "ours")
    with road.sessions["beta"].begin() as session:
        for n in range(150):
            parking.park(session, Key("opora.alpha", f"theirs{n}"), 1, "not_yet", None)
        parking.park(session, ours, 2, "not_yet", None)
    with road.sessions["beta"].begin() as session:
        assert list(parking.due(session, {ours})) == [ours]


def test_one_subject_in_two_partitions_is_parked_once_and_stops_nobody(road: Road) -> None:
    road.react = _needs_a_thing(road)
    for key in (b"1", b"2", b"3", b"4"):
        road.produce(_headers(ce_subject="stray"), _data(1), key=key)
    consumers = [road.consumer(), road.consumer()]
    road.drive(*consumers, until=lambda: road.rows("beta", "select count(*) from parked_events") == [(4,)])
    assert road.figures("beta")["parked"] == 1


def test_orders_that_race_with_a_worker_leave_each_event_with_one_fate(road: Road) -> None:
    def every_third_fails(session: Session, event: Event) -> None:
        if event.data["n"] % 3 == 0:
            raise ZeroDivisionError
        write_down(session, event)

    def dropped() -> int:
        return int(road.rows("beta", "select count(*) from dead_letters where error = 'dropped'")[0].count)

    def give_orders() -> None:
        while not all_done.is_set():
            for order in (deadletters.drop, deadletters.retry):
                with road.sessions["beta"].begin() as session:
                    order(session, "opora.alpha/a", "anna")

    all_done = Flag()
    road.react = every_third_fails
    for n in range(12):
        road.publish("a", n)
    relay, consumer, operator = road.relay(), road.consumer(), Thread(target=give_orders)
    operator.start()
    road.drive(relay, consumer, until=lambda: len(road.arrived()) + dropped() == 12)
    all_done.set()
    operator.join()
    numbers = [n for _, n in road.arrived()]
    assert numbers == sorted(set(numbers))
    assert dropped() >= 4


def test_what_a_worker_still_has_of_the_old_log_moves_no_place_in_the_new_one(road: Road) -> None:
    consumer = road.consumer()
    road.produce(_headers(), _data(1))
    with road.sessions["beta"].begin() as session:  # another worker of this service met a new log
        assert inbox.meet_logs(session, {"opora.alpha": "new/log"}) == ["opora.alpha"]
    with pytest.raises(LogReplaced):
        road.drive(consumer, until=lambda: road.arrived() != [])
    assert road.arrived() == []
    assert road.rows("beta", "select 1 from consumer_offsets where next_offset > 0") == []
