"""Step 5: a log that was lost or replaced loses nothing, repeats no effect, and keeps the order of each subject."""

import pytest
from kafka import TopicPartition

from shared import clock
from shared.eventing import inbox
from shared.eventing.effects import LogReplaced
from shared.eventing.envelope import LOG_HEADER, Envelope, log_mark
from shared.eventing.handlers import Handlers
from shared.eventing.kafka import log_identities
from shared.eventing.replay import publish_state, resend_retained
from shared.eventing.sent import Sent
from shared.ids import uuid7
from shared.service import Service
from tests.eventing.road import HAPPENED, Road, events_in_log, plain_url, psycopg, records_in_log
from tests.support.brokers import Log


def test_a_broker_emptied_with_events_on_the_road_loses_and_repeats_nothing(road: Road, log: Log) -> None:
    relay, consumer = road.relay(), road.consumer()
    for n in range(20):
        road.publish("abcd"[n % 4], n)
    road.drive(relay, consumer, until=lambda: len(road.arrived()) == 20)
    consumer.close()
    for n in range(20, 40):
        road.publish("abcd"[n % 4], n)
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)  # acknowledged, and not yet consumed
    log.kill()
    log.wipe()
    log.start()
    for n in range(40, 60):
        road.publish("abcd"[n % 4], n)
    road.drive(relay, until=lambda: relay.sent is not None)
    road.drive(relay, road.consumer(), until=lambda: len(road.arrived()) == 60)
    assert len(set(road.arrived())) == 60
    for subject in "abcd":
        numbers = [n for s, n in road.arrived() if s == subject]
        assert numbers == sorted(numbers)


def test_in_a_new_log_the_older_events_of_a_subject_come_before_its_new_one(road: Road, log: Log) -> None:
    relay = road.relay()
    for n in range(3):
        road.publish("a", n)
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    relay.close()
    log.kill()
    log.wipe()
    log.start()
    road.publish("a", 3)
    second = road.relay()
    road.drive(second, until=lambda: road.figures("alpha")["unsent"] == 0 and second.idle)
    firsts = list(dict.fromkeys(events_in_log(road.alpha.kafka)))
    assert firsts == [("a", n) for n in range(4)]


def test_every_event_names_the_log_that_its_relay_knew(road: Road) -> None:
    road.publish("a", 1)
    relay = road.relay()
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    identity = log_identities(road.alpha.kafka, ["opora.alpha"])["opora.alpha"]
    assert relay.log_header == (LOG_HEADER, log_mark(identity))
    assert [dict(record.headers)[LOG_HEADER] for record in records_in_log(road.alpha.kafka)] == [log_mark(identity)]


def test_the_same_log_is_not_sent_again(road: Road) -> None:
    relay = road.relay()
    road.publish("a", 1)
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    relay.close()
    second = road.relay()
    road.publish("b", 2)
    road.drive(second, until=lambda: road.figures("alpha")["unsent"] == 0 and second.idle)
    assert sorted(events_in_log(road.alpha.kafka)) == [("a", 1), ("b", 2)]


def test_replay_sends_what_is_retained_again_to_a_relay_at_work(road: Road) -> None:
    relay = road.relay()
    road.publish("a", 1)
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    with road.sessions["alpha"].begin() as session:
        resend_retained(session)
    assert road.figures("alpha")["to_resend"] == 1
    road.drive(relay, until=lambda: events_in_log(road.alpha.kafka) == [("a", 1), ("a", 1)])
    road.drive(relay, until=lambda: road.figures("alpha")["to_resend"] == 0)


def test_a_snapshot_fills_replicas_and_sets_off_no_reaction(road: Road) -> None:
    seen: list[str] = []
    road.services["beta"] = Service(
        "beta",
        Handlers(
            {HAPPENED: [lambda session, event: seen.append("replica")]},
            {HAPPENED: [lambda session, event: seen.append("reaction")]},
        ),
    )
    relay, consumer = road.relay(), road.consumer()
    with road.sessions["alpha"].begin() as session:
        assert publish_state(session, [(HAPPENED, "a", {"n": 1})]) == 1
    road.drive(relay, consumer, until=lambda: seen != [])
    road.publish("a", 2)
    road.drive(relay, consumer, until=lambda: len(seen) > 1)
    road.drive(consumer, until=lambda: seen == ["replica", "replica", "reaction"])


def test_what_a_stale_relay_wrote_to_a_new_log_has_no_effect_until_it_is_sent_in_order(road: Road, log: Log) -> None:
    relay = road.relay()
    road.publish("a", 0)
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    log.kill()
    log.wipe()
    log.start()
    road.publish("a", 1)
    road.produce(_headers_of_a_stale_relay("a log that is gone"), DATA, key=b"a")
    consumer = road.consumer()
    road.drive(consumer, until=lambda: bool(consumer.offsets))
    assert road.arrived() == []
    road.drive(relay, consumer, until=lambda: road.arrived() == [("a", 0), ("a", 1)])


def test_a_stale_consumer_takes_nothing_of_a_new_log_from_a_relay_as_stale_as_itself(road: Road, log: Log) -> None:
    consumer = road.consumer()
    road.drive(consumer, until=lambda: len(consumer.partitions.held) == 12)
    known = log_identities(road.alpha.kafka, ["opora.alpha"])["opora.alpha"]
    log.kill()
    log.wipe()
    log.start()
    road.produce(_headers_of_a_stale_relay(known), DATA, key=b"a")
    with pytest.raises(LogReplaced):
        road.drive(consumer, until=lambda: False)
    assert road.arrived() == []


DATA = b'{"at": "2026-11-12T09:30:00Z", "by": null, "n": 1}'


def _headers_of_a_stale_relay(log_identity: str) -> list[tuple[str, bytes]]:
    now = clock.system()
    envelope = Envelope(uuid7(), HAPPENED.name, "/alpha", "a", now, 2, uuid7(), None, "00-0-0-01")
    return [*envelope.headers(), (LOG_HEADER, log_mark(log_identity))]


def test_a_log_that_ends_before_our_place_is_read_from_its_start(road: Road) -> None:
    with road.sessions["beta"].begin() as session:
        inbox.meet_logs(session, log_identities(road.alpha.kafka, ["opora.alpha"]))
        inbox.save_offsets(session, {TopicPartition("opora.alpha", number): 1000 for number in range(12)})
    road.publish("a", 1)
    relay, consumer = road.relay(), road.consumer()

    def arrived() -> bool:
        consumer.shown_at = float("-inf")
        return road.arrived() == [("a", 1)]

    road.drive(relay, consumer, until=arrived)


def test_the_next_relay_goes_on_sending_again_where_the_last_one_was(road: Road) -> None:
    for n in range(3):
        road.publish("a", n)
    with psycopg.connect(plain_url(road.alpha.database_url), autocommit=True) as connection:
        sent = Sent.load(connection)
        sent.start_again()
        sent.resent(2)
        again = Sent.load(connection)
        assert (again.resend_cursor, again.resend_until) == (2, 3)
        assert [row[0] for row in again.older(10)] == [3]
