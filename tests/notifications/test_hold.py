"""What a restore has brought back is not mailed by itself: it, or its like, may have been mailed before."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from services.notifications import hold
from shared.contracts import cases
from tests.notifications.office import Office, senders
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.waiting import until


@pytest.fixture
def office() -> Iterator[Office]:
    with Office().open() as office:
        yield office


@pytest.fixture
def story(bench: Callable[..., Bench], office: Office) -> Story:
    return Story(bench("notifications", SMTP_URL=office.url))


def told(story: Story, act: Callable[..., object]) -> object:
    """What `act` answers, committed."""
    with story.bench.sessions.begin() as session:
        return act(session)


def restored(story: Story) -> None:
    """One mail was pending in the backup; one event had no effect yet, and has it while the restore goes on."""
    story.happens(cases.DEADLINE_NEAR)
    told(story, hold.begin)
    story.turn_page()
    story.happens(cases.DEADLINE_NEAR)
    told(story, hold.end)


def test_mails_of_before_are_held_and_those_about_what_happens_after_go_out(story: Story, office: Office) -> None:
    restored(story)
    story.turn_page()
    with senders(story.bench):
        story.happens(cases.DEADLINE_NEAR)
        until(lambda: office.mails)
    assert (len(office.mails), told(story, hold.count)) == (1, 2)
    assert len(story.inbox("worker")) == 3


def test_an_event_of_before_that_comes_late_is_not_mailed_either(story: Story, office: Office) -> None:
    told(story, hold.begin)
    told(story, hold.end)
    with story.bench.sessions() as session:
        now = datetime.now(UTC)
        assert hold.covers(session, now - timedelta(minutes=1))
        assert not hold.covers(session, now + timedelta(minutes=1))


def test_an_administrator_lets_them_go_or_drops_them(story: Story, office: Office) -> None:
    restored(story)
    assert told(story, hold.by_type) == [("deadline_near", 2)]
    assert told(story, hold.release) == 2
    with senders(story.bench):
        until(lambda: len(office.mails) == 2)
    story.turn_page()
    restored(story)
    assert told(story, hold.drop) == 2
    assert (told(story, hold.count), told(story, hold.release)) == (0, 0)
