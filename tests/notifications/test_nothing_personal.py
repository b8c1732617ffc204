"""Whoever reads a mail over a shoulder, or on the way, learns of no person: for every event of the table."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.notifications import letters
from services.notifications.table import EMAIL, ROWS
from services.notifications.texts import TEXTS
from shared.directory.model import KnownPerson
from shared.eventing.contract import EventType
from tests.notifications.office import Mail, Office, senders
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.server import Server
from tests.support.waiting import until

EVENTS = list(dict.fromkeys(row.event for row in ROWS))
MAILED = {row.event for row in ROWS if EMAIL in row.channels}
PERSONAL = {"names", "phone", "email", "address", "narrative", "members", "questions", "basis_document"}
PERSONAL |= {"about", "first_names", "contact_name", "contact_phone", "first_meeting"}
NAMES = {"Соколова", "Вера", "Организация ngo", "Организация guardianship_body", "Организация school"}
PLACES = {"urgency", "kind", "due_on", "answer_by", "reply_by", "expires_at", "severity", "acknowledge_by"}
PLACES |= {"planned_at", "presented_on", "checked_on", "what", "expires_on", "carried_over", "from_on", "until_on"}
PLACES |= {
    "cases",
    "teams",
    "groups",
    "visits",
    "without_worker",
    "duty",
    "referrals",
    "pairings",
    "proposals",
    "chains",
}


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with Office().open() as office:
        yield office


@pytest.fixture(scope="module")
def story(server: Server, office: Office) -> Iterator[Story]:
    with Bench.of(server, "notifications", SMTP_URL=office.url) as bench, senders(bench):
        yield Story(bench)


def words_of(value: Any) -> set[str]:
    """Every text within a personal value, whole and word by word."""
    if isinstance(value, dict):
        return {word for inner in value.values() for word in words_of(inner)}
    if isinstance(value, list):
        return {word for inner in value for word in words_of(inner)}
    if not isinstance(value, str):
        return set()
    return {value, *(word for word in value.strip(".,?!").split() if len(word) > 5)}


def mails_about(story: Story, office: Office, event_id: Any) -> list[Mail]:
    """One to each who was told, when they have come."""
    ids = {f"<{row.id}.email@localhost>" for row in story.notifications(event_id)}
    until(lambda: ids <= {mail.message["Message-ID"] for mail in office.mails})
    return [mail for mail in office.mails if mail.message["Message-ID"] in ids]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_no_mail_and_no_notification_says_anything_personal(story: Story, office: Office, event: EventType) -> None:
    story.turn_page()
    story.case_is_known(family=story.records["KNOWN_FAMILY"])
    event_id = story.happens(event, by=None)
    personal = {word for name, value in event.example.items() if name in PERSONAL for word in words_of(value)} | NAMES
    mails = mails_about(story, office, event_id) if event in MAILED else []
    items = [str(story.inbox(name, "?limit=1")) for name in story.told(event_id)]
    assert bool(mails) == (event in MAILED)
    assert items
    for text in (*(mail.text for mail in mails), *items):
        assert not {word for word in personal if word.lower() in text.lower()}


def test_no_text_has_a_place_for_anything_but_codes_dates_and_numbers() -> None:
    assert {place for words in TEXTS.values() for place in words.places()} == PLACES


def test_a_message_says_no_more_than_a_mail(story: Story) -> None:
    story.turn_page()
    notifications = story.notifications(story.happens(EVENTS[0], by=None))
    with story.bench.session() as session:
        reader = session.get_one(KnownPerson, notifications[0].person)
    said = letters.message(notifications, reader, story.bench.settings)
    assert set(said) == {"id", "text", "link", "language"}
    assert not {name for name in NAMES if name in str(said)}
    assert all(one.reference and one.reference in said["text"] for one in notifications)
