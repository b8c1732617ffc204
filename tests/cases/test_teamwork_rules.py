"""Rules of roadmaps and programmes, without a database."""

from uuid import UUID

import pytest

from services.cases.rules import programmes, roadmap

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("presented", "verdict", "state"),
    [
        (False, None, "open"),
        (True, None, "presented"),
        (True, "passed", "passed"),
        (True, "sent_back", "sent_back"),
    ],
)
def test_a_stage_is_what_was_said_of_it_last(presented: bool, verdict: str | None, state: str) -> None:
    assert roadmap.state(presented, verdict) == state


@pytest.mark.parametrize(
    ("states", "may"),
    [
        ("open open", [True, False]),
        ("presented open", [False, False]),
        ("sent_back open", [True, False]),
        ("passed open", [False, True]),
        ("passed passed", [False, False]),
    ],
)
def test_only_the_first_stage_that_is_not_passed_may_be_presented(states: str, may: list[bool]) -> None:
    assert [roadmap.may_present(states.split(), index) for index in range(2)] == may


def test_nobody_checks_what_they_or_whom_they_stand_in_for_presented() -> None:
    assert roadmap.may_check(ONE, {OTHER})
    assert not roadmap.may_check(ONE, {ONE})
    assert not roadmap.may_check(ONE, {OTHER, ONE})


@pytest.mark.parametrize(
    ("states", "rests"), [("passed open", False), ("passed sent_back", False), ("passed presented", True)]
)
def test_a_later_stage_rests_on_an_earlier_one_once_it_is_presented(states: str, rests: bool) -> None:
    assert roadmap.rests_on(states.split(), 0) is rests


@pytest.mark.parametrize(
    ("states", "kept"), [("open open", 0), ("sent_back open", 0), ("presented open", 1), ("passed presented open", 2)]
)
def test_a_new_version_leaves_what_is_passed_or_waits_for_a_check(states: str, kept: int) -> None:
    assert roadmap.kept(states.split()) == kept


@pytest.mark.parametrize(
    ("audience", "role", "age", "code"),
    [
        ("children", "child", 17, None),
        ("children", "child", 18, "not_child"),
        ("children", "mother", 16, None),
        ("children", "mother", 34, "not_child"),
        ("parents", "mother", 34, None),
        ("parents", "mother", 16, None),
        ("parents", "grandparent", None, None),
        ("parents", "child", 12, "not_adult"),
        ("both", "child", 3, None),
        ("both", "father", 40, None),
    ],
)
def test_a_programme_is_for_its_audience(audience: str, role: str, age: int | None, code: str | None) -> None:
    assert programmes.wrong_audience(audience, role, age) == code


@pytest.mark.parametrize(
    ("audience", "role", "age", "out"),
    [
        ("children", "child", 6, True),
        ("children", "child", 7, False),
        ("children", "child", 10, False),
        ("children", "child", 11, True),
        ("children", "child", None, True),
        ("both", "mother", 34, False),
        ("both", "child", 3, True),
        ("parents", "mother", 34, True),
    ],
)
def test_the_range_of_age_is_the_childrens_or_that_of_parents_alone(
    audience: str, role: str, age: int | None, out: bool
) -> None:
    assert programmes.out_of_age(audience, role, age, 7, 10) is out


def test_without_a_range_every_age_is_in_it() -> None:
    assert not programmes.out_of_age("parents", "mother", None, None, None)
