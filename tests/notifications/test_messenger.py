"""The messenger: through a real HTTP server, to those alone who asked for it."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from services.notifications import attempts, messenger
from services.notifications.channels import MESSAGES
from services.notifications.model import Delivery, MessengerCode, Notification
from services.notifications.signing import signed, signed_at
from shared import clock
from shared.config import Settings, WrongSetting
from shared.contracts import cases, referrals
from shared.contracts.notifications import DELIVERY_FAILED, DELIVERY_SENT
from shared.sending import Away
from tests.notifications.gateway import SECRET, Gateway, tells
from tests.notifications.office import senders
from tests.notifications.story import Story
from tests.support.bench import Answer, Bench
from tests.support.waiting import until

MESSENGER = "/notifications/api/v1/messenger"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway().open() as gateway:
        yield gateway


@pytest.fixture
def story(bench: Callable[..., Bench], gateway: Gateway) -> Story:
    return Story(bench("notifications", OPORA_ADDRESS="https://opora.example", **gateway.settings))


def code_of(story: Story, name: str) -> str:
    answer = story.cast[name].api.post(f"{MESSENGER}/codes")
    assert answer.status == 201
    return str(answer.json["code"])


def links(story: Story, name: str, recipient: str) -> Answer:
    return tells(story.bench, "links", {"code": code_of(story, name), "recipient": recipient})


def message_of(story: Story, name: str) -> Delivery | None:
    with story.bench.session() as session:
        found = select(Delivery).join(Notification, Notification.id == Delivery.notification)
        return session.scalar(found.where(Notification.person == story.id(name), Delivery.channel == "messenger"))


def send(story: Story, timeout: float = 5) -> bool:
    """One try."""
    line = messenger.Gateway(story.bench.settings, timeout)
    try:
        return attempts.send_next(MESSAGES, story.bench.sessions, story.bench.settings, line)
    finally:
        line.close()


# --- who is addressed -------------------------------------------------------------------------------------------------


def test_who_linked_a_messenger_is_told_there_and_nobody_else_is(story: Story, gateway: Gateway) -> None:
    assert links(story, "coordinator", "чат 17").json == {"linked": True}
    story.happens(referrals.REFERRAL_ANSWER_NEAR)
    with senders(story.bench):
        until(lambda: gateway.taken)
    (message,) = gateway.taken
    assert (message["to"], message["language"]) == ("чат 17", "ru")
    assert message["text"].startswith("Направление ждёт ответа, № 482-109-379\n\n")
    assert message["link"] == f"https://opora.example/referrals/{story.records['REFERRAL']}"
    assert message_of(story, "second_coordinator") is None
    assert {data["channel"] for data in story.bench.published(DELIVERY_SENT)} >= {"in_app", "messenger"}


def test_a_code_links_once_within_its_time_and_only_the_last_one(story: Story) -> None:
    first, second = code_of(story, "worker"), code_of(story, "worker")
    assert tells(story.bench, "links", {"code": first, "recipient": "a"}).json["errors"] == {"code": ["not_found"]}
    assert tells(story.bench, "links", {"code": second.replace(" ", "-"), "recipient": "a"}).status == 200
    assert tells(story.bench, "links", {"code": second, "recipient": "b"}).status == 422
    third = code_of(story, "worker")
    with story.bench.session() as session:
        session.execute(update(MessengerCode).values(expires_at=clock.system() - timedelta(seconds=1)))
    assert tells(story.bench, "links", {"code": third, "recipient": "c"}).status == 422
    assert tells(story.bench, "links", {"code": "Ъ" * 40, "recipient": "c"}).status == 422


def test_a_code_rests_nowhere_in_clear(story: Story) -> None:
    asking = story.cast["worker"].api
    first, again = (asking.post(f"{MESSENGER}/codes", key="once").json["code"] for _ in range(2))
    assert first == again
    with story.bench.session() as session:
        tables = ("messenger_codes", "idempotency_keys")
        stored = [str(session.execute(text(f"select {table}::text from {table}")).all()) for table in tables]
    assert not [said for said in stored if first in said or first.replace(" ", "") in said]


def test_a_recipient_is_the_last_ones_who_linked_it(story: Story) -> None:
    links(story, "worker", "чат")
    links(story, "coordinator", "чат")
    linked = [story.cast[name].api.get(MESSENGER).json["linked"] for name in ("worker", "coordinator")]
    assert linked == [False, True]


def test_a_link_ends_from_either_side(story: Story) -> None:
    links(story, "worker", "чат")
    assert story.cast["worker"].api.get(MESSENGER).json["linked_at"]
    assert story.cast["worker"].api.delete(MESSENGER).json == {"available": True, "linked": False, "linked_at": None}
    links(story, "worker", "чат")
    for _ in range(2):
        assert tells(story.bench, "links/end", {"recipient": "чат"}).json == {"linked": False}
    story.happens(cases.DEADLINE_NEAR)
    assert message_of(story, "worker") is None


def test_who_unlinks_before_it_was_sent_is_not_addressed(story: Story, gateway: Gateway) -> None:
    links(story, "worker", "чат")
    story.happens(cases.DEADLINE_NEAR)
    story.cast["worker"].api.delete(MESSENGER)
    assert send(story)
    delivery = message_of(story, "worker")
    assert delivery
    assert (delivery.state, delivery.error, gateway.asked) == ("failed", "unlinked", [])


def test_only_the_gateway_may_tell_who_sent_a_code(story: Story) -> None:
    code, now = code_of(story, "worker"), int(time.time())
    body = {"code": code, "recipient": "чат"}
    assert story.bench.nobody.post(f"{MESSENGER}/links", body).status == 401
    assert story.cast["worker"].api.post(f"{MESSENGER}/links", body).status == 401
    assert tells(story.bench, "links", body, secret="x" * 40).status == 401
    assert tells(story.bench, "links", body, at=now - 301).status == 401
    assert tells(story.bench, "links", body, at=now + 360).status == 401
    assert tells(story.bench, "links", body, at=10**400).status == 401
    assert not story.cast["worker"].api.get(MESSENGER).json["linked"]


def test_without_a_messenger_there_is_no_code_and_no_way_in(long_story: Story) -> None:
    api = long_story.cast["worker"].api
    assert api.get(MESSENGER).json == {"available": False, "linked": False, "linked_at": None}
    assert api.post(f"{MESSENGER}/codes").status == 409
    assert tells(long_story.bench, "links", {"code": "1", "recipient": "1"}, secret="").status == 401


def test_a_type_can_be_switched_off_there_and_still_be_mailed(story: Story) -> None:
    links(story, "worker", "чат")
    types = [{"type": "deadline_near", "channels": {"email": True, "messenger": False}}]
    story.cast["worker"].api.put("/notifications/api/v1/preferences", {"types": types}, if_match='"0"')
    story.happens(cases.DEADLINE_NEAR)
    assert message_of(story, "worker") is None
    assert story.bench.counts()["deliveries"] == 1


# --- what becomes of it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "state", "error"),
    [
        (410, "failed", "gone"),
        (422, "failed", "http_422"),
        (302, "failed", "http_302"),
        (429, "pending", "http_429"),
    ],
)
def test_an_answer_about_one_recipient_is_theirs_alone(
    story: Story, gateway: Gateway, status: int, state: str, error: str
) -> None:
    links(story, "worker", "чат")
    gateway.answers["чат"] = [status]
    story.happens(cases.DEADLINE_NEAR)
    assert send(story)
    delivery = message_of(story, "worker")
    assert delivery
    assert (delivery.state, delivery.error) == (state, error)
    assert [data["given_up"] for data in story.bench.published(DELIVERY_FAILED)] == [state == "failed"]
    assert story.cast["worker"].api.get(MESSENGER).json["linked"] == (status != 410), "who wants no more is let go"


def test_a_message_is_tried_again_under_the_same_id_and_given_up_after_a_day(story: Story, gateway: Gateway) -> None:
    links(story, "worker", "чат")
    gateway.answers["чат"] = [503, 401]
    story.happens(cases.DEADLINE_NEAR)
    for back in (timedelta(), timedelta(days=1)):
        with story.bench.session() as session:
            values = {"next_try_at": clock.system(), "refused_at": Delivery.refused_at - back}
            session.execute(update(Delivery).values(values))
        with pytest.raises(Away):
            send(story)
    delivery = message_of(story, "worker")
    assert delivery
    assert (delivery.state, delivery.attempts) == ("failed", 2)
    assert [data["given_up"] for data in story.bench.published(DELIVERY_FAILED)] == [False, True]


def test_a_recipient_who_hangs_delays_nobody_else(story: Story, gateway: Gateway) -> None:
    gateway.silent = {"нем"}
    links(story, "coordinator", "нем")
    links(story, "second_coordinator", "чат")
    impatient = replace(MESSAGES, open=lambda settings: messenger.Gateway(settings, timeout=0.3))
    for _ in range(5):
        story.turn_page()
        story.happens(referrals.REFERRAL_ANSWER_NEAR)
    with senders(story.bench, impatient):
        until(lambda: len(gateway.to("чат")) == 5)
        until(lambda: "нем" in gateway.asked)
    assert gateway.asked.count("нем") == 1
    assert len({message["id"] for message in gateway.taken}) == 5


def test_an_answer_that_comes_letter_by_letter_is_none(story: Story, gateway: Gateway) -> None:
    links(story, "worker", "чат")
    gateway.slow = {"чат"}
    story.happens(cases.DEADLINE_NEAR)
    assert send(story, timeout=0.2)
    delivery = message_of(story, "worker")
    assert delivery
    assert (delivery.state, delivery.error) == ("pending", "timeout")


def test_nothing_is_lost_while_the_gateway_is_away(bench: Callable[..., Bench]) -> None:
    gateway = Gateway()
    story = Story(bench("notifications", **gateway.settings))
    links(story, "worker", "чат")
    story.happens(cases.DEADLINE_NEAR)
    with senders(story.bench):
        until(lambda: (delivery := message_of(story, "worker")) and delivery.error == "away")
        with gateway.open():
            until(lambda: gateway.to("чат"))


def test_a_signature_is_what_the_protocol_says() -> None:
    at, key = clock.system(), SECRET.encode()
    headers = signed([key], "id", at, b"{}")
    assert signed_at(key, headers, b"{}", at)
    two = headers | {"webhook-signature": f"v1,other {headers['webhook-signature']}"}
    assert signed_at(key, two, b"{}", at)
    for wrong in ({"webhook-id": "x"}, {"webhook-timestamp": "now"}, {"webhook-signature": "v1,я"}):
        assert not signed_at(key, headers | wrong, b"{}", at)
    assert not signed_at(key, headers, b"{ }", at)
    assert not signed_at(b"", signed([b""], "id", at, b"{}"), b"{}", at)


def test_two_who_link_one_recipient_at_once_are_both_answered_and_one_has_it(story: Story) -> None:
    codes = [code_of(story, name) for name in ("worker", "coordinator")]
    with ThreadPoolExecutor(2) as pool:
        bodies = [{"code": code, "recipient": "чат"} for code in codes]
        answers = list(pool.map(lambda body: tells(story.bench, "links", body).status, bodies))
    assert answers == [200, 200]
    assert story.bench.counts()["messenger_links"] == 1


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"code": ["required"], "recipient": ["required"]}),
        ({"code": 5, "recipient": []}, {"code": ["type"], "recipient": ["type"]}),
        ({"code": "1" * 10_000, "recipient": "я" * 10_000}, {"code": ["too_long"], "recipient": ["too_long"]}),
        ({"code": "1", "recipient": "a\0b"}, {"recipient": ["control_character"]}),
        ({"code": "1", "recipient": "a", "person": "b"}, {"person": ["unknown_field"]}),
    ],
)
def test_what_the_gateway_tells_wrongly_is_named(
    story: Story, body: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    answer = tells(story.bench, "links", body)
    assert (answer.status, answer.json["errors"]) == (422, errors)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"MESSENGER_URL": "gateway.example"}, "MESSENGER_URL"),
        ({"MESSENGER_URL": "https://name:pass@gateway.example"}, "MESSENGER_URL"),
        ({"MESSENGER_URL": "https://gateway.example:99999/"}, "MESSENGER_URL"),
        ({"MESSENGER_URL": "https://gateway.example:/"}, "MESSENGER_URL"),
        ({"MESSENGER_URL": "https://[::1/"}, "MESSENGER_URL"),
        ({"MESSENGER_URL": "https://gateway.example/опора"}, "MESSENGER_URL"),
        ({"MESSENGER_URL": "https://gateway.example"}, "MESSENGER_SECRET"),
        ({"MESSENGER_URL": "https://gateway.example", "MESSENGER_SECRET": "short"}, "MESSENGER_SECRET"),
    ],
)
def test_a_messenger_that_is_set_wrongly_stops_the_start(tmp_path: Path, changes: dict[str, str], name: str) -> None:
    environ = {
        "NOTIFICATIONS_DATABASE_URL": "postgresql+psycopg://n:n@127.0.0.1:5432/n",
        "KAFKA_BOOTSTRAP": "127.0.0.1:9092",
        "OPORA_SECRET": "x" * 32,
        "OPORA_SECRETS": str(tmp_path),
    }
    assert Settings.of("notifications", environ).messenger_url is None
    with pytest.raises(WrongSetting, match=name):
        Settings.of("notifications", environ | changes)
