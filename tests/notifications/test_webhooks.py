"""Agencies' own systems are told, through real HTTP servers, and verify it with the package `standardwebhooks`."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from standardwebhooks.webhooks import WebhookVerificationError

from services.notifications import hold
from services.notifications.webhooks import attempts, delivery, figures, requests, rules
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from services.notifications.webhooks.table import TABLE
from shared import clock
from shared.contracts import cases, referrals
from tests.notifications.receiver import Receiver
from tests.notifications.story import Story
from tests.support.bench import Answer, Bench, Person
from tests.support.server import Server
from tests.support.waiting import until

WEBHOOKS = "/notifications/api/v1/webhooks"
LOOPBACK = {"OPORA_DEMO": "1", "WEBHOOK_NETWORKS": "127.0.0.0/8"}


class Agencies:
    """The story, with administrators who register the receiver."""

    def __init__(self, bench: Bench) -> None:
        self.story = Story(bench)
        self.bench = bench
        self.ngo = self.story.cast["ngo_administrator"]
        self.school = self.story.arrives("organisation_administrator", organisation="school")
        self.guardianship = self.story.arrives("organisation_administrator", organisation="guardianship")

    def registers(self, receiver: Receiver, *events: str, by: Person | None = None, url: str = "") -> Answer:
        answer = (by or self.ngo).api.post(WEBHOOKS, {"url": url or receiver.url, "events": list(events)})
        assert answer.status == 201, answer.text
        return answer

    def does(self, webhook: Answer, what: str, body: Any = None) -> Answer:
        return self.ngo.api.post(f"{WEBHOOKS}/{webhook.json['id']}/{what}", body or {})

    def state(self, webhook: Answer) -> Any:
        return self.ngo.api.get(f"{WEBHOOKS}/{webhook.json['id']}").json

    def deliveries(self, webhook: Answer) -> list[Any]:
        items: list[Any] = self.ngo.api.get(f"{WEBHOOKS}/{webhook.json['id']}/deliveries").json["items"]
        return items

    def sends(self, times: int = 1) -> int:
        """So many tries; how many were due."""
        return sum(attempts.send_next(self.bench.sessions, self.bench.settings) for _ in range(times))

    def sets(self, table: type, **values: Any) -> None:
        with self.bench.sessions.begin() as session:
            session.execute(update(table).values(values))

    def becomes_due(self) -> None:
        self.sets(WebhookDelivery, next_try_at=clock.system())
        self.sets(Webhook, rests_until=clock.system())


@pytest.fixture(scope="module")
def shared_agencies(server: Server) -> Iterator[Agencies]:
    with Bench.of(server, "notifications", **LOOPBACK) as bench:
        yield Agencies(bench)


@pytest.fixture
def agencies(shared_agencies: Agencies) -> Iterator[Agencies]:
    """With no webhooks of other tests."""
    yield shared_agencies
    with shared_agencies.bench.sessions.begin() as session:
        session.execute(text("delete from webhooks"))
        session.execute(text("update mail_hold set until = '-infinity'"))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().open() as receiver:
        yield receiver


@contextmanager
def senders(bench: Bench) -> Iterator[None]:
    """The worker's loops."""
    stop = threading.Event()
    arguments = (bench.sessions, bench.settings, stop)
    threads = [threading.Thread(target=loop, args=arguments) for loop in delivery.SENDERS]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=30)
        assert not any(thread.is_alive() for thread in threads)


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


# --- when it is not taken ---------------------------------------------------------------------------------------------


