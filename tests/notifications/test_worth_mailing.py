"""Whether a mail is worth sending goes by the real present, whatever the business clock says."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from services.notifications.model import Delivery
from shared import clock
from shared.contracts import cases
from tests.notifications.story import Story

HALF_A_YEAR = timedelta(days=182)


@pytest.mark.parametrize(("shift", "mails"), [(-HALF_A_YEAR, 0), (timedelta(), 1), (HALF_A_YEAR, 1)])
def test_what_is_played_in_the_past_disturbs_nobody(story: Story, shift: timedelta, mails: int) -> None:
    with clock.at(clock.now() + shift):
        story.happens(cases.DEADLINE_NEAR)
    assert mailed(story) == mails
    assert len(story.inbox("worker")) == 1


def test_what_comes_late_because_the_business_clock_was_moved_is_mailed(story: Story) -> None:
    happened_at = clock.now()
    with clock.at(clock.now() + HALF_A_YEAR):
        story.happens(cases.DEADLINE_NEAR, at=happened_at)
    assert mailed(story) == 1


def mailed(story: Story) -> int:
    with story.bench.session() as session:
        return session.scalar(select(func.count()).select_from(Delivery)) or 0
