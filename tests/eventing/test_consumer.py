"""Steps 3 and 4: each event has its effect once, in order for each key, and one key in trouble holds up no other."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from shared.clock import system
from shared.eventing import deadletters
from shared.eventing.envelope import Envelope, Event, new_cause
from shared.eventing.handlers import NotYet
from shared.ids import uuid7
from tests.eventing.road import ELSEWHERE, HAPPENED, Road, Thing, write_down


def _headers(event_id: UUID | None = None, **changes: str) -> list[tuple[str, bytes]]:
    cause = new_cause()
    envelope = Envelope(
        event_id or uuid7(), HAPPENED.name, "/alpha", "k", system(), 1, cause.correlation, None, cause.traceparent
    )
    found = dict(envelope.headers()) | {name: value.encode() for name, value in changes.items()}
    return list(found.items())


def _data(n: int) -> bytes:
    return b'{"at": "2026-11-12T09:30:00Z", "by": null, "n": %d}' % n


def test_the_same_event_twice_in_the_log_has_one_effect(road: Road) -> None:
    headers = _headers(uuid4())
    for _ in range(2):
        road.produce(headers, _data(1))
    road.produce(_headers(), _data(2))
    consumer = road.consumer()
    road.drive(consumer, until=lambda: ("k", 2) in road.arrived())
    assert road.arrived() == [("k", 1), ("k", 2)]


def test_an_effect_that_fails_leaves_neither_effect_nor_inbox_row(road: Road) -> None:
    failures = iter(range(2))

    def fail_twice(session: Session, event: Event) -> None:
        write_down(session, event)
        if next(failures, None) is not None:
            raise RuntimeError

    road.react = fail_twice
    road.produce(_headers(), _data(1))
    consumer = road.consumer()
    road.drive(consumer, until=lambda: road.arrived() == [("k", 1)])
    assert road.rows("beta", "select count(*) from inbox") == [(1,)]
    assert road.figures("beta")["parked"] == 0


def test_a_new_consumer_goes_on_where_the_last_effect_was(road: Road) -> None:
    road.produce(_headers(), _data(1))
    first = road.consumer()
    road.drive(first, until=lambda: road.arrived() == [("k", 1)])
    first.close()
    road.rows("beta", "delete from inbox returning 1")  # only our place in the log is left to tell
    road.produce(_headers(), _data(2))
    road.drive(road.consumer(), until=lambda: ("k", 2) in road.arrived())
    assert road.arrived() == [("k", 1), ("k", 2)]


def test_types_that_nobody_reacts_to_are_passed_by(road: Road) -> None:
    road.publish("a", 1, event=ELSEWHERE)
    road.publish("a", 2)
    road.drive(road.relay(), road.consumer(), until=lambda: road.arrived() == [("a", 2)])
    assert road.figures("beta")["dead"] == 0


def test_a_key_waits_for_the_row_it_needs_while_others_pass_by(road: Road) -> None:
    def need(session: Session, event: Event) -> None:
        if event.data["n"] == 99:
            session.add(Thing(id="awaited"))
        elif event.envelope.subject == "waiting" and session.get(Thing, "awaited") is None:
            raise NotYet(Thing, "awaited")
        write_down(session, event)

    road.react = need
    relay, consumer = road.relay(), road.consumer()
    road.publish("waiting", 1)
    road.publish("waiting", 2)
    road.publish("other", 3)
    road.drive(relay, consumer, until=lambda: road.arrived() == [("other", 3)])
    road.drive(relay, consumer, until=lambda: road.rows("beta", "select 1 from parked_events") == [(1,), (1,)])
    assert road.figures("beta")["parked"] == 1
    road.rows("beta", "update parked_keys set next_try_at = now() + interval '1 hour' returning 1")
    road.publish("giver", 99)  # its effect writes the awaited row, and that alone releases the key
    road.drive(relay, consumer, until=lambda: len(road.arrived()) == 4)
    assert road.arrived()[2:] == [("waiting", 1), ("waiting", 2)]
    road.drive(consumer, until=lambda: road.figures("beta")["parked"] == 0)


def test_a_failing_key_is_parked_tries_again_later_and_keeps_its_order(road: Road) -> None:
    broken = {"yes"}

    def react(session: Session, event: Event) -> None:
        if broken and event.envelope.subject == "bad":
            raise ZeroDivisionError
        write_down(session, event)

    road.react = react
    relay, consumer = road.relay(), road.consumer()
    for n in range(3):
        road.publish("bad", n)
        road.publish("good", n)
    road.drive(relay, consumer, until=lambda: len(road.arrived()) == 3)
    road.drive(relay, consumer, until=lambda: len(road.rows("beta", "select 1 from parked_events")) == 3)
    road.drive(consumer, until=lambda: road.rows("beta", "select attempts from parked_keys")[0].attempts >= 2)
    ((reason, wait),) = road.rows("beta", "select reason, extract(epoch from next_try_at - now()) from parked_keys")
    assert reason == "ZeroDivisionError"
    assert wait < 3600
    broken.clear()
    road.drive(consumer, until=lambda: len(road.arrived()) == 6)
    assert [n for subject, n in road.arrived() if subject == "bad"] == [0, 1, 2]


def test_what_cannot_be_read_is_kept_as_it_came_and_holds_nobody_up(road: Road) -> None:
    letters = {
        "not_json": (_headers(), b"\xff\xfe"),
        "breaks_contract": (_headers(), b'{"n": 1}'),
        "unknown_specversion": (_headers(ce_specversion="2.0"), _data(1)),
        "bad_header": (_headers(ce_id="nonsense"), _data(1)),
        "missing_header_ce_specversion": ([], b""),
        "not_sealed": (_headers(), b'{"at": "2026-11-12T09:30:00Z", "by": null, "n": 1, "name": "plain"}'),
    }
    for headers, value in letters.values():
        road.produce(headers, value)
    road.produce(_headers(), _data(7))
    road.drive(road.consumer(), until=lambda: road.arrived() == [("k", 7)])
    kept = {row.error: bytes(row.value or b"") for row in road.rows("beta", "select error, value from dead_letters")}
    assert kept == {error: value for error, (_, value) in letters.items()}


def test_a_dead_letter_is_tried_again_when_the_operator_says_so(road: Road) -> None:
    road.produce(_headers(), b'{"n": 1}')
    consumer = road.consumer()
    road.drive(consumer, until=lambda: road.figures("beta")["dead"] == 1)
    with road.sessions["beta"].begin() as session:
        (entry,) = deadletters.listing(session)
        assert deadletters.retry(session, entry["id"], "anna")
    road.drive(consumer, until=lambda: road.rows("beta", "select state, count from dead_letters") == [("dead", 2)])
    road.rows("beta", "update dead_letters set value = :value returning 1", value=_data(5))  # as a mended reader would
    with road.sessions["beta"].begin() as session:
        deadletters.retry(session, entry["id"], "anna")
    road.drive(consumer, until=lambda: road.arrived() == [("k", 5)])
    assert road.figures("beta")["dead"] == 0
    assert road.rows("beta", "select who, action from operator_actions") == [("anna", "deadletters retry")] * 2


def test_the_first_event_of_a_parked_key_can_be_dropped(road: Road) -> None:
    def react(session: Session, event: Event) -> None:
        if event.data["n"] == 0:
            raise ZeroDivisionError
        write_down(session, event)

    road.react = react
    relay, consumer = road.relay(), road.consumer()
    for n in range(2):
        road.publish("a", n)
    road.drive(relay, consumer, until=lambda: len(road.rows("beta", "select 1 from parked_events")) == 2)
    with road.sessions["beta"].begin() as session:
        assert deadletters.drop(session, "opora.alpha/a", "anna")
    road.drive(consumer, until=lambda: road.arrived() == [("a", 1)])
    assert road.rows("beta", "select error from dead_letters") == [("dropped",)]


def test_two_workers_share_the_partitions_and_one_takes_over_from_the_other(road: Road) -> None:
    first = road.consumer()
    road.drive(first, until=lambda: len(first.partitions.held) == 12)
    second = road.consumer()
    road.drive(first, second, until=lambda: len(first.partitions.held) == len(second.partitions.held) == 6)
    assert not first.partitions.held & second.partitions.held
    relay = road.relay()
    for n in range(40):
        road.publish(f"s{n}", n)
    road.drive(relay, first, second, until=lambda: len(road.arrived()) == 40)
    first.connection.invalidate()  # its database connection breaks, as when its process is killed
    road.drive(second, until=lambda: len(second.partitions.held) == 12)
    for n in range(40, 60):
        road.publish(f"s{n}", n)
    road.drive(relay, second, until=lambda: len(road.arrived()) == 60)
    assert len(set(road.arrived())) == 60


def test_a_key_that_is_not_known_yet_parks_the_event_and_a_destroyed_one_opens_as_nothing(road: Road) -> None:
    from dataclasses import replace

    road.publish("a", 1, "Вера")
    relay, consumer = road.relay(), road.consumer()
    ring = consumer.effects.keyrings["contacts"]
    consumer.effects.keyrings = {"contacts": replace(ring, keys={})}
    road.drive(relay, consumer, until=lambda: road.figures("beta")["parked"] == 1)
    assert road.rows("beta", "select reason from parked_keys") == [("key_missing",)]
    consumer.effects.keyrings = {"contacts": replace(ring, keys={ring.current: None})}
    road.drive(consumer, until=lambda: road.rows("beta", "select name from effects") == [(None,)])


def test_a_service_outside_the_audience_gets_the_event_without_the_sealed_field(road: Road) -> None:
    road.publish("a", 1, "Вера")
    relay, consumer = road.relay(), road.consumer()
    consumer.effects.keyrings = {}
    road.drive(relay, consumer, until=lambda: road.rows("beta", "select name from effects") == [(None,)])
