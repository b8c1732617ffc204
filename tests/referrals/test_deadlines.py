"""Both clocks to the second: the receiver's time to answer, which can stand still, and the sender's to reply."""

from datetime import UTC, datetime, timedelta

import pytest

from shared import clock
from shared.contracts import referrals as says
from tests.referrals.family import API, Region

START = datetime(2025, 3, 3, 9, 30, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

LENGTHS = [
    # urgency, time to answer, how long before its end it is near
    ("immediate", 24 * HOUR, 6 * HOUR),
    ("urgent", 3 * DAY, DAY),
    ("routine", 10 * DAY, 7 * DAY),
]


def text_of(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def submitted(region: Region, urgency: str, at: datetime = START) -> str:
    with clock.at(at):
        referral = region.referral(urgency=urgency)
    return str(referral["id"])


def act(region: Region, at: datetime, id: str, action: str) -> dict:
    with clock.at(at):
        answer = region.act(id, action)
    assert answer.status == 200, answer.text
    return dict(answer.json)


def reminders(region: Region) -> list[str]:
    names = (name.split(".")[3] for name, _ in region.bench.published())
    return [name for name in names if name.endswith(("_near", "_passed"))]


@pytest.mark.parametrize(("urgency", "length", "near"), LENGTHS)
def test_near_and_passed_happen_once_at_their_second(
    region: Region, urgency: str, length: timedelta, near: timedelta
) -> None:
    id, b = submitted(region, urgency), region.bench
    with clock.at(START):
        assert region.get(id).json["answer_by"] == text_of(START + length)
    b.tick(START + length - near - SECOND)
    assert reminders(region) == []
    b.tick(START + length - near)
    assert reminders(region) == ["answer_near"]
    b.tick(START + length - SECOND)
    assert reminders(region) == ["answer_near"]
    b.tick(START + length)
    b.tick(START + length + DAY)
    assert reminders(region) == ["answer_near", "answer_passed"]
    (told,) = b.published(says.REFERRAL_ANSWER_PASSED)
    assert told["answer_by"] == told["at"] == START + length
    assert told["by"] is None


def test_a_worker_that_was_away_tells_both_once(region: Region) -> None:
    submitted(region, "urgent")
    for _ in range(2):
        region.bench.tick(START + 30 * DAY)
    assert reminders(region) == ["answer_near", "answer_passed"]


def test_a_reminder_leaves_the_etag_that_a_reader_holds(region: Region) -> None:
    id = submitted(region, "urgent")
    with clock.at(START):
        read = region.get(id).headers["ETag"]
    region.bench.tick(START + 4 * DAY)

    with clock.at(START + 4 * DAY):
        assert region.get(id).headers["ETag"] == read
        accepted = region.coordinator.api.post(f"{API}/referrals/{id}/accept", {}, if_match=read)
    assert accepted.status == 200, accepted.text


def test_the_time_to_answer_stands_still_while_a_question_is_open(region: Region) -> None:
    id, b = submitted(region, "urgent"), region.bench
    asked = act(region, START + DAY, id, "ask")
    assert asked["answer_by"] is None
    b.tick(START + 3 * DAY)  # it would have passed
    assert "answer_near" not in reminders(region)
    answered = START + DAY + timedelta(hours=50, seconds=7)
    answer = act(region, answered, id, "answer")
    assert answer["answer_by"] == text_of(answered + 2 * DAY)
    assert answer["reply_by"] is None
    b.tick(answered + DAY - SECOND)
    assert "answer_near" not in reminders(region)
    b.tick(answered + DAY)
    b.tick(answered + 2 * DAY)
    assert reminders(region)[-2:] == ["answer_near", "answer_passed"]


def test_what_was_told_before_the_question_is_not_told_again(region: Region) -> None:
    id, b = submitted(region, "urgent"), region.bench
    b.tick(START + 2 * DAY)
    assert reminders(region) == ["answer_near"]
    act(region, START + 2 * DAY + HOUR, id, "ask")
    act(region, START + 2 * DAY + 2 * HOUR, id, "answer")
    b.tick(START + 4 * DAY)
    assert reminders(region) == ["answer_near", "answer_passed"]


def test_several_questions_each_stop_the_clock(region: Region) -> None:
    id = submitted(region, "immediate")
    for hour in (1, 5):
        act(region, START + hour * HOUR, id, "ask")
        last = act(region, START + (hour + 2) * HOUR, id, "answer")
    assert last["answer_by"] == text_of(START + 28 * HOUR)


@pytest.mark.parametrize(
    ("time_zone", "asked", "ends"),
    [
        ("Europe/Moscow", "2025-03-03T09:30:15Z", "2025-03-06T21:00:00Z"),
        ("Europe/Moscow", "2025-03-03T20:59:59Z", "2025-03-06T21:00:00Z"),
        ("Europe/Moscow", "2025-03-03T21:00:00Z", "2025-03-07T21:00:00Z"),
        ("Asia/Vladivostok", "2025-03-03T15:00:00Z", "2025-03-07T14:00:00Z"),
        ("Europe/Berlin", "2025-03-28T12:00:00Z", "2025-03-31T22:00:00Z"),  # over the change to summer time
    ],
)
def test_a_reply_is_due_at_the_end_of_the_third_day_where_the_sender_is(
    region: Region, time_zone: str, asked: str, ends: str
) -> None:
    b, moment, end = region.bench, datetime.fromisoformat(asked), datetime.fromisoformat(ends)
    school = b.organisation("school", time_zone=time_zone)
    with clock.at(moment):
        id = region.referral(by=b.person("referrer", organisation=school))["id"]
    assert act(region, moment, id, "ask")["reply_by"] == ends
    b.tick(end - 25 * HOUR)
    assert reminders(region) == []
    b.tick(end - DAY + HOUR)
    assert reminders(region) == ["reply_near"]
    b.tick(end - SECOND)
    assert reminders(region) == ["reply_near"]
    b.tick(end)
    b.tick(end + DAY)
    assert reminders(region) == ["reply_near", "reply_passed"]
    assert b.published(says.REFERRAL_REPLY_PASSED)[0]["reply_by"] == end


def test_each_question_starts_the_time_to_reply_anew(region: Region) -> None:
    id, b = submitted(region, "routine"), region.bench
    act(region, START, id, "ask")
    b.tick(START + 5 * DAY)
    act(region, START + 5 * DAY, id, "answer")
    act(region, START + 6 * DAY, id, "ask")
    b.tick(START + 12 * DAY)
    assert reminders(region) == ["reply_near", "reply_passed", "reply_near", "reply_passed"]


def test_a_question_that_nobody_answers_stops_the_receivers_time_no_longer_than_the_time_to_reply(
    region: Region,
) -> None:
    id, b = submitted(region, "urgent"), region.bench
    end = datetime.fromisoformat(act(region, START + DAY, id, "ask")["reply_by"])
    b.tick(end)

    with clock.at(end):
        seen = region.get(id)
    assert (seen.json["status"], seen.json["reply_by"]) == ("submitted", None)
    assert seen.json["answer_by"] == text_of(end + 2 * DAY)
    assert seen.json["history"][-1]["kind"] == "not_answered"
    (told,) = b.published(says.REFERRAL_REPLY_PASSED)
    assert (told["reply_by"], told["answer_by"]) == (end, end + 2 * DAY)
    b.tick(end + DAY)
    b.tick(end + 2 * DAY)
    assert reminders(region) == ["reply_near", "reply_passed", "answer_near", "answer_passed"]
    b.tick(end + 2 * DAY + 18 * HOUR)
    assert len(b.published(says.REFERRAL_ANSWER_ESCALATED)) == 1


def test_a_late_answer_to_a_question_is_taken_and_changes_no_deadline(region: Region) -> None:
    id, b = submitted(region, "urgent"), region.bench
    end = datetime.fromisoformat(act(region, START + DAY, id, "ask")["reply_by"])
    b.tick(end)
    answered = act(region, end + DAY, id, "answer")
    assert (answered["status"], answered["answer_by"]) == ("submitted", text_of(end + 2 * DAY))
    again = act(region, end + DAY + HOUR, id, "ask")
    assert (again["answer_by"], again["reply_by"] is None) == (None, False)


def test_another_receiver_has_the_whole_time(region: Region) -> None:
    id, b = submitted(region, "urgent"), region.bench
    b.tick(START + 2 * DAY + HOUR)
    act(region, START + 2 * DAY + HOUR, id, "ask")
    act(region, START + 4 * DAY, id, "pass-on")
    with clock.at(START + 4 * DAY):
        passed_on = region.get(id, region.other_coordinator).json
    assert passed_on["answer_by"] == text_of(START + 7 * DAY)
    assert passed_on["reply_by"] is None
    b.tick(START + 10 * DAY)
    assert reminders(region) == ["answer_near", "answer_near", "answer_passed"]


@pytest.mark.parametrize("action", ["accept", "decline", "withdraw"])
@pytest.mark.parametrize("asked", [False, True])
def test_nobody_is_reminded_of_what_is_decided(region: Region, action: str, asked: bool) -> None:
    id = submitted(region, "urgent")
    if asked:
        act(region, START, id, "ask")
    decided = act(region, START + HOUR, id, action)
    assert decided["answer_by"] is decided["reply_by"] is None
    region.bench.tick(START + 30 * DAY)
    assert reminders(region) == []


def test_a_list_says_what_is_overdue(region: Region) -> None:
    late, asked = submitted(region, "urgent"), submitted(region, "routine")
    act(region, START, asked, "ask")
    for moment, overdue in ((START + HOUR, set()), (START + 3 * DAY, {late}), (START + 5 * DAY, {late, asked})):
        with clock.at(moment):
            assert {item["id"] for item in region.listed() if item["overdue"]} == overdue
