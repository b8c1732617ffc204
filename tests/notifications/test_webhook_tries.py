"""What becomes of messages that are not taken, where they go, and what operators see of it."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.notifications import hold
from services.notifications.webhooks import attempts, figures, requests, rules, timers
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from shared import clock
from shared.contracts import cases
from tests.notifications.agencies import Agencies, senders
from tests.notifications.receiver import Receiver
from tests.support.waiting import until

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
        assert timers.forget(session) == 1
    assert [one["type"] for one in agencies.deliveries(webhook)] == ["case.closed"]


def test_the_documented_bytes_do_not_depend_on_when_they_are_read(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver)
    agencies.story.happens(cases.CASE_OPENED)
    with agencies.bench.session() as session:
        row = session.scalars(select(WebhookDelivery)).one()
        assert json.loads(attempts.body_of(row))["timestamp"].endswith("Z")
        assert UUID(row.data["case"]) == agencies.story.records["CASE"]
