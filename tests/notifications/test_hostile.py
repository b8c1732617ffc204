"""What people, the gateway and bad luck do to notifications: nothing urgent is hidden by it, nobody loses a messenger
that is theirs, and one message that cannot be written holds up no other."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.dialects import postgresql

from services.notifications import attempts, messenger
from services.notifications.channels import MAIL, MESSAGES
from services.notifications.model import Delivery, MessengerLink, Notification, SlowReceiver
from services.notifications.receivers import receiver_of
from shared import clock
from shared.contracts import cases
from shared.directory.model import KnownPerson
from tests.notifications.gateway import Gateway, tells
from tests.notifications.office import Mail, Office
from tests.notifications.story import Story
from tests.notifications.test_messenger import MESSENGER, code_of, links
from tests.notifications.test_wishes import deliveries, in_moscow, quiet_now, send_what_is_due, wishes
from tests.support.bench import Bench


@pytest.fixture
def office() -> Iterator[Office]:
    with Office().open() as office:
        yield office


@pytest.fixture
def story(bench: Callable[..., Bench], office: Office) -> Story:
    return Story(bench("notifications", SMTP_URL=office.url))


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway().open() as gateway:
        yield gateway


@pytest.fixture
def linked(bench: Callable[..., Bench], gateway: Gateway) -> Story:
    story = Story(bench("notifications", **gateway.settings))
    links(story, "worker", "чат")
    return story


def mails(office: Office, story: Story, name: str) -> list[Mail]:
    return office.to(f"{story.id(name)}@example.org")


# --- what is urgent ---------------------------------------------------------------------------------------------------


def test_nothing_is_gathered_into_an_urgent_mail_that_waits_for_a_slow_receiver(story: Story, office: Office) -> None:
    """Its subject would say "News: 2" instead of what must be seen."""
    story.happens(cases.CONCERN_RAISED)
    with story.bench.session() as session:
        session.execute(update(Delivery).values(next_try_at=clock.system() + timedelta(minutes=1)))
    story.happens(cases.DEADLINE_PASSED)
    send_what_is_due(story, all_of_it=True)
    subjects = [str(mail.message["Subject"]) for mail in mails(office, story, "supervisor")]
    assert len(subjects) == 2
    assert any(subject.startswith("Сигнал тревоги: есть опасность") for subject in subjects)


def test_what_is_urgent_is_tried_at_once_even_where_a_receiver_rests(story: Story, office: Office) -> None:
    resting = {"receiver": receiver_of("email", "a@example.org"), "until": clock.system() + timedelta(minutes=15)}
    with story.bench.session() as session:
        session.add(SlowReceiver(times=9, **resting))
    story.happens(cases.CONCERN_RAISED)
    story.happens(cases.DEADLINE_PASSED)
    send_what_is_due(story)
    (mail,) = mails(office, story, "supervisor")
    assert "Сигнал тревоги" in str(mail.message["Subject"])


# --- who changes their mind -------------------------------------------------------------------------------------------


def test_a_daily_mail_at_an_earlier_hour_does_not_wait_for_that_of_the_later_one(story: Story) -> None:
    wishes(story, "worker", digest_at=in_moscow(timedelta(hours=5)))
    story.happens(cases.DEADLINE_NEAR)
    wishes(story, "worker", digest_at=in_moscow(timedelta(hours=1)))
    story.happens(cases.DEADLINE_NEAR)
    late, soon = deliveries(story, "worker")
    assert late.next_try_at > clock.system() + timedelta(hours=4)
    assert soon.next_try_at < clock.system() + timedelta(hours=2)


def test_who_ends_their_quiet_hours_does_not_wait_for_the_morning_any_more(story: Story, office: Office) -> None:
    wishes(story, "worker", quiet_hours=quiet_now())
    story.happens(cases.DEADLINE_NEAR)
    wishes(story, "worker")
    story.happens(cases.DEADLINE_NEAR)
    send_what_is_due(story)
    assert len(mails(office, story, "worker")) == 1


def test_a_new_mail_address_is_not_held_to_blame_for_the_old_ones_domain(story: Story, office: Office) -> None:
    """It is tried under the lock of its own domain, and its success says nothing of the other."""
    rests = {"times": 3, "until": clock.system() + timedelta(minutes=10)}
    story.happens(cases.DEADLINE_NEAR)
    with story.bench.session() as session:
        session.add(SlowReceiver(receiver=receiver_of("email", "a@example.org"), **rests))
        session.get_one(KnownPerson, story.id("worker")).email = "новый@new.example"
    send_what_is_due(story)
    assert [mail.recipient for mail in office.mails] == [] or office.mails[0].recipient.endswith("@new.example")
    assert story.bench.counts()["slow_receivers"] == 1
    (delivery,) = deliveries(story, "worker")
    assert delivery.receiver == receiver_of("email", "x@new.example")


# --- one message that cannot be written -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        {"type": "of_a_later_release"},
        {"type": "deadline_near", "values": {}},
        {"type": "deadline_near", "values": {"kind": "agreement", "due_on": "soon"}},
        {"reference": "1\r\nBcc: all@example.org"},
    ],
)
def test_a_message_that_this_release_cannot_write_holds_up_no_other(
    story: Story, office: Office, damage: dict[str, Any]
) -> None:
    story.happens(cases.DEADLINE_NEAR)
    with story.bench.session() as session:
        session.execute(update(Notification).values(damage))
    story.turn_page()
    story.happens(cases.DEADLINE_PASSED)
    send_what_is_due(story)
    assert any("Срок прошёл" in str(mail.message["Subject"]) for mail in mails(office, story, "worker"))
    assert not any("all@example.org" in mail.text for mail in office.mails)


def test_an_inbox_with_what_a_later_release_wrote_can_still_be_read(story: Story) -> None:
    story.happens(cases.DEADLINE_NEAR)
    with story.bench.session() as session:
        session.execute(update(Notification).values(type="of_a_later_release"))
    (item,) = story.inbox("worker")
    assert (item["type"], item["title"]) == ("of_a_later_release", "Есть новость")


# --- whose messenger it is --------------------------------------------------------------------------------------------


def send_message(story: Story) -> bool:
    line = messenger.Gateway(story.bench.settings, timeout=5)
    try:
        return attempts.send_next(MESSAGES, story.bench.sessions, story.bench.settings, line)
    finally:
        line.close()


def test_a_recipient_who_is_gone_takes_no_newer_link_along(
    linked: Story, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the old recipient was tried, its person linked another."""
    linked.happens(cases.DEADLINE_NEAR)
    gateway.answers["чат"] = [410]
    answer = gateway.answer

    def meanwhile(path: str, headers: Any, body: bytes) -> int:
        links(linked, "worker", "новый чат")
        return answer(path, headers, body)

    monkeypatch.setattr(gateway, "answer", meanwhile)
    assert send_message(linked)
    with linked.bench.session() as session:
        assert session.scalars(select(MessengerLink.recipient)).all() == ["новый чат"]


