"""The best assignment, against trying every one of them; and what one change would do for who is excluded."""

from collections import Counter
from dataclasses import replace
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.volunteers.codes import MATCH_CHANGES
from services.volunteers.rules import matching
from services.volunteers.rules.assignment import best
from services.volunteers.rules.changes import CHANGES, change_for
from shared.codes import EXCLUSION_RULES
from tests.volunteers.test_matching_rules import NEED, NGO, OFFER, PLACES

Scores = list[dict[int, int]]
Chosen = tuple[int | None, ...]

SCORES = st.lists(st.dictionaries(st.integers(0, 3), st.integers(0, 125), max_size=4), max_size=4)
PLACES_OF = st.dictionaries(st.integers(0, 3), st.integers(0, 3), max_size=4)


def worth(scores: Scores, chosen: Chosen) -> tuple[int, int, int]:
    """What is wanted, in this order: matches, points, and that those who wait longest are among them."""
    matched = [at for at, one in enumerate(chosen) if one is not None]
    return len(matched), sum(scores[at][chosen[at]] for at in matched), -sum(matched)


def possible(scores: Scores, places: dict[int, int]) -> list[Chosen]:
    every = product(*([None, *of_request] for of_request in scores))
    return [chosen for chosen in every if fits(chosen, places)]


def fits(chosen: Chosen, places: dict[int, int]) -> bool:
    return all(one is None or number <= places.get(one, 0) for one, number in Counter(chosen).items())


@settings(deadline=None)  # the first import of scipy takes a while
@given(SCORES, PLACES_OF)
@example([{0: 125, 1: 1}, {0: 124}], {0: 1, 1: 1})
@example([{0: 1}, {0: 1}, {0: 1}], {0: 2})
@example([{0: 0}], {0: 1})
@example([], {})
def test_no_assignment_is_better_than_the_one_that_is_found(scores: Scores, places: dict[int, int]):
    found = tuple(best(scores, places))
    assert fits(found, places)
    assert all(one is None or one in scores[at] for at, one in enumerate(found))
    assert worth(scores, found) == max(worth(scores, chosen) for chosen in possible(scores, places))
    assert tuple(best(scores, places)) == found, "the same every time"


def test_one_family_more_is_worth_more_than_any_points():
    assert best([{0: 125, 1: 1}, {0: 125}], {0: 1, 1: 1}) == [1, 0]


def test_the_numbers_of_the_largest_run_are_exact():
    """With five hundred requests and the most points, one point and one place in the queue still count."""
    count, most = 500, 10_000
    scores = [{0: most, 1: most - 1} if at == count - 1 else {0: most} for at in range(count)]
    found = best(scores, {0: count - 1, 1: 1})
    assert found == [0] * (count - 1) + [1]
    assert best([{0: most}] * count, {0: count - 1})[-1] is None


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ({"taken": 2}, "one_place_more"),
        ({"ready": False}, "readiness"),
        ({"districts": frozenset({"dalny"})}, "distance"),
        ({"languages": frozenset({"en"})}, "language"),
        ({"declined": True}, "another_answer"),
        ({"ties": frozenset({NGO})}, "independence"),
    ],
)
def test_whom_one_rule_excludes_would_be_a_candidate_after_one_change(fault: dict[str, object], change: str):
    offer = replace(OFFER, **fault)
    rule = matching.exclusion(NEED, offer, PLACES)
    found = change_for(rule or "", NEED, offer)
    assert found
    assert (found[0], matching.exclusion(*found[1], PLACES)) == (change, None)


def test_every_rule_has_its_change_but_the_kind_of_help_and_every_change_its_text():
    assert set(CHANGES) == set(EXCLUSION_RULES) - {"wrong_kind"}
    assert {change for change, _ in CHANGES.values()} | {"no_to_another", "nobody"} == set(MATCH_CHANGES)
    assert change_for("wrong_kind", NEED, replace(OFFER, person=uuid4())) is None
