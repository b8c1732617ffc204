"""Agencies' own systems are told, through real HTTP servers, and verify it with the package `standardwebhooks`."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from standardwebhooks.webhooks import WebhookVerificationError

from services.notifications.webhooks import attempts, requests, rules
from services.notifications.webhooks.model import Webhook
from services.notifications.webhooks.table import TABLE
from shared import clock
from shared.contracts import cases, referrals
from tests.notifications.agencies import LOOPBACK, WEBHOOKS, Agencies, senders
from tests.notifications.receiver import Receiver
from tests.support.bench import Bench
from tests.support.waiting import until

# --- what comes -------------------------------------------------------------------------------------------------------


def test_a_message_is_signed_and_says_what_the_table_says_and_nothing_else(
    agencies: Agencies, receiver: Receiver
) -> None:
    webhook = agencies.registers(receiver, "referral.accepted")
    event = agencies.story.happens(referrals.REFERRAL_ACCEPTED)
    agencies.story.happens(referrals.REFERRAL_ANSWERED)
    with senders(agencies.bench):
        until(lambda: [one["state"] for one in agencies.deliveries(webhook)] == ["sent"])
    (message,) = receiver.messages
    said = message.verified_by(webhook.json["secret"])
    assert (message.id, message.path) == (str(event), "/opora?of=tests")
    assert (said.keys(), said["type"]) == ({"type", "timestamp", "data"}, "referral.accepted")
    assert said["data"] == {
        "referral": str(agencies.story.records["REFERRAL"]),
        "reference": "482-109-379",
        "status": "accepted",
        "urgency": "urgent",
        "from_organisation": str(agencies.story.organisations["guardianship"]),
        "to_organisation": str(agencies.story.organisations["ngo"]),
        "submitted_at": "2026-11-12T09:30:00Z",
    }
    with pytest.raises(WebhookVerificationError):
        message.verified_by("whsec_" + "A" * 43 + "=")


def test_every_event_reaches_those_whom_the_table_names_and_no_other(agencies: Agencies, receiver: Receiver) -> None:
    for person in (agencies.ngo, agencies.school, agencies.guardianship):
        agencies.registers(receiver, by=person, url=f"http://127.0.0.1:{receiver.port}/{person.organisation}")
    happened = {str(agencies.story.happens(event)): event for event in TABLE}
    while agencies.sends():
        pass
    told = {(message.path[1:], message.id) for message in receiver.messages}
    sides = {
        (str(agencies.story.example(event)[row.side.field]), id)
        for id, event in happened.items()
        for row in TABLE[event]
    }
    assert told == sides
    assert len(receiver.messages) == len(told)
    assert not any("Соколова" in message.body.decode() for message in receiver.messages)


def test_the_sender_of_a_case_knows_it_by_their_referral(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver, "case.closed", by=agencies.guardianship)
    agencies.story.happens(referrals.REFERRAL_ACCEPTED)
    agencies.story.happens(cases.CASE_CLOSED)
    assert agencies.sends(2) == 1
    data = receiver.messages[0].said["data"]
    assert data["referral_reference"] == "482-109-379"
    assert not {"case", "reference"} & data.keys()


def test_news_of_a_replay_and_of_an_organisation_that_is_closed_go_nowhere(
    bench: Callable[..., Bench], receiver: Receiver
) -> None:
    agencies = Agencies(bench("notifications", **LOOPBACK))
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED, snapshot=True)
    assert agencies.deliveries(webhook) == []
    agencies.story.happens(cases.CASE_OPENED)
    agencies.story.closes("ngo")
    agencies.story.happens(cases.CASE_CLOSED)
    assert agencies.sends() == 0


def test_what_was_carried_over_from_the_time_before_is_no_news(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    for event in (referrals.REFERRAL_SUBMITTED, referrals.REFERRAL_ACCEPTED, cases.CASE_OPENED):
        agencies.story.happens(event, carried_over=3)
    assert agencies.deliveries(webhook) == []


# --- the secret -------------------------------------------------------------------------------------------------------


def test_the_secret_is_shown_once_and_rests_sealed(agencies: Agencies, receiver: Receiver) -> None:
    body = {"url": receiver.url}
    first = agencies.ngo.api.post(WEBHOOKS, body, key="один-раз".encode().hex())
    again = agencies.ngo.api.post(WEBHOOKS, body, key="один-раз".encode().hex())
    assert (again.json, again.headers["Idempotent-Replayed"]) == (first.json, "true")
    secret = first.json["secret"]
    assert secret.startswith("whsec_")
    shown = [agencies.ngo.api.get(WEBHOOKS), agencies.ngo.api.get(f"{WEBHOOKS}/{first.json['id']}")]
    with agencies.bench.session() as session:
        tables = ("webhooks", "webhook_deliveries", "idempotency_keys", "outbox")
        stored = [str(session.execute(text(f"select {table}::text from {table}")).all()) for table in tables]
    assert not any(secret.removeprefix("whsec_") in said for said in [*stored, *(answer.text for answer in shown)])


def test_a_rotated_secret_and_the_one_before_sign_together_for_a_while(agencies: Agencies, receiver: Receiver) -> None:
    first = agencies.registers(receiver)
    second = agencies.does(first, "rotate", {"overlap_hours": 1})
    assert second.json["secret"] != first.json["secret"]
    agencies.does(first, "test")
    agencies.sends()
    (message,) = receiver.messages
    assert len(message.headers["webhook-signature"].split()) == 2
    assert message.verified_by(first.json["secret"]) == message.verified_by(second.json["secret"])
    agencies.sets(Webhook, previous_until=clock.system())
    agencies.does(first, "test")
    agencies.sends()
    assert receiver.messages[1].verified_by(second.json["secret"])
    with pytest.raises(WebhookVerificationError):
        receiver.messages[1].verified_by(first.json["secret"])


def test_a_secret_that_somebody_else_has_learned_stops_signing_at_once(agencies: Agencies, receiver: Receiver) -> None:
    first = agencies.registers(receiver)
    assert agencies.does(first, "rotate", {"overlap_hours": 0}).json["previous_secret_until"] is None
    agencies.does(first, "test")
    agencies.sends()
    with pytest.raises(WebhookVerificationError):
        receiver.messages[0].verified_by(first.json["secret"])


# --- what the administrator does --------------------------------------------------------------------------------------


def test_a_paused_webhook_gets_what_happened_when_it_goes_on(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    assert agencies.does(webhook, "pause").json["state"] == "paused"
    event = agencies.story.happens(cases.CASE_OPENED)
    assert agencies.sends() == 0
    assert agencies.does(webhook, "test").status == 409
    assert agencies.does(webhook, "resume").json["state"] == "active"
    assert agencies.sends() == 1
    assert receiver.ids() == [str(event)]


def test_a_message_is_sent_again_under_its_id_with_the_same_bytes(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    agencies.sends()
    (sent,) = agencies.deliveries(webhook)
    assert (sent["state"], sent["answer"], sent["attempts"]) == ("sent", 204, 1)
    assert agencies.does(webhook, f"deliveries/{sent['id']}/resend").json["state"] == "pending"
    agencies.sends()
    first, second = receiver.messages
    assert (first.id, first.body) == (second.id, second.body)


def test_a_deleted_webhook_gets_nothing_more(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.does(webhook, "test")
    assert agencies.ngo.api.delete(f"{WEBHOOKS}/{webhook.json['id']}").status == 204
    agencies.story.happens(cases.CASE_OPENED)
    assert agencies.sends() == 0
    assert agencies.ngo.api.get(WEBHOOKS).json["items"] == []


def test_one_that_is_deleted_while_a_message_is_on_its_way_is_missed_by_nobody(
    agencies: Agencies, receiver: Receiver
) -> None:
    webhook = agencies.registers(receiver)
    agencies.does(webhook, "test")

    def deleted_meanwhile(*arguments: Any) -> requests.Outcome:
        assert agencies.ngo.api.delete(f"{WEBHOOKS}/{webhook.json['id']}").status == 204
        return requests.post(*arguments)

    assert attempts.send_next(agencies.bench.sessions, agencies.bench.settings, post=deleted_meanwhile)
    assert len(receiver.messages) == 1


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"url": ["required"]}),
        ({"url": 17}, {"url": ["type"]}),
        ({"url": "ngo.example"}, {"url": ["invalid"]}),
        ({"url": "http://10.0.0.1/"}, {"url": ["not_public"]}),
        ({"url": "https://ngo.example/" + "ы" * 10_000}, {"url": ["too_long"]}),
        ({"url": "https://ngo.example/", "events": ["concern.raised"]}, {"events.0": ["unknown_code"]}),
        ({"url": "https://ngo.example/", "secret": "whsec_AAAA"}, {"secret": ["unknown_field"]}),
        ({"url": "https://ngo.example/\r\nHost: внутри"}, {"url": ["control_character"]}),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(agencies: Agencies, body: Any, errors: Any) -> None:
    answer = agencies.ngo.api.post(WEBHOOKS, body)
    assert (answer.status, answer.json["errors"]) == (422, errors)


def test_an_organisation_has_ten_webhooks_at_most_and_nobody_elses(agencies: Agencies, receiver: Receiver) -> None:
    for _ in range(rules.MOST_OF_ONE):
        webhook = agencies.registers(receiver)
    assert agencies.ngo.api.post(WEBHOOKS, {"url": receiver.url}).status == 409
    one = f"{WEBHOOKS}/{webhook.json['id']}"
    assert agencies.school.api.get(WEBHOOKS).json["items"] == []
    assert {agencies.school.api.get(one).status, agencies.school.api.delete(one).status} == {404}
    assert agencies.school.api.post(f"{one}/rotate", {}).status == 404
