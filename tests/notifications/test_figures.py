"""What operators see of mails that do not get through: how many, never whose."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from services.notifications.figures import given_up, undelivered, undelivered_messages
from services.notifications.model import Delivery
from shared import clock
from shared.contracts import cases
from tests.notifications.office import Office, senders
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.waiting import until


def story_of(bench: Callable[..., Bench], office: Office) -> Story:
    story = Story(bench("notifications", SMTP_URL=office.url))
    story.happens(cases.DEADLINE_NEAR, kind="assessment")
    return story


def figures(story: Story) -> tuple[int, int]:
    with story.bench.session() as session:
        return undelivered(session), given_up(session)


def test_a_mail_that_has_just_become_due_is_not_late(bench: Callable[..., Bench]) -> None:
    assert figures(story_of(bench, Office())) == (0, 0)


def test_a_mail_that_nobody_sends_is_undelivered(bench: Callable[..., Bench]) -> None:
    story = story_of(bench, Office())
    with story.bench.session() as session:
        session.execute(update(Delivery).values(next_try_at=clock.system() - timedelta(seconds=61)))
        session.commit()
    assert figures(story) == (1, 0)


def test_a_mail_is_undelivered_while_the_mail_server_is_away_and_no_longer_when_it_was_sent(
    bench: Callable[..., Bench],
) -> None:
    office = Office()
    story = story_of(bench, office)
    with senders(story.bench):
        until(lambda: figures(story) == (1, 0))
        page = story.bench.app.test_client().get("/notifications/metrics").text
        assert 'opora_undelivered{service="notifications"} 1.0' in page
        with office.open():
            until(lambda: figures(story) == (0, 0))


def test_a_mail_that_was_refused_for_good_is_given_up(bench: Callable[..., Bench]) -> None:
    office = Office()
    with office.open():
        story = story_of(bench, office)
        office.refusals[f"{story.id('worker')}@example.org"] = ["550 no such mailbox"]
        with senders(story.bench):
            until(lambda: figures(story) == (0, 1))


def test_what_waits_for_the_messenger_is_no_mail(bench: Callable[..., Bench]) -> None:
    """And what its people did not want there any more is nothing to be mended."""
    story = story_of(bench, Office())
    with story.bench.session() as session:
        session.execute(update(Delivery).values(channel="messenger", attempts=1))
    assert figures(story) == (0, 0)
    with story.bench.session() as session:
        assert undelivered_messages(session) == 1
        session.execute(update(Delivery).values(state="failed", error="unlinked"))
    assert figures(story) == (0, 0)
