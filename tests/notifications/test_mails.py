"""Mails through a real SMTP server: what they say, what they never say, and that none is lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from sqlalchemy import select

from services.notifications.delivery import send_next
from services.notifications.model import Delivery, Notification
from shared import clock
from shared.contracts import cases, referrals
from shared.contracts.notifications import DELIVERY_FAILED, DELIVERY_SENT
from shared.directory.model import KnownPerson
from shared.mail import Post
from tests.notifications.office import Mail, Office, senders
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.waiting import until

ADDRESS = "https://opora.example"


@pytest.fixture
def office() -> Iterator[Office]:
    with Office().open() as office:
        yield office


@pytest.fixture
def story(bench: Callable[..., Bench], office: Office) -> Story:
    return Story(bench("notifications", SMTP_URL=office.url, OPORA_ADDRESS=ADDRESS))


def address(story: Story, name: str) -> str:
    return f"{story.id(name)}@example.org"


def deliveries(story: Story) -> dict[str, Delivery]:
    """By the name of who is to get it."""
    return {story.name(note.person): delivery for delivery, note in on_their_way(story)}


def on_their_way(story: Story) -> list[tuple[Delivery, Notification]]:
    with story.bench.session() as session:
        found = select(Delivery, Notification).join(Notification, Notification.id == Delivery.notification)
        return [(delivery, notification) for delivery, notification in session.execute(found)]


def only_mail(office: Office, recipient: str) -> Mail:
    (mail,) = office.to(recipient)
    return mail


# --- what they say ----------------------------------------------------------------------------------------------------


def test_a_mail_says_what_happened_its_reference_and_where_to_read_on(story: Story, office: Office) -> None:
    story.happens(cases.DEADLINE_NEAR, kind="assessment")
    with senders(story.bench):
        until(lambda: office.mails)
    mail = only_mail(office, address(story, "worker"))
    body = mail.message.get_content()
    assert mail.message["Subject"] == "Скоро срок, № 305-716-941"
    assert "«Оценить потребности»: сделать это нужно до 11.12.2026 включительно." in body
    assert "Номер: 305-716-941" in body
    assert f"{ADDRESS}/cases/{story.records['CASE']}" in body


def test_a_mail_has_the_headers_of_a_mail_that_a_machine_wrote(story: Story, office: Office) -> None:
    story.happens(cases.DEADLINE_NEAR)
    with senders(story.bench):
        until(lambda: office.mails)
    mail = only_mail(office, address(story, "worker"))
    ((_, notification),) = on_their_way(story)
    assert mail.sender == "opora@opora.example"
    assert mail.message["From"] == "Опора <opora@opora.example>"
    assert mail.message["To"] == address(story, "worker")
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Content-Language"] == "ru"
    assert mail.message["Message-ID"] == f"<{notification.id}.email@opora.example>"
    assert mail.message.get_content_type() == "text/plain"
    assert mail.message.get_content_charset() == "utf-8"
    assert abs(parsedate_to_datetime(mail.message["Date"]) - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_mail_is_in_the_language_of_its_reader(story: Story, office: Office) -> None:
    reader = story.arrives("case_worker", organisation="ngo", language="en", time_zone="Asia/Omsk")
    story.happens(cases.DEADLINE_NEAR, worker=reader.id)
    with senders(story.bench):
        until(lambda: office.mails)
    mail = only_mail(office, f"{reader.id}@example.org")
    assert mail.message["Subject"] == "A deadline is near, no. 305-716-941"
    assert "“Assess the needs” is due by the end of 11.12.2026." in mail.message.get_content()
    assert mail.message["From"] == "Opora <opora@opora.example>"


def test_a_contact_family_gets_no_reference_of_a_case(story: Story, office: Office) -> None:
    story.happens(cases.SUPPORT_INTRODUCED)
    with senders(story.bench):
        until(lambda: office.mails)
    assert "305-716-941" not in only_mail(office, address(story, "contact")).text
    assert str(story.records["CASE"]) not in only_mail(office, address(story, "contact")).text


def test_a_sender_reads_the_reference_of_the_own_referral_when_the_case_is_closed(story: Story, office: Office) -> None:
    story.happens(referrals.REFERRAL_SUBMITTED, snapshot=True)
    story.happens(cases.CASE_CLOSED)
    with senders(story.bench):
        until(lambda: len(office.mails) == 2)
    mail = only_mail(office, address(story, "referrer"))
    assert "Номер: 482-109-379" in mail.message.get_content()
    assert "305-716-941" not in mail.text


# --- that none is lost, and none is sent twice ------------------------------------------------------------------------


def test_a_mail_goes_out_at_once(story: Story, office: Office) -> None:
    with senders(story.bench):
        story.happens(cases.DEADLINE_NEAR)
        until(lambda: office.mails, timeout=2)
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
        until(lambda: len(office.mails) == 2, timeout=2)


def test_the_same_event_twice_is_one_mail(story: Story, office: Office) -> None:
    event_id = story.happens(cases.DEADLINE_NEAR)
    story.happens(cases.DEADLINE_NEAR, event_id=event_id)
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "sent")
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
        until(lambda: len(office.mails) > 1)
    assert len(office.mails) == 2


def test_a_mail_that_is_refused_for_now_is_tried_again_under_the_same_id(story: Story, office: Office) -> None:
    worker = address(story, "worker")
    office.refusals[worker] = ["451 later"]
    office.taken_by_mistake[worker] = ["451 lost my mind"]
    story.happens(cases.DEADLINE_NEAR)
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "sent")
    assert deliveries(story)["worker"].attempts == 3
    first, second = office.to(worker)
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_a_mail_that_is_refused_for_good_is_given_up(story: Story, office: Office) -> None:
    office.refusals[address(story, "worker")] = ["550 no such person vetrova@ngo.example"]
    story.happens(cases.DEADLINE_NEAR)
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "failed")
    assert deliveries(story)["worker"].error == "smtp_550"
    assert office.tries == [address(story, "worker")]
    assert story.inbox("worker")


def test_one_bad_recipient_delays_nobody_else(story: Story, office: Office) -> None:
    office.refusals[address(story, "coordinator")] = ["451 later"] * 1000
    story.happens(referrals.REFERRAL_ANSWER_PASSED)
    with senders(story.bench):
        until(lambda: len(office.mails) == 2)
    assert {mail.recipient for mail in office.mails} == {
        address(story, "second_coordinator"),
        address(story, "supervisor"),
    }
    assert deliveries(story)["coordinator"].state == "pending"


def test_nothing_is_lost_while_the_mail_server_is_away(bench: Callable[..., Bench]) -> None:
    office = Office()
    story = Story(bench("notifications", SMTP_URL=office.url))
    story.happens(referrals.REFERRAL_ANSWER_PASSED)
    with senders(story.bench):
        until(lambda: {row.error for row in deliveries(story).values()} == {"away"})
        with office.open():
            until(lambda: len(office.mails) == 3)
            until(lambda: {row.state for row in deliveries(story).values()} == {"sent"})
    assert len(office.mails) == 3


def test_a_mail_server_that_hangs_up_between_two_mails_gets_both(bench: Callable[..., Bench]) -> None:
    office = Office()
    story = Story(bench("notifications", SMTP_URL=office.url))
    story.happens(referrals.REFERRAL_ANSWER_NEAR)
    post = Post(office.url)
    for _ in range(2):
        with office.open():
            assert send_next(story.bench.sessions, story.bench.settings, post)
    post.close()
    assert {row.attempts for row in deliveries(story).values()} == {1}
    assert {mail.recipient for mail in office.mails} == {
        address(story, name) for name in ("coordinator", "second_coordinator")
    }


def test_every_try_is_told_as_an_event(story: Story, office: Office) -> None:
    office.refusals[address(story, "worker")] = ["451 later"]
    event_id = story.happens(cases.DEADLINE_NEAR)
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "sent")
    sent, failed = story.bench.published(DELIVERY_SENT), story.bench.published(DELIVERY_FAILED)
    assert [(data["channel"], data["attempt"]) for data in sent] == [("in_app", 1), ("email", 2)]
    assert [(data["channel"], data["attempt"]) for data in failed] == [("email", 1)]
    assert {data["person"] for data in sent + failed} == {story.id("worker")}
    assert {data["event"] for data in sent + failed} == {event_id}


def test_two_senders_share_the_work(story: Story, office: Office) -> None:
    for _ in range(10):
        story.turn_page()
        story.happens(referrals.REFERRAL_ANSWER_PASSED)
    with senders(story.bench), senders(story.bench):
        until(lambda: len(office.mails) >= 30)
        until(lambda: all(delivery.state == "sent" for delivery, _ in on_their_way(story)))
    assert len({mail.message["Message-ID"] for mail in office.mails}) == len(office.mails) == 30


# --- who wants no mail, or none any more ------------------------------------------------------------------------------


def test_what_is_older_than_three_days_is_in_the_inbox_but_not_mailed(story: Story) -> None:
    now = clock.now()
    story.happens(cases.DEADLINE_NEAR, at=now - timedelta(days=3, minutes=1))
    assert len(story.inbox("worker")) == 1
    assert deliveries(story) == {}
    story.happens(cases.DEADLINE_NEAR, at=now - timedelta(days=2, hours=23))
    assert set(deliveries(story)) == {"worker"}


def test_who_is_deactivated_before_the_mail_left_gets_none(story: Story, office: Office) -> None:
    story.happens(cases.DEADLINE_NEAR)
    story.leaves("worker")
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "cancelled")
    assert office.tries == []


def test_whose_organisation_is_closed_before_the_mail_left_gets_none(story: Story, office: Office) -> None:
    story.happens(cases.DEADLINE_NEAR)
    story.closes("ngo")
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "cancelled")
    assert office.tries == []


@pytest.mark.parametrize(
    ("email", "error"), [(None, "no_address"), ("нет\nадреса", "address"), ("a@[-.example", "address")]
)
def test_an_address_that_is_none_ends_it(story: Story, office: Office, email: str | None, error: str) -> None:
    story.happens(cases.DEADLINE_NEAR)
    with story.bench.session() as session:
        session.get_one(KnownPerson, story.id("worker")).email = email
    with senders(story.bench):
        until(lambda: deliveries(story)["worker"].state == "failed")
    assert deliveries(story)["worker"].error == error


def test_an_address_that_is_none_holds_up_nobody_else(story: Story, office: Office) -> None:
    story.happens(referrals.REFERRAL_ANSWER_NEAR)
    with story.bench.session() as session:
        session.get_one(KnownPerson, story.id("coordinator")).email = "()::%b@^}{.example"
    with senders(story.bench):
        until(lambda: office.to(address(story, "second_coordinator")))
        until(lambda: deliveries(story)["coordinator"].state == "failed")
