"""Step 2: everything visible is sent, in order for each subject, and marked only when it is acknowledged."""

from threading import Event, Thread

from shared.eventing.outbox import publish
from shared.eventing.sent import Sent
from tests.eventing.road import HAPPENED, Road, events_in_log, plain_url, psycopg
from tests.support.brokers import Log


def test_a_commit_wakes_a_waiting_relay(road: Road) -> None:
    relay = road.relay()
    road.drive(relay, until=lambda: relay.sent is not None)
    stop = Event()
    waiting = Thread(target=lambda: [relay.step(3600) for _ in range(3)] and stop.set())
    waiting.start()
    road.publish("a", 1)
    road.drive(until=lambda: events_in_log(road.alpha.kafka) == [("a", 1)])
    while waiting.is_alive():
        road.publish("b", 0)  # each lets one more step end
        waiting.join(0.05)


def test_ids_that_become_visible_out_of_order_are_all_sent(road: Road) -> None:
    relay, consumer = road.relay(), road.consumer()
    with road.open_transaction() as slow:
        publish(slow, HAPPENED, "slow", {"n": 1})  # takes the lower id
        road.publish("fast", 2)
        road.drive(relay, consumer, until=lambda: road.arrived() == [("fast", 2)])
        slow.commit()
    road.drive(relay, consumer, until=lambda: ("slow", 1) in road.arrived())


def test_the_floor_waits_for_who_was_writing_when_it_was_read(road: Road) -> None:
    relay = road.relay()
    with road.open_transaction() as slow:
        publish(slow, HAPPENED, "slow", {"n": 1})
        road.publish("fast", 2)
        road.drive(relay, until=lambda: bool(relay.sent and relay.sent.fence and relay.sent.fence.last == 2))
        for _ in range(3):
            relay.sent.looked_at = 0.0
            road.step(relay)
        assert relay.sent.floor == 0
        assert road.figures("alpha")["unsent"] == 0  # the open one is not visible, the other is sent
        slow.commit()

    def floor_is_at_the_end() -> bool:
        relay.sent.looked_at = 0.0
        return relay.sent.floor == 2

    road.drive(relay, until=floor_is_at_the_end)
    assert sorted(events_in_log(road.alpha.kafka)) == [("fast", 2), ("slow", 1)]
    assert road.rows("alpha", "select 1 from outbox_sent") == []


def test_a_writer_that_comes_after_the_fence_does_not_hold_it(road: Road) -> None:
    relay = road.relay()
    road.publish("a", 1)
    road.drive(relay, until=lambda: bool(relay.sent and relay.sent.fence))
    with road.open_transaction() as later:
        publish(later, HAPPENED, "later", {"n": 2})

        def floor_has_risen() -> bool:
            relay.sent.looked_at = 0.0
            return relay.sent.floor == 1

        road.drive(relay, until=floor_has_risen)
        later.rollback()


def test_what_was_acknowledged_is_not_sent_again_by_the_next_relay(road: Road) -> None:
    road.publish("a", 1)
    first = road.relay()
    road.drive(first, until=lambda: road.figures("alpha")["unsent"] == 0)
    first.close()
    road.publish("b", 2)
    second = road.relay()
    road.drive(second, until=lambda: road.figures("alpha")["unsent"] == 0)
    assert sorted(events_in_log(road.alpha.kafka)) == [("a", 1), ("b", 2)]


def test_one_relay_works_and_the_other_stands_by_until_it_is_gone(road: Road) -> None:
    first, second = road.relay(), road.relay()
    road.drive(first, until=lambda: first.sent is not None)
    road.publish("a", 1)
    assert not second.step(0)
    assert second.sent is None
    first.connection.close()  # as if its process had died before it sent anything
    road.drive(second, until=lambda: road.figures("alpha")["unsent"] == 0)
    assert events_in_log(road.alpha.kafka) == [("a", 1)]


def test_nothing_is_marked_as_sent_while_the_broker_is_away_and_all_is_sent_in_order_after(
    road: Road, log: Log
) -> None:
    relay, consumer = road.relay(), road.consumer()
    road.publish("a", 0)
    road.drive(relay, consumer, until=lambda: road.arrived() == [("a", 0)])
    log.kill()
    for n in range(1, 30):
        road.publish("ab"[n % 2], n)
    road.drive(relay, until=lambda: relay.producer is None)  # its sends failed and it was given up
    assert road.figures("alpha")["unsent"] == 29
    log.start()
    consumer.close()
    road.drive(relay, until=lambda: relay.sent is not None)
    road.drive(relay, road.consumer(), until=lambda: len(road.arrived()) == 30)
    for subject in "ab":
        numbers = [n for s, n in road.arrived() if s == subject]
        assert numbers == sorted(numbers)


def test_an_event_waits_for_the_acknowledgement_of_the_one_before_it(road: Road) -> None:
    relay = road.relay()
    for n in range(5):
        road.publish("a", n)
    relay.step(0)
    in_flight = [rows[0] for rows in relay.queues.values()]
    assert len(in_flight) <= 1
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    assert events_in_log(road.alpha.kafka) == [("a", n) for n in range(5)]


def test_ids_of_rolled_back_transactions_hold_nothing_up(road: Road) -> None:
    relay = road.relay()
    for n in range(3):
        with road.open_transaction() as session:
            publish(session, HAPPENED, "lost", {"n": n})
            session.rollback()
    road.publish("a", 1)

    def floor_has_risen() -> bool:
        if relay.sent:
            relay.sent.looked_at = 0.0
        return bool(relay.sent and relay.sent.floor == 4)

    road.drive(relay, until=floor_has_risen)
    assert not relay.sent.gaps


def test_marks_survive_and_the_floor_is_where_it_was(road: Road) -> None:
    with psycopg.connect(plain_url(road.alpha.database_url), autocommit=True) as connection:
        sent = Sent.load(connection)
        sent.mark([3, 5])
        again = Sent.load(connection)
    assert again.above == {3, 5}
    assert again.was_sent(5)
    assert not again.was_sent(4)
