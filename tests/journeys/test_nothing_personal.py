"""After the whole journey nothing that leaves a service, or is written down beside it, tells who the family is."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from kafka import TopicPartition
from sqlalchemy import text

from services.identity import background as invitations
from services.notifications import delivery
from shared.config import SERVICES
from shared.eventing.kafka import make_consumer, partition_counts
from shared.mail import Post
from tests.journeys.family import Family
from tests.journeys.region import Region, on
from tests.journeys.story import CASES, REFERRALS, Story
from tests.notifications.office import Office
from tests.support.server import Server
from tests.support.world import World, running_world

FAMILY = Family(surname="Ъёжиков")  # no text of ours has this name by chance

SECRETS = [
    *(FAMILY.surname, FAMILY.surname.lower(), "Марианна", "Аглая"),
    *(FAMILY.phone[2:], "9005550101", "Садовая, д. 14"),
    *("одна растит двоих", "перестала выходить", "Просили звонить вечером"),
    *("пили чай", "хорошо рисует", "Нам нужен кто-то рядом", "очень устала", "Познакомиться с контактной"),
    *("гулять с кем-то по выходным", "Городской парк", "дети подружились", "справимся сами", "Всё хорошо"),
]
"""Parts of names, phones, address, and of what was written of the family: no one outside its records reads them."""


def told_by(shown: str) -> list[str]:
    """The secrets that this text tells, however its letters are escaped."""
    plain = shown.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\u" in shown else shown
    return [secret for secret in SECRETS if secret in shown or secret in plain]


@dataclass
class Journey:
    """What was written beside the records while the story was played."""

    world: World
    story: Story
    lines: list[str]
    office: Office


class _Lines(logging.Handler):
    """Every log line with all that it carries, as a renderer could show it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        self.lines.append(f"{record.getMessage()} {vars(record)!r} {trace}")


@contextmanager
def listening() -> Iterator[list[str]]:
    """All log lines; of our own code every level."""
    lines: list[str] = []
    handler, root, ours = (
        _Lines(lines),
        logging.getLogger(),
        [logging.getLogger(name) for name in ("shared", "services")],
    )
    root.addHandler(handler)
    for logger in ours:
        logger.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        for logger in ours:
            logger.setLevel(logging.NOTSET)


