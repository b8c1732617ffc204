"""What operators see of referrals: how many wait too long, never which."""

from datetime import timedelta

from services.referrals.figures import overdue
from shared import clock
from tests.referrals.family import Region
from tests.referrals.test_deadlines import DAY, SECOND, START, act, submitted


def overdue_at(region: Region, moment: timedelta) -> int:
    with clock.at(START + moment), region.bench.session() as session:
        return overdue(session)


def test_a_referral_is_overdue_from_the_end_of_its_time_until_it_is_decided(region: Region) -> None:
    id = submitted(region, "urgent")
    submitted(region, "routine")
    assert overdue_at(region, 3 * DAY) == 0
    assert overdue_at(region, 3 * DAY + SECOND) == 1
    act(region, START + 4 * DAY, id, "accept")
    assert overdue_at(region, 5 * DAY) == 0
    assert overdue_at(region, 11 * DAY) == 1


def test_while_the_sender_has_time_to_reply_no_referral_is_overdue(region: Region) -> None:
    id = submitted(region, "urgent")
    act(region, START + DAY, id, "ask")
    assert overdue_at(region, 4 * DAY) == 0
    region.bench.tick(START + 5 * DAY)
    assert overdue_at(region, 6 * DAY) == 0
    assert overdue_at(region, 8 * DAY) == 1


def test_the_number_is_among_the_metrics(region: Region) -> None:
    submitted(region, "urgent")
    page = region.bench.app.test_client().get("/referrals/metrics").text
    assert 'opora_overdue_referrals{service="referrals"} 1.0' in page
