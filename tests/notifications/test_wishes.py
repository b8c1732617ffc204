"""Quiet hours, the daily mail and gathering, through a real mail server; and a mail domain that is dead."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from services.notifications import attempts
from services.notifications.channels import MAIL
from services.notifications.delivery import send_next
from services.notifications.model import Delivery, Notification, SlowReceiver
from services.notifications.receivers import receiver_of
from shared import clock
from shared.contracts import cases, referrals
from shared.contracts.notifications import DELIVERY_SENT
from shared.directory.model import KnownPerson
from shared.mail import Post
from tests.notifications.office import Mail, Office, senders
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.waiting import until

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def office() -> Iterator[Office]:
    with Office().open() as office:
        yield office


@pytest.fixture
def story(bench: Callable[..., Bench], office: Office) -> Story:
    return Story(bench("notifications", SMTP_URL=office.url))


def wishes(story: Story, name: str, **choices: Any) -> None:
    api = story.cast[name].api
    etag = api.get("/notifications/api/v1/preferences").headers["ETag"]
    answer = api.put("/notifications/api/v1/preferences", {"types": [], **choices}, if_match=etag)
    assert answer.status == 200, answer.text


def in_moscow(shift: timedelta) -> str:
    return f"{datetime.now(MOSCOW) + shift:%H:%M}"


def quiet_now() -> dict[str, str]:
    return {"from": in_moscow(-timedelta(hours=1)), "to": in_moscow(timedelta(hours=2))}


def deliveries(story: Story, name: str) -> list[Delivery]:
    with story.bench.session() as session:
        found = select(Delivery).join(Notification, Notification.id == Delivery.notification)
        return list(session.scalars(found.where(Notification.person == story.id(name)).order_by(Notification.id)))


def send_what_is_due(story: Story, *, all_of_it: bool = False) -> None:
    """`all_of_it`: as if its time had come."""
    if all_of_it:
        with story.bench.session() as session:
            session.execute(update(Delivery).values(next_try_at=clock.system()))
    post = Post(story.bench.settings.smtp_url, timeout=5)
    while send_next(story.bench.sessions, story.bench.settings, post):
        pass
    post.close()


def mails(story: Story, office: Office, name: str) -> list[Mail]:
    return office.to(f"{story.id(name)}@example.org")


# --- quiet hours ------------------------------------------------------------------------------------------------------


def test_in_quiet_hours_a_mail_waits_but_a_childs_safety_does_not(story: Story, office: Office) -> None:
    wishes(story, "supervisor", quiet_hours=quiet_now())
    story.happens(cases.DEADLINE_PASSED)
    story.happens(cases.CONCERN_RAISED)
    send_what_is_due(story)
    (mail,) = mails(story, office, "supervisor")
    assert "Сигнал тревоги: есть опасность" in str(mail.message["Subject"])
    waiting = [delivery for delivery in deliveries(story, "supervisor") if delivery.state == "pending"]
    assert [timedelta(hours=1) < one.next_try_at - clock.system() <= timedelta(hours=2) for one in waiting] == [True]


def test_quiet_hours_that_began_before_it_was_sent_count_as_well(story: Story, office: Office) -> None:
    story.happens(cases.DEADLINE_NEAR)
    wishes(story, "worker", quiet_hours=quiet_now())
    send_what_is_due(story)
    assert mails(story, office, "worker") == []
    (delivery,) = deliveries(story, "worker")
    assert (delivery.state, delivery.attempts) == ("pending", 0)
    wishes(story, "worker")
    send_what_is_due(story, all_of_it=True)
    assert len(mails(story, office, "worker")) == 1


# --- the daily mail ---------------------------------------------------------------------------------------------------


def test_the_daily_mail_has_all_that_is_not_urgent_and_each_was_delivered(story: Story, office: Office) -> None:
    wishes(story, "supervisor", digest_at=in_moscow(timedelta(hours=3)))
    events = []
    for _ in range(2):
        story.turn_page()
        events.append(story.happens(cases.DEADLINE_PASSED))
    story.happens(cases.CONCERN_RAISED)
    send_what_is_due(story)
    assert len(mails(story, office, "supervisor")) == 1, "the concern"
    send_what_is_due(story, all_of_it=True)
    _, mail = mails(story, office, "supervisor")
    body = mail.message.get_content()
    assert mail.message["Subject"] == "Новости: 2, № 305-716-941"
    assert body.count("Номер: 305-716-941") == body.count("Открыть после входа: ") == 2
    sent = [data for data in story.bench.published(DELIVERY_SENT) if data["channel"] == "email"]
    assert {data["event"] for data in sent if data["person"] == story.id("supervisor")} >= set(events)


def test_a_daily_mail_that_was_tried_takes_nothing_more_in(story: Story, office: Office) -> None:
    """Its Message-ID stays the same, so what was added might be taken for what came before."""
    wishes(story, "worker", digest_at=in_moscow(timedelta(hours=3)))
    office.refusals[f"{story.id('worker')}@example.org"] = ["451 later"]
    story.happens(cases.DEADLINE_NEAR)
    send_what_is_due(story, all_of_it=True)
    story.turn_page()
    story.happens(cases.DEADLINE_NEAR)
    send_what_is_due(story, all_of_it=True)
    subjects = [str(mail.message["Subject"]) for mail in mails(story, office, "worker")]
    assert subjects == ["Скоро срок, № 305-716-941"] * 2


# --- many news of one matter ------------------------------------------------------------------------------------------


def test_many_news_of_one_case_come_in_one_mail_and_another_case_waits_for_nothing(
    story: Story, office: Office
) -> None:
    for _ in range(6):
        story.happens(cases.DEADLINE_NEAR)
    story.turn_page()
    story.happens(cases.DEADLINE_NEAR)
    send_what_is_due(story)
    assert len(mails(story, office, "worker")) == 4
    send_what_is_due(story, all_of_it=True)
    assert str(mails(story, office, "worker")[-1].message["Subject"]).startswith("Новости: 3")
    assert {delivery.state for delivery in deliveries(story, "worker")} == {"sent"}


def test_who_wants_each_for_itself_gets_each(story: Story, office: Office) -> None:
    wishes(story, "worker", gather_minutes=0)
    for _ in range(5):
        story.happens(cases.DEADLINE_NEAR)
    send_what_is_due(story)
    assert len(mails(story, office, "worker")) == 5


def test_mails_of_one_reference_belong_together(story: Story, office: Office) -> None:
    story.happens(cases.DEADLINE_NEAR)
    story.happens(cases.DEADLINE_PASSED)
    send_what_is_due(story)
    first, second = mails(story, office, "worker")
    assert first.message["References"] == second.message["References"] == "<305-716-941.matter@localhost>"
    assert first.message["Message-ID"] != second.message["Message-ID"]


# --- a dead domain ----------------------------------------------------------------------------------------------------


def test_a_mail_domain_that_hangs_delays_nobody_else(story: Story, office: Office) -> None:
    office.silent = {"dead.example"}
    with story.bench.session() as session:
        session.get_one(KnownPerson, story.id("coordinator")).email = "ирина@DEAD.example"
    for _ in range(8):
        story.turn_page()
        story.happens(referrals.REFERRAL_ANSWER_NEAR)
    with senders(story.bench, replace(MAIL, open=lambda settings: Post(settings.smtp_url, timeout=0.5))):
        until(lambda: len(mails(story, office, "second_coordinator")) == 8)
        until(lambda: any(delivery.error == "timeout" for delivery in deliveries(story, "coordinator")))
        assert len([address for address in office.tries if "ead" in address.lower()]) == 1
    rested = [delivery.next_try_at for delivery in deliveries(story, "coordinator")]
    assert min(rested) > clock.system() + timedelta(seconds=40)
    story.turn_page()
    story.happens(referrals.REFERRAL_ANSWER_NEAR)
    assert deliveries(story, "coordinator")[-1].next_try_at > clock.system() + timedelta(seconds=30)


def test_a_domain_that_answers_again_has_rested_enough(story: Story, office: Office) -> None:
    slow = SlowReceiver(receiver=receiver_of("email", "a@example.org"), times=3, until=clock.system())
    with story.bench.session() as session:
        session.add(slow)
    story.happens(cases.DEADLINE_NEAR)
    post = Post(office.url)
    well_alone = attempts.send_next(MAIL, story.bench.sessions, story.bench.settings, post, slow_too=False)
    assert (well_alone, office.tries) == (False, []), "one sender does not try who was slow"
    send_what_is_due(story)
    assert len(office.mails) == 1
    assert story.bench.counts()["slow_receivers"] == 0
