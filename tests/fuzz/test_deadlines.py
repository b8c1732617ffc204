"""Each deadline on its day: months, leap days, midnights where the clocks change. Rules alone, on any date and zone."""

from calendar import isleap, monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.cases.rules.deadlines import CaseFacts, add_months, nears_at, passes_at, present
from services.cases.rules.lengths import STEPS, code_of
from services.referrals.rules import deadlines as answering
from services.referrals.rules import lengths as answering_lengths
from shared.deadlines import lengths
from tests.fuzz.lengths import RULES

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)

ZONES = (
    "Europe/Moscow",  # no summer time
    "Europe/Kaliningrad",
    "Asia/Kamchatka",
    "Europe/Berlin",
    "Asia/Beirut",  # midnight does not exist when summer time begins
    "America/Santiago",  # nor here; and 23:00 comes twice when it ends
    "America/Havana",  # midnight comes twice when it ends
    "Pacific/Kiritimati",  # 14 hours before Greenwich
    "Asia/Kathmandu",
)

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
zones = st.sampled_from(ZONES)


def local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


@RULES
@given(days, st.integers(0, 120))
@example(date(2023, 8, 31), 6)
@example(date(2024, 2, 29), 12)
@example(date(2024, 2, 29), 48)
@example(date(2099, 11, 30), 3)
def test_months_end_on_the_same_day_number_or_the_last_of_the_month(day: date, months: int) -> None:
    end = add_months(day, months)

    assert (end.year - day.year) * 12 + end.month - day.month == months
    last = monthrange(end.year, end.month)[1]
    assert end.day == day.day or (end.day == last < day.day)


@RULES
@given(days, days, st.integers(0, 120))
def test_who_begins_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@RULES
@given(st.integers(1990, 2099), st.integers(1, 120))
def test_a_leap_day_has_its_anniversary_in_leap_years_and_else_ends_february(year: int, months: int) -> None:
    leap_year = year - year % 4 if isleap(year - year % 4) else 2024
    end = add_months(date(leap_year, 2, 29), months)
    if months % 12 == 0:
        assert (end.month, end.day) == (2, 29 if isleap(end.year) else 28)
    else:
        assert end.day == 29


@RULES
@given(days, zones)
@example(date(2024, 2, 29), "Europe/Moscow")
@example(date(2024, 2, 28), "Europe/Moscow")
@example(date(2025, 3, 29), "Asia/Beirut")
@example(date(2025, 9, 6), "America/Santiago")
@example(date(2025, 4, 5), "America/Santiago")
@example(date(2025, 11, 1), "America/Havana")
def test_a_day_has_passed_at_the_first_moment_of_the_next_where_the_organisation_is(due_on: date, zone: str) -> None:
    end = passes_at(due_on, zone)

    assert end.tzinfo is UTC
    assert local(end - INSTANT, zone) <= due_on < local(end, zone)


starts = st.builds(
    CaseFacts,
    urgency=st.sampled_from(("routine", "urgent", "immediate")),
    began_on=days,
    began_in=st.sampled_from(("opened", "agreed", "assessed", "planned", "supported")),
    contacts=st.lists(days, max_size=2),
    signed_on=st.none() | days,
    assessments=st.lists(days, max_size=2),
    planned_on=st.none() | days,
    reviews=st.lists(days, max_size=2),
    closed_on=st.none() | days,
    follow_ups=st.lists(days, max_size=1),
)


@RULES
@given(starts, zones)
def test_every_deadline_of_any_case_is_as_long_as_its_code_says_and_near_before_it_passes(
    facts: CaseFacts, zone: str
) -> None:
    found = present(facts)

    assert len({due.kind for due in found}) == len(found)
    for due in found:
        code = code_of(due.kind, facts.urgency)
        number, unit = STEPS[code].usual, STEPS[code].unit
        whole = due.starts_on + timedelta(days=number) if unit == lengths.DAYS else add_months(due.starts_on, number)
        assert due.due_on == whole
        assert nears_at(due, zone) < passes_at(due.due_on, zone)


@RULES
@given(starts, zones)
def test_a_reminder_in_days_comes_with_the_beginning_of_a_day(facts: CaseFacts, zone: str) -> None:
    for due in present(facts):
        near = nears_at(due, zone)
        if due.length.near_minutes:
            assert passes_at(due.due_on, zone) - near == timedelta(minutes=due.length.near_minutes)
        else:
            first = due.due_on - due.length.near_days * DAY
            assert local(near - INSTANT, zone) < first <= local(near, zone)


@RULES
@given(starts)
def test_a_closed_case_waits_for_nothing_but_its_follow_up(facts: CaseFacts) -> None:
    waiting = [due.kind for due in present(facts) if due.met_on is None]
    if facts.closed_on is not None:
        assert waiting == ([] if facts.follow_ups else ["follow_up"])


EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001 - so Hypothesis wants them
moments = st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC))
ANSWERING = lengths.usual(answering_lengths.USUAL)


@RULES
@given(moments, zones)
@example(datetime(2024, 2, 26, 20, 59, 59, tzinfo=UTC), "Europe/Moscow")
@example(datetime(2024, 2, 26, 21, tzinfo=UTC), "Europe/Moscow")
@example(datetime(2025, 3, 27, 12, tzinfo=UTC), "Asia/Beirut")
def test_a_reply_is_due_at_the_end_of_the_third_day_and_near_a_day_before(asked_at: datetime, zone: str) -> None:
    end, near = (one(asked_at, zone, ANSWERING) for one in (answering.reply_by, answering.reply_near_at))
    third = local(asked_at, zone) + ANSWERING["reply"] * DAY

    assert local(end - INSTANT, zone) <= third < local(end, zone)
    assert asked_at < near < end
    assert local(near - INSTANT, zone) <= third - ANSWERING["reply_near"] * DAY < local(near, zone)


@pytest.mark.parametrize("urgency", ["routine", "urgent", "immediate"])
@RULES
@given(moments)
def test_the_time_to_answer_runs_by_the_minute_whatever_the_calendar(urgency: str, start: datetime) -> None:
    near_at, due_at, escalated_at = answering.answer_times(start, urgency, ANSWERING)

    assert start < near_at < due_at < escalated_at
    assert due_at - start == timedelta(minutes=ANSWERING[f"answer_{urgency}"])


@RULES
@given(moments, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_who_was_away_tells_the_sender_again_once_and_keeps_the_hour(before: datetime, late: timedelta) -> None:
    every = timedelta(minutes=ANSWERING["escalation_again"])
    again = answering.escalated_again_at(before, before + late, ANSWERING)

    assert before + late < again <= before + late + every
    assert (again - before) % every == timedelta(0)