def test_an_end_that_is_replayed_does_not_end_a_later_link(linked: Story) -> None:
    now = int(time.time())
    assert tells(linked.bench, "links/end", {"recipient": "чат"}, at=now).status == 200
    later = tells(linked.bench, "links", {"code": code_of(linked, "worker"), "recipient": "чат"}, at=now + 20)
    assert later.status == 200
    assert tells(linked.bench, "links/end", {"recipient": "чат"}, at=now).json == {"linked": True}
    assert linked.cast["worker"].api.get(MESSENGER).json["linked"]
    assert tells(linked.bench, "links/end", {"recipient": "чат"}, at=now + 20).json == {"linked": False}


def test_who_left_is_sent_nothing_and_their_recipient_is_forgotten(linked: Story, gateway: Gateway) -> None:
    linked.happens(cases.DEADLINE_NEAR)
    code_of(linked, "worker")
    linked.leaves("worker")
    send_message(linked)
    assert gateway.asked == []
    counts = linked.bench.counts()
    assert (counts["messenger_links"], counts["messenger_codes"]) == (0, 0)


# --- a backlog --------------------------------------------------------------------------------------------------------

LITERALLY = {"literal_binds": True}
_BACKLOG = text(
    "with told as (insert into notifications (id, person, event, type, values, path, created_at)"
    " select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'deadline_near', '{}', '/', now()"
    " from generate_series(1, 3000) returning id)"
    " insert into deliveries (notification, channel, attempts, next_try_at)"
    " select id, 'messenger', 1, now() - interval '1 hour' from told"
)


def test_a_backlog_of_messages_is_not_read_through_for_each_mail(story: Story) -> None:
    with story.bench.session() as session:
        session.execute(_BACKLOG)
    story.happens(cases.DEADLINE_NEAR)
    due = attempts.due(MAIL, slow_too=True, busy=[]).compile(dialect=postgresql.dialect(), compile_kwargs=LITERALLY)
    with story.bench.session() as session:
        session.execute(text("analyze deliveries"))
        plan = "\n".join(session.scalars(text(f"explain (analyze, costs off) {due}".replace(":", r"\:"))))
    assert "deliveries_to_try" in plan
    assert "Rows Removed" not in plan


def test_what_is_urgent_passes_a_backlog(story: Story, office: Office) -> None:
    """A mail server that was away for days has thousands to take before what was written now."""
    story.happens(cases.DEADLINE_PASSED)
    with story.bench.session() as session:
        session.execute(update(Delivery).values(next_try_at=clock.system() - timedelta(days=2)))
    story.happens(cases.CONCERN_RAISED)
    send_what_is_due(story)
    subjects = [str(mail.message["Subject"]) for mail in office.mails]
    assert [subject.startswith("Сигнал тревоги") for subject in subjects] == [True, True, False, False]
