"""Assessments compared over time: first, previous and latest score of each domain, and what may be compared at all."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.comparison import Score, change, comparable, compare, has_two_comparable, scores_in
from shared.codes import ASSESSMENT_DOMAINS, ASSESSMENT_TOOLS
from tests.cases.region import Opened, Region

SON, DAUGHTER = UUID(int=1), UUID(int=2)
MARCH = Score(UUID(int=10), "interview", date(2026, 3, 16), SON, "safety", 2)
SEPTEMBER = replace(MARCH, assessment=UUID(int=11), done_on=date(2026, 9, 1), score=4)

SCORES = st.builds(
    Score,
    assessment=st.uuids(),
    tool=st.sampled_from(list(ASSESSMENT_TOOLS)),
    done_on=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    member=st.sampled_from([None, SON, DAUGHTER]),
    domain=st.sampled_from(["safety", "health"]),
    score=st.integers(1, 5),
)


def test_the_same_tool_on_the_same_domain_of_the_same_child_can_be_compared() -> None:
    assert comparable(MARCH, SEPTEMBER)
    assert change(MARCH, SEPTEMBER) == 2


@pytest.mark.parametrize(
    "other",
    [{"tool": "child_psychology"}, {"domain": "health"}, {"member": DAUGHTER}, {"member": None}],
    ids=lambda other: next(iter(other)),
)
def test_another_tool_domain_or_person_cannot(other: dict[str, str]) -> None:
    assert not comparable(MARCH, replace(SEPTEMBER, **other))
    assert change(MARCH, replace(SEPTEMBER, **other)) is None


def test_two_looks_on_one_day_say_nothing_of_time() -> None:
    assert not comparable(MARCH, replace(SEPTEMBER, done_on=MARCH.done_on))


@given(SCORES, SCORES)
def test_of_two_one_at_most_comes_before_the_other(one: Score, other: Score) -> None:
    assert not (comparable(one, other) and comparable(other, one))
    assert not comparable(one, one)


@given(st.lists(SCORES, max_size=8))
def test_first_previous_and_latest_stand_in_the_order_of_time_whatever_the_order_of_typing(scores: list[Score]) -> None:
    found = compare(scores)

    assert found == compare(reversed(scores))
    for subject, one in found.items():
        of_it = sorted((score for score in scores if score.subject == subject), key=lambda score: score.order)
        assert one.latest == of_it[-1]
        assert one.previous == (of_it[-2] if len(of_it) > 1 else None)
        assert one.first == (of_it[0] if len(of_it) > 1 else None)
        assert (one.since is None) == (not any(comparable(score, one.latest) for score in of_it))
        assert (one.change is None) == (one.since is None)


def test_a_change_is_measured_from_the_first_look_with_the_tool_of_the_latest() -> None:
    other_tool = replace(MARCH, assessment=UUID(int=9), tool="child_psychology", done_on=date(2026, 2, 1), score=5)
    may = replace(MARCH, assessment=UUID(int=12), done_on=date(2026, 5, 1), score=1)

    (found,) = compare([SEPTEMBER, may, MARCH, other_tool]).values()

    assert (found.first, found.previous, found.latest, found.since) == (other_tool, may, SEPTEMBER, MARCH)
    assert found.change == 2


def test_a_word_on_well_being_rests_on_two_comparable_assessments_made_by_then() -> None:
    assert has_two_comparable([MARCH, SEPTEMBER], SON, date(2026, 9, 1))
    assert not has_two_comparable([MARCH, SEPTEMBER], SON, date(2026, 8, 31))
    assert not has_two_comparable([MARCH, SEPTEMBER], DAUGHTER, date(2026, 9, 1))
    assert not has_two_comparable([MARCH], SON, date(2027, 1, 1))


def test_scores_are_read_as_an_assessment_keeps_them() -> None:
    facts = {
        "tool": "interview",
        "scores": [{"member": str(SON), "domain": "safety", "score": 2}, {"domain": "legal", "score": 3}],
    }

    found = list(scores_in(MARCH.assessment, MARCH.done_on, facts))

    assert found == [MARCH, replace(MARCH, member=None, domain="legal", score=3)]


def test_every_tool_and_domain_of_the_practice_is_there() -> None:
    assert set(ASSESSMENT_TOOLS) == {
        "interview", "living_conditions", "child_psychology", "adult_psychology", "genogram_ecomap",
        "child_complex_needs",
    }  # fmt: skip
    groups: dict[str | None, set[str]] = {"child": set(), "family": set()}
    for domain in ASSESSMENT_DOMAINS:
        groups[ASSESSMENT_DOMAINS.group(domain)].add(domain)
    assert groups == {
        "child": {"safety", "health", "emotional_development", "education", "behaviour", "relations", "rights"},
        "family": {
            "parenting", "parent_wellbeing", "household", "money_and_work", "support_circle", "family_relations",
            "legal",
        },
    }  # fmt: skip


# --- over HTTP --------------------------------------------------------------------------------------------------------


def _assess(case: Opened, day: date, score: int, tool: str = "interview") -> str:
    body = case.assessment(score, tool=tool, done_on=day.isoformat())
    return str(case.done(case.post("/assessments", body, on=day)).json["id"])


def test_the_team_sees_what_changed_and_an_annulled_assessment_never_happened(case: Opened) -> None:
    case.to("agreed")
    first = _assess(case, date(2026, 3, 16), 2)
    wrong = _assess(case, date(2026, 5, 1), 5)
    case.done(case.post(f"/assessments/{wrong}/annul", {"reason": "Чужая семья"}, on=date(2026, 5, 2)))
    previous = _assess(case, date(2026, 6, 1), 3, tool="child_psychology")
    latest = _assess(case, date(2026, 9, 1), 4)

    of_son, of_family = case.json(path="/assessments/comparison", on=date(2026, 9, 2))["items"]

    assert (of_son["member"], of_son["domain"], of_son["change"]) == (case.son, "safety", 2)
    shown = {name: (of_son[name]["assessment"], of_son[name]["score"]) for name in ("first", "previous", "latest")}
    assert shown == {"first": (first, 2), "previous": (previous, 3), "latest": (latest, 4)}
    assert (of_son["first"]["comparable"], of_son["first"]["change"]) == (True, 2)
    assert (of_son["previous"]["comparable"], of_son["previous"]["change"]) == (False, None)
    assert of_son["since"]["assessment"] == first
    assert (of_family["member"], of_family["domain"], of_family["change"]) == (None, "support_circle", 0)


def test_before_any_assessment_there_is_nothing_to_compare(case: Opened, region: Region) -> None:
    assert case.json(path="/assessments/comparison") == {"items": [], "next": None}
    assert case.get("/assessments/comparison", who=region.coordinator).status == 403
    assert case.get("/assessments/comparison", who=region.referrer).status == 404
