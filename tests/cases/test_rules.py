"""The pure rules, on any day and in any order."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules import ages, closure, deadlines, plan, states
from services.cases.rules.deadlines import CaseFacts, Length, add_months, nears_at, passes_at, present
from services.cases.rules.lengths import STEPS
from services.cases.rules.lengths import USUAL as USUAL_LENGTHS
from services.cases.rules.next_step import next_step
from services.cases.rules.plan import Participation
from shared.codes import CASE_STATES, DEADLINE_KINDS, NON_PARTICIPATION_REASONS
from shared.deadlines import lengths

DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))
ZONES = st.sampled_from(
    ["Europe/Moscow", "Asia/Vladivostok", "UTC", "America/New_York", "Europe/Berlin", "Asia/Beirut"]
)
OPEN = st.sampled_from(states.OPEN_STATES)
SOME_DAYS = st.lists(DAYS, max_size=4)


@given(DAYS, st.integers(0, 60))
def test_months_later_is_the_same_day_number_or_the_months_last_day(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_months_over_short_and_leap_months(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


USUAL = lengths.usual(USUAL_LENGTHS)


@given(DAYS, st.sampled_from(list(STEPS)), ZONES)
def test_a_deadline_is_near_before_it_passes_and_after_it_starts(day: date, code: str, zone: str) -> None:
    length = Length.of(code, USUAL)
    due = deadlines.Due("review", day, length.after(day), None, length)

    assert nears_at(due, zone) < passes_at(due.due_on, zone)
    assert nears_at(due, zone) >= passes_at(day - timedelta(days=1), zone)


@pytest.mark.parametrize(
    ("code", "near", "passes"),
    [
        ("first_contact_immediate", datetime(2026, 3, 3, 15, tzinfo=UTC), datetime(2026, 3, 3, 21, tzinfo=UTC)),
        ("first_contact", datetime(2026, 3, 3, 21, tzinfo=UTC), datetime(2026, 3, 5, 21, tzinfo=UTC)),
        ("agreement", datetime(2026, 3, 8, 21, tzinfo=UTC), datetime(2026, 3, 16, 21, tzinfo=UTC)),
        ("review", datetime(2026, 8, 25, 21, tzinfo=UTC), datetime(2026, 9, 2, 21, tzinfo=UTC)),
    ],
)
def test_how_long_before_the_end_it_is_near(code: str, near: datetime, passes: datetime) -> None:
    start, length = date(2026, 3, 2), Length.of(code, USUAL)
    due = deadlines.Due("x", start, length.after(start), None, length)

    assert nears_at(due, "Europe/Moscow") == near
    assert passes_at(due.due_on, "Europe/Moscow") == passes


def test_a_day_ends_at_midnight_where_the_organisation_is() -> None:
    assert passes_at(date(2026, 3, 5), "Asia/Vladivostok") == datetime(2026, 3, 5, 14, tzinfo=UTC)
    assert passes_at(date(2026, 3, 28), "Europe/Berlin") == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert passes_at(date(2026, 3, 29), "Europe/Berlin") == datetime(2026, 3, 29, 22, tzinfo=UTC)


@given(
    st.builds(
        CaseFacts,
        urgency=st.sampled_from(["immediate", "urgent", "routine"]),
        began_on=DAYS,
        began_in=OPEN,
        contacts=SOME_DAYS,
        signed_on=st.none() | DAYS,
        assessments=SOME_DAYS,
        planned_on=st.none() | DAYS,
        reviews=SOME_DAYS,
        closed_on=st.none() | DAYS,
        follow_ups=SOME_DAYS,
    )
)
def test_there_is_at_most_one_deadline_of_a_kind_and_each_is_due_after_its_start(facts: CaseFacts) -> None:
    found = present(facts)

    kinds = [due.kind for due in found]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(DEADLINE_KINDS)
    assert all(due.due_on > due.starts_on for due in found)
    assert ("follow_up" in kinds) == (facts.closed_on is not None)
    if facts.closed_on:
        assert all(due.met_on for due in found if due.kind != "follow_up")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, {"first_contact": "2026-03-05", "agreement": "2026-03-16"}),
        ({"urgency": "immediate"}, {"first_contact": "2026-03-03", "agreement": "2026-03-16"}),
        ({"signed_on": date(2026, 3, 6)}, {"assessment": "2026-03-27", "closure": "2029-03-06"}),
        (
            {"signed_on": date(2026, 3, 6), "assessments": [date(2026, 3, 20), date(2026, 3, 16)]},
            {"plan": "2026-03-30"},
        ),
        ({"planned_on": date(2026, 8, 31)}, {"review": "2027-02-28"}),
        ({"planned_on": date(2026, 8, 31), "reviews": [date(2026, 10, 1), date(2026, 9, 1)]}, {"review": "2027-04-01"}),
        ({"closed_on": date(2026, 12, 31)}, {"follow_up": "2027-06-30"}),
    ],
)
def test_when_each_deadline_is_due(facts: dict, expected: dict[str, str]) -> None:
    found = present(CaseFacts(**{"urgency": "routine", "began_on": date(2026, 3, 2)} | facts))

    due = {one.kind: one.due_on.isoformat() for one in found}
    assert expected.items() <= due.items()


@pytest.mark.parametrize(
    ("began_in", "expected"),
    [
        ("opened", {"first_contact", "agreement"}),
        ("agreed", {"assessment", "closure"}),
        ("assessed", {"plan", "closure"}),
        ("planned", {"review", "closure"}),
        ("supported", {"review", "closure"}),
    ],
)
def test_reopened_deadlines_start_on_the_day_of_reopening(began_in: str, expected: set[str]) -> None:
    found = present(
        CaseFacts("routine", date(2027, 1, 10), began_in, signed_on=date(2026, 1, 1) if began_in != "opened" else None)
    )

    assert {due.kind for due in found} == expected
    assert {due.starts_on for due in found} == {date(2027, 1, 10)}


def test_the_table_of_states_names_known_states_and_never_goes_backwards() -> None:
    assert set(states.ORDER) == set(CASE_STATES)
    for (command, before), after in states.MOVES.items():
        assert states.allowed(command, before)
        assert states.ORDER.index(after) == states.ORDER.index(before) + 1
    assert all(set(allowed) <= set(states.ORDER) for allowed in states.ALLOWED.values())


MEMBERS = st.lists(st.uuids(), min_size=1, max_size=5, unique=True)
REASONS = st.sampled_from([None, *NON_PARTICIPATION_REASONS])


@given(MEMBERS, st.integers(0, 3), st.data())
def test_a_plan_is_valid_when_nobody_refused_and_it_has_a_goal(
    members: list[UUID], goals: int, data: st.DataObject
) -> None:
    said = []
    for one in members:
        took_part = data.draw(st.booleans())
        said.append(
            Participation(
                one, took_part, None if took_part else data.draw(st.sampled_from(list(NON_PARTICIPATION_REASONS)))
            )
        )

    state = plan.state_when_saved(goals, said)

    refused = any(one.reason == "refused" for one in said)
    assert state == ("valid" if goals and not refused else "draft")
    assert plan.state_now(state, members, said) == state


@given(MEMBERS, st.uuids())
def test_a_newcomer_makes_only_a_valid_plan_wait_for_them(members: list[UUID], newcomer: UUID) -> None:
    said = [Participation(one, True) for one in members if one != newcomer]

    assert plan.state_now("valid", [*members, newcomer], said) == "needs_participation"
    assert plan.state_now("draft", [*members, newcomer], said) == "draft"
    assert plan.missing([*members, newcomer], said) == {newcomer}


@given(st.lists(st.uuids(), min_size=1, max_size=3, unique=True), st.integers(1, 5), st.integers(1, 5))
def test_a_child_domain_below_the_threshold_hinders(children: list[UUID], score: int, threshold: int) -> None:
    scores = [closure.ChildScore(child, score) for child in children]

    found = closure.hindrances(children, scores, threshold, False, children, True)

    assert found == (["child_domain_below_threshold"] if score < threshold else [])


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_each_hindrance_is_named(assessed: bool, specialist: bool, home: bool, agrees: bool) -> None:
    child = UUID(int=1)
    scores = [closure.ChildScore(child, 4)] if assessed else []

    found = closure.hindrances([child], scores, 3, specialist, [child] if home else [], agrees)

    assert ("child_not_assessed" in found) == (not assessed)
    assert ("open_goal_needs_specialist" in found) == specialist
    assert ("child_not_in_own_family" in found) == (not home)
    assert ("family_does_not_agree" in found) == (not agrees)


def test_the_last_assessment_is_the_last_that_looked_at_a_child() -> None:
    first, second = [closure.ChildScore(UUID(int=1), 2)], [closure.ChildScore(UUID(int=1), 4)]

    sister = [closure.ChildScore(UUID(int=2), 1)]

    assert closure.last_scores([first, second, []]) == second
    assert closure.last_scores([sister, first, second]) == [*sister, *second]
    assert closure.last_scores([]) == []


@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(0, 120))
def test_a_birthday_makes_one_older(born_on: date, years: int) -> None:
    birthday = add_months(born_on, years * 12)
    if birthday.day == born_on.day:
        assert ages.age_on(birthday, born_on, None, None) == years
        assert ages.age_on(birthday - timedelta(days=1), born_on, None, None) == years - 1


def test_an_age_that_was_told_grows_with_the_years() -> None:
    assert ages.age_on(date(2026, 3, 1), None, 17, date(2026, 3, 2)) == 16
    assert ages.age_on(date(2027, 3, 1), None, 17, date(2026, 3, 2)) == 17
    assert ages.age_on(date(2027, 3, 2), None, 17, date(2026, 3, 2)) == 18
    assert ages.age_on(date(2027, 3, 2), None, None, None) is None


@pytest.mark.parametrize(
    ("role", "age", "child", "signs"),
    [
        ("child", None, True, False),
        ("child", 18, False, True),
        ("mother", 16, True, True),
        ("mother", None, False, True),
        ("other", 17, True, False),
    ],
)
def test_who_is_a_child_and_who_may_sign(role: str, age: int | None, child: bool, signs: bool) -> None:
    assert ages.is_child(role, age) == child
    assert ages.may_sign(role, age) == signs


@pytest.mark.parametrize(
    ("status", "plan_state", "waiting", "step"),
    [
        ("opened", None, ["first_contact", "agreement"], "first_contact"),
        ("opened", None, ["agreement"], "agreement"),
        ("agreed", None, ["assessment", "closure"], "assessment"),
        ("assessed", None, ["plan", "closure"], "plan"),
        ("assessed", None, ["assessment", "closure"], "assessment"),
        ("planned", "valid", ["review", "closure"], "service"),
        ("planned", "needs_participation", ["review"], "needs_participation"),
        ("planned", "draft", ["review"], "plan"),
        ("supported", "valid", ["review", "closure"], "review"),
        ("supported", "valid", ["closure", "review"], "closure"),
        ("closed", "valid", ["follow_up"], "follow_up"),
        ("followed_up", "valid", [], None),
    ],
)
def test_what_a_case_waits_for_next(status: str, plan_state: str | None, waiting: list[str], step: str | None) -> None:
    start = date(2026, 3, 2)
    due = [
        deadlines.Due(kind, start, start + timedelta(days=10 * place), None, Length())
        for place, kind in enumerate(waiting, 1)
    ]

    found, due_on = next_step(status, plan_state, due)

    assert found == step
    assert due_on == (next((one.due_on for one in due if one.kind == step), due[0].due_on) if due else None)


def test_what_is_met_is_not_waited_for() -> None:
    met = deadlines.Due("first_contact", date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 3), Length())

    assert next_step("opened", None, [met]) == ("agreement", None)


def test_who_is_certainly_not_born_yet() -> None:
    told_on = date(2026, 3, 2)

    assert not ages.is_born(date(2018, 3, 1), None, 7, told_on)
    assert ages.is_born(date(2018, 3, 3), None, 7, told_on)
    assert not ages.is_born(date(2019, 1, 1), date(2019, 1, 2), None, None)
    assert ages.is_born(date(2019, 1, 2), date(2019, 1, 2), None, None)