@pytest.fixture(scope="module")
def journey(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    with (
        listening() as lines,
        Office().open() as office,
        running_world(server, tmp_path_factory.mktemp("world"), SMTP_URL=office.url) as world,
    ):
        story = Story(Region(world, world.drain), FAMILY).reach("referred")
        with on(1):
            story.coordinator.do(f"{story.referral}/ask", {"question": "Марианна дома вечером?"})
            story.referrer.do(f"{story.referral}/answer", {"answer": "Просили звонить вечером."})
        story.reach("followed_up")
        _what_is_refused(story)
        post = Post(office.url)
        _mail(lambda: invitations.send_next(world.pump.sessions["identity"], world.settings["identity"], post))
        _write_mails(world)
        _mail(lambda: delivery.send_next(world.pump.sessions["notifications"], world.settings["notifications"], post))
        post.close()
        yield Journey(world, story, lines, office)


def _what_is_refused(story: Story) -> None:
    """Mistakes with the family's data in them, in places where they do not belong."""
    sent = FAMILY.referral(story.region.organisations["ngo"])
    story.referrer.refused(f"{REFERRALS}/referrals", sent | {"urgency": FAMILY.surname, FAMILY.surname: FAMILY.phone})
    story.referrer.refused(f"{REFERRALS}/referrals/{FAMILY.surname}", method="GET")
    story.worker.refused(f"{story.case}/notes", {"text": f"{FAMILY.surname} хорошо рисует"})
    story.worker.call("GET", f"{CASES}/cases?q={FAMILY.surname}&status={FAMILY.surname}")
    story.worker.call("GET", f"{CASES}/cases?q={FAMILY.phone}")


def _write_mails(world: World) -> None:
    """The story lies in the past, so nobody was mailed: now everyone is, of everything."""
    with world.pump.sessions["notifications"].begin() as session:
        session.execute(
            text(
                "insert into deliveries (notification, channel, state, attempts, next_try_at)"
                " select id, 'email', 'pending', 0, now() from notifications"
            )
        )


def _mail(send_next: Callable[[], bool]) -> None:
    while send_next():
        pass


# --- that these tests would see it ------------------------------------------------------------------------------------


def test_who_works_with_the_family_reads_all_of_it(journey: Journey) -> None:
    story = journey.story
    pages = [
        *(
            story.worker.api.get(path).text
            for path in (story.referral, story.case, f"{story.case}/plan", story.request)
        ),
        *(story.worker.api.get(f"{story.case}/{entries}").text for entries in ("contacts", "notes", "assessments")),
        story.worker.api.get(f"{story.case}/follow-ups").text,
        story.matchmaker.api.get(f"{story.assignment}/journal").text,
    ]
    assert set(told_by("".join(pages))) == {secret for secret in SECRETS if secret != FAMILY.surname.lower()}


def test_escaped_letters_hide_nothing_from_these_tests() -> None:
    assert told_by(json.dumps(f"{FAMILY.surname}а")) == [FAMILY.surname]


# --- where nothing may be ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", SERVICES)
def test_no_outbox_has_a_row_that_tells_it(service: str, journey: Journey) -> None:
    with journey.world.pump.sessions[service].begin() as session:
        rows = list(session.scalars(text("select row_to_json(outbox)::text from outbox")))
    assert rows
    assert [found for row in rows if (found := told_by(row))] == []


def test_nothing_on_the_road_tells_it(journey: Journey) -> None:
    topics = [f"opora.{service}" for service in SERVICES]
    client = make_consumer(journey.world.settings["cases"].kafka, "reader", "reader", 5)
    try:
        counts = partition_counts(client, topics)
        held = [TopicPartition(topic, number) for topic, count in counts.items() for number in range(count)]
        client.assign(held)
        client.seek_to_beginning(*held)
        seen = []
        while any(client.highwater(one) is None or client.position(one) < client.highwater(one) for one in held):
            seen += [record for records in client.poll(timeout_ms=100).values() for record in records]
    finally:
        client.close(autocommit=False)
    assert {record.topic for record in seen} == set(topics)
    shown = [b" ".join([record.key, record.value, *(v for _, v in record.headers)]).decode() for record in seen]
    assert [found for one in shown if (found := told_by(one))] == []


def test_no_log_line_tells_it(journey: Journey) -> None:
    assert [found for line in journey.lines if (found := told_by(line))] == []


def test_no_mail_tells_it(journey: Journey) -> None:
    subjects = [mail.message["Subject"] for mail in journey.office.mails]
    assert len(subjects) > len(journey.story.region.people), "invitations, and what people were told"
    assert [found for mail in journey.office.mails if (found := told_by(mail.text))] == []


@pytest.mark.parametrize("service", SERVICES)
def test_no_metrics_page_tells_it(service: str, journey: Journey) -> None:
    page = journey.world.api().get(f"/{service}/metrics")
    assert (page.status, f'service="{service}"' in page.text) == (200, True)
    assert told_by(page.text) == []


@pytest.mark.parametrize("name", ["referrer", "worker", "specialist", "matchmaker", "family1", "coordinator"])
def test_no_inbox_tells_it(name: str, journey: Journey) -> None:
    inbox = journey.story.region[name].api.get("/notifications/api/v1/inbox").text
    assert '"items": [{' in inbox
    assert told_by(inbox) == []


@pytest.mark.parametrize("service", ["identity", "notifications"])
def test_a_service_without_the_keys_of_families_has_nothing_of_them_in_any_table(
    service: str, journey: Journey
) -> None:
    with journey.world.pump.sessions[service].begin() as session:
        tables = session.scalars(
            text(
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
                " and relname <> 'mail_hold'"  # one moment, infinite as a rule, which Python cannot hold
            )
        )
        shown = [f"{row}" for name in tables.all() for row in session.execute(text(f'select * from "{name}"'))]
    assert [found for one in shown if (found := told_by(one))] == []