def test_what_was_not_taken_is_tried_again_under_the_same_id(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    receiver.will_answer(503, Retry_After="600")
    began = clock.system()
    agencies.sends()
    (waiting,) = agencies.deliveries(webhook)
    assert (waiting["state"], waiting["answer"], waiting["error"]) == ("pending", 503, "refused")
    with agencies.bench.session() as session:
        assert session.scalars(select(WebhookDelivery.next_try_at)).one() >= began + timedelta(minutes=10)
    assert agencies.sends() == 0
    agencies.becomes_due()
    agencies.sends()
    assert receiver.messages[0].id == receiver.messages[1].id
    assert agencies.deliveries(webhook)[0]["attempts"] == 2
    assert agencies.state(webhook)["failing_since"] is None


def test_a_message_that_is_refused_holds_up_no_other(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver)
    receiver.will_answer(400)
    agencies.story.happens(cases.CASE_OPENED)
    agencies.story.happens(cases.CASE_CLOSED)
    assert agencies.sends(3) == 2


def test_after_the_tenth_try_a_message_is_given_up_and_can_be_sent_again(
    agencies: Agencies, receiver: Receiver
) -> None:
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    agencies.sets(WebhookDelivery, attempts=9)
    receiver.will_answer(500)
    agencies.sends()
    (failed,) = agencies.deliveries(webhook)
    assert (failed["state"], failed["attempts"], failed["next_try_at"]) == ("failed", 10, None)
    agencies.does(webhook, f"deliveries/{failed['id']}/resend")
    agencies.sends()
    assert agencies.deliveries(webhook)[0]["state"] == "sent"


def test_a_redirect_is_not_followed(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    receiver.will_answer(307, Location=f"http://127.0.0.1:{receiver.port}/elsewhere")
    agencies.does(webhook, "test")
    agencies.sends()
    assert [message.path for message in receiver.messages] == ["/opora?of=tests"]
    assert agencies.deliveries(webhook)[0]["error"] == "redirect"


def test_gone_disables_at_once_and_the_administrators_are_told(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    agencies.story.happens(cases.CASE_CLOSED)
    receiver.will_answer(410)
    assert agencies.sends(3) == 1
    state = agencies.state(webhook)
    assert (state["state"], state["disabled_for"]) == ("disabled", "gone")
    assert {one["state"] for one in agencies.deliveries(webhook)} == {"cancelled"}
    newest = agencies.story.inbox("ngo_administrator")[0]
    assert (newest["type"], newest["link"].endswith(webhook.json["id"])) == ("webhook_disabled", True)
    assert "127.0.0.1" not in newest["text"]
    agencies.story.happens(cases.CASE_REOPENED)
    assert len(agencies.deliveries(webhook)) == 2
    assert agencies.does(webhook, "pause").status == 409
    agencies.does(webhook, "resume")
    agencies.does(webhook, f"deliveries/{agencies.deliveries(webhook)[0]['id']}/resend")
    assert agencies.sends() == 1


def test_days_without_success_disable_and_one_success_begins_afresh(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.does(webhook, "test")
    agencies.sets(Webhook, failing_since=clock.system() - timedelta(days=6), failures=3)
    agencies.sends()
    assert agencies.state(webhook)["failing_since"] is None
    agencies.does(webhook, "test")
    agencies.sets(Webhook, failing_since=clock.system() - timedelta(days=6))
    receiver.will_answer(500)
    agencies.sends()
    assert agencies.state(webhook)["disabled_for"] == "failing"


def test_a_slow_and_a_dead_system_delay_nobody_else(agencies: Agencies, receiver: Receiver) -> None:
    well = agencies.registers(receiver, by=agencies.guardianship)
    with Receiver(silent=True).open() as silent:
        for _ in range(5):
            agencies.registers(silent)
        agencies.registers(Receiver())
        with senders(agencies.bench):
            events = [str(agencies.story.happens(cases.CASE_CLOSED)) for _ in range(5)]
            until(lambda: set(receiver.ids()) == set(events), timeout=rules.TIMEOUT_S / 2)
            until(lambda: len(silent.messages) >= 5)
            silent.closes.set()
    assert well.status == 201


def test_an_answer_that_comes_letter_by_letter_is_none(agencies: Agencies, receiver: Receiver) -> None:
    receiver.drips = True
    outcome = requests.post(receiver.url, b"{}", {}, agencies.bench.settings, within=0.3)
    assert outcome == requests.Outcome(None, "timeout")


def test_two_senders_never_try_one_endpoint_at_once(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    agencies.story.happens(cases.CASE_CLOSED)

    def meanwhile(*arguments: Any) -> requests.Outcome:
        assert not attempts.send_next(agencies.bench.sessions, agencies.bench.settings)
        return requests.post(*arguments)

    assert attempts.send_next(agencies.bench.sessions, agencies.bench.settings, post=meanwhile)
    assert agencies.sends() == 1


def test_what_a_sender_that_died_had_in_hand_is_sent_by_another(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver)
    event = agencies.story.happens(cases.CASE_OPENED)

    def dies(*arguments: Any) -> requests.Outcome:
        requests.post(*arguments)
        raise SystemExit

    with pytest.raises(SystemExit):
        attempts.send_next(agencies.bench.sessions, agencies.bench.settings, post=dies)
    assert agencies.sends() == 0
    agencies.sets(Webhook, busy_until=clock.system())
    assert agencies.sends() == 1
    assert receiver.ids() == [str(event)] * 2


# --- where it goes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"])
def test_no_connection_goes_inside_however_it_is_named(agencies: Agencies, receiver: Receiver, host: str) -> None:
    """Whatever a name meant when it was written down: it is looked up at each try."""
    outside = replace(agencies.bench.settings, webhook_networks=())
    url = f"http://{host}:{receiver.port}/"
    assert requests.post(url, b"{}", {}, outside) == requests.Outcome(None, "not_public")
    assert receiver.messages == []


def test_plain_http_is_for_demos_alone(agencies: Agencies, receiver: Receiver) -> None:
    real = replace(agencies.bench.settings, demo=False)
    assert requests.post(receiver.url, b"{}", {}, real).error == "not_https"
    assert receiver.messages == []


# --- what the platform's operator sees --------------------------------------------------------------------------------


def test_operators_see_how_many_fail(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.registers(receiver, "case.opened")
    agencies.does(webhook, "test")
    receiver.will_answer(500)
    agencies.sends()
    with agencies.bench.session() as session:
        assert (figures.failing(session), figures.disabled(session)) == (1, 0)
    page = agencies.bench.app.test_client().get("/notifications/metrics").text
    assert 'opora_failing_webhooks{service="notifications"} 1.0' in page


def test_a_restored_copy_tells_no_system_before_an_administrator_decides(
    agencies: Agencies, receiver: Receiver
) -> None:
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    with agencies.bench.sessions.begin() as session:
        hold.begin(session)
    agencies.story.happens(cases.CASE_CLOSED)
    assert agencies.sends() == 0
    assert {one["state"] for one in agencies.deliveries(webhook)} == {"held"}
    with agencies.bench.sessions.begin() as session:
        assert ("webhook case.opened", 1) in hold.by_type(session)
        hold.release(session)
    assert agencies.sends(3) == 2


def test_deliveries_of_long_ago_are_forgotten(agencies: Agencies, receiver: Receiver) -> None:
    webhook = agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    agencies.sets(WebhookDelivery, made_at=clock.system() - rules.KEPT_FOR - timedelta(seconds=1))
    agencies.story.happens(cases.CASE_CLOSED)
    with agencies.bench.sessions.begin() as session:
        assert delivery.forget(session) == 1
    assert [one["type"] for one in agencies.deliveries(webhook)] == ["case.closed"]


def test_the_documented_bytes_do_not_depend_on_when_they_are_read(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    with agencies.bench.session() as session:
        row = session.scalars(select(WebhookDelivery)).one()
        assert json.loads(attempts.body_of(row))["timestamp"].endswith("Z")
        assert UUID(row.data["case"]) == agencies.story.records["CASE"]
