"""A referral never expires in silence: who is told after its time to answer is over, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from shared import clock
from shared.contracts import referrals as says
from tests.referrals.family import Region

START = datetime(2028, 2, 26, 9, 30, 15, tzinfo=UTC)  # over the leap day
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

TIMES = [
    # urgency, time to answer, how long after its end the sender is told: a quarter of it
    ("immediate", DAY, 6 * HOUR),
    ("urgent", 3 * DAY, 18 * HOUR),
    ("routine", 10 * DAY, 60 * HOUR),
]


def submitted(region: Region, urgency: str = "urgent") -> str:
    with clock.at(START):
        return str(region.referral(urgency=urgency)["id"])


def act(region: Region, at: datetime, id: str, action: str) -> None:
    with clock.at(at):
        answer = region.act(id, action)
    assert answer.status == 200, answer.text


def escalations(region: Region) -> list[int]:
    return [told["times"] for told in region.bench.published(says.REFERRAL_ANSWER_ESCALATED)]


@pytest.mark.parametrize(("urgency", "answer", "after"), TIMES)
def test_the_sender_is_told_at_its_second_that_nobody_answered(
    region: Region, urgency: str, answer: timedelta, after: timedelta
) -> None:
    id, b = submitted(region, urgency), region.bench
    b.tick(START + answer + after - SECOND)
    assert escalations(region) == []
    b.tick(START + answer + after)
    b.tick(START + answer + after + SECOND)
    (told,) = b.published(says.REFERRAL_ANSWER_ESCALATED)
    assert told["at"] == START + answer + after
    assert told["answer_by"] == START + answer
    assert (str(told["referral"]), told["times"], told["by"]) == (id, 1, None)
    assert (told["sent_by"], told["from_organisation"]) == (region.referrer.id, region.guardianship)


def test_supervisors_are_told_each_day_until_there_is_a_decision(region: Region) -> None:
    id, b = submitted(region), region.bench
    first = START + 3 * DAY + 18 * HOUR
    for day in range(4):
        b.tick(first + day * DAY - SECOND)
        b.tick(first + day * DAY)
        b.tick(first + day * DAY + HOUR)
        assert escalations(region) == list(range(1, day + 2))
    act(region, first + 3 * DAY + 2 * HOUR, id, "accept")
    b.tick(first + 60 * DAY)
    assert escalations(region) == [1, 2, 3, 4]


def test_a_worker_that_was_away_for_days_tells_once_and_goes_on_at_the_same_hour(region: Region) -> None:
    submitted(region)
    b, first = region.bench, START + 3 * DAY + 18 * HOUR
    b.tick(first + 5 * DAY + 7 * HOUR)
    b.tick(first + 6 * DAY - SECOND)
    assert escalations(region) == [1]
    b.tick(first + 6 * DAY)
    assert escalations(region) == [1, 2]


def test_near_and_passed_are_still_told_once_each(region: Region) -> None:
    submitted(region)
    for days in range(2, 9):
        region.bench.tick(START + days * DAY)
    for event in (says.REFERRAL_ANSWER_NEAR, says.REFERRAL_ANSWER_PASSED):
        assert len(region.bench.published(event)) == 1


def test_nothing_is_escalated_while_a_question_is_open_and_then_the_rest_of_the_time_runs(region: Region) -> None:
    id, b = submitted(region), region.bench
    act(region, START + DAY, id, "ask")
    b.tick(START + 4 * DAY)
    assert escalations(region) == []
    act(region, START + 4 * DAY, id, "answer")
    due = START + 6 * DAY + 18 * HOUR
    b.tick(due - SECOND)
    assert escalations(region) == []
    b.tick(due)
    assert escalations(region) == [1]


def test_a_question_after_the_escalation_stops_it_as_well(region: Region) -> None:
    id, b = submitted(region), region.bench
    first = START + 3 * DAY + 18 * HOUR
    b.tick(first)
    act(region, first + HOUR, id, "ask")
    b.tick(first + 3 * DAY)
    assert escalations(region) == [1]
    act(region, first + 3 * DAY, id, "answer")
    again = first + DAY + 3 * DAY - HOUR
    b.tick(again - SECOND)
    assert escalations(region) == [1]
    b.tick(again)
    assert escalations(region) == [1, 2]


def test_another_receiver_begins_anew_and_the_sender_is_told_of_it_too(region: Region) -> None:
    id, b = submitted(region), region.bench
    b.tick(START + 4 * DAY)
    act(region, START + 4 * DAY + HOUR, id, "pass-on")
    b.tick(START + 4 * DAY + HOUR + 3 * DAY + 18 * HOUR - SECOND)
    assert escalations(region) == [1]
    b.tick(START + 4 * DAY + HOUR + 3 * DAY + 18 * HOUR)
    assert escalations(region) == [1, 1]
    assert b.published(says.REFERRAL_ANSWER_ESCALATED)[-1]["to_organisation"] == region.other_ngo


@pytest.mark.parametrize("action", ["accept", "decline", "withdraw"])
def test_what_is_decided_in_time_is_not_escalated(region: Region, action: str) -> None:
    act(region, START + 3 * DAY + HOUR, submitted(region), action)
    region.bench.tick(START + 30 * DAY)
    assert escalations(region) == []


def test_an_escalation_leaves_the_etag_that_a_reader_holds(region: Region) -> None:
    id = submitted(region)
    read = region.get(id).headers["ETag"]
    region.bench.tick(START + 20 * DAY)
    assert region.get(id).headers["ETag"] == read
