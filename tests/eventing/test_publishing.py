"""Step 1: the event is written in the transaction that changes the record."""

from threading import Thread

import pytest
from marshmallow import ValidationError
from sqlalchemy import text

from shared.eventing.envelope import parse
from shared.eventing.outbox import publish
from tests.eventing.road import HAPPENED, Road


def test_what_is_rolled_back_is_never_sent(road: Road) -> None:
    with road.open_transaction() as session:
        publish(session, HAPPENED, "a", {"n": 1})
        session.rollback()
    road.publish("b", 2)
    relay, consumer = road.relay(), road.consumer()
    road.drive(relay, consumer, until=lambda: road.figures("alpha")["unsent"] == 0 and road.arrived() != [])
    assert road.arrived() == [("b", 2)]


def test_record_and_event_are_committed_together(road: Road) -> None:
    with road.open_transaction() as session:
        session.execute(text("create table records (n int)"))
        session.execute(text("insert into records values (1)"))
        publish(session, HAPPENED, "a", {"n": 1})
        assert road.rows("alpha", "select 1 from outbox") == []
        session.commit()
    assert road.rows("alpha", "select n from records") == [(1,)]
    assert len(road.rows("alpha", "select 1 from outbox")) == 1


def test_the_sequence_counts_for_each_subject(road: Road) -> None:
    for subject in ("a", "b", "a", "a"):
        road.publish(subject, 0)
    rows = road.rows("alpha", "select subject, sequence from outbox order by id")
    assert rows == [("a", 1), ("b", 1), ("a", 2), ("a", 3)]


def test_two_transactions_on_one_subject_commit_in_the_order_of_their_sequence(road: Road) -> None:
    with road.open_transaction() as first:
        publish(first, HAPPENED, "a", {"n": 1})
        second = Thread(target=road.publish, args=("a", 2))
        second.start()
        first.commit()
        second.join()
    assert road.rows("alpha", "select sequence, data::json->>'n' from outbox order by id") == [(1, "1"), (2, "2")]


def test_an_event_that_breaks_its_contract_is_not_written(road: Road) -> None:
    with pytest.raises(ValidationError), road.sessions["alpha"].begin() as session:
        publish(session, HAPPENED, "a", {"n": "many"})
    assert road.rows("alpha", "select 1 from outbox") == []


def test_personal_fields_are_sealed_in_the_outbox_and_open_in_the_effect(road: Road) -> None:
    road.publish("a", 1, "Вера Соколова")
    ((stored,),) = road.rows("alpha", "select data from outbox")
    assert "Вера" not in stored
    relay, consumer = road.relay(), road.consumer()
    road.drive(relay, consumer, until=lambda: road.arrived() != [])
    assert road.rows("beta", "select name from effects") == [("Вера Соколова",)]


def test_headers_are_those_of_a_cloudevent(road: Road) -> None:
    from kafka import TopicPartition

    from shared.eventing.kafka import make_consumer

    road.publish("a", 1)
    relay = road.relay()
    road.drive(relay, until=lambda: road.figures("alpha")["unsent"] == 0)
    client = make_consumer(road.alpha.kafka, "reader", "reader", 5)
    client.assign([TopicPartition("opora.alpha", number) for number in range(12)])
    client.seek_to_beginning(*client.assignment())
    records: list = []
    while not records:
        records = [record for batch in client.poll(timeout_ms=100).values() for record in batch]
    client.close()
    headers = dict(records[0].headers)
    assert records[0].key == b"a"
    assert headers["ce_specversion"] == b"1.0"
    assert headers["ce_source"] == b"/alpha"
    assert headers["ce_type"] == HAPPENED.name.encode()
    assert headers["ce_subject"] == b"a"
    assert headers["ce_sequence"] == b"1"
    assert headers["ce_dataschema"] == b"urn:opora:schema:opora.alpha.thing.happened.v1"
    assert headers["content-type"] == b"application/json"
    assert headers["ce_time"].endswith(b"Z")
    assert parse(records[0].headers).correlation.hex in headers["traceparent"].decode()
