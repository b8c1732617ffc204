"""How far feedback moves what a reason is worth, how ways are graded, and how far free places go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.volunteers.rules import feedback, matching, settings
from services.volunteers.rules.feedback import experience_of, factor, goodness, moved
from services.volunteers.rules.matching import Place
from services.volunteers.rules.policy import USUAL, Limits, policy_of, weights
from services.volunteers.rules.shortage import Free, unserved
from shared.codes import MATCH_REASONS
from tests.volunteers.test_matching_rules import NEED, OFFER, PLACES

GOOD, BAD = Fraction(1), Fraction(0)

# --- feedback ---------------------------------------------------------------------------------------------------------

PAIRINGS = st.lists(
    st.tuples(st.frozensets(st.sampled_from(list(MATCH_REASONS))), st.sampled_from([BAD, Fraction(1, 2), GOOD])),
    max_size=80,
)


@given(PAIRINGS, st.integers(0, 100), st.integers(5, 30))
def test_a_weight_never_moves_by_more_than_a_quarter(pairings, points: int, least: int):
    experience = experience_of(pairings)
    for reason in MATCH_REASONS:
        assert Fraction(3, 4) <= factor(experience, reason, least) <= Fraction(5, 4)
        assert points * Fraction(3, 4) <= moved(points, experience, reason, least) <= points * Fraction(5, 4)


@given(PAIRINGS)
def test_a_reason_that_holds_in_every_pairing_moves_nothing_up(pairings):
    """What all have in common says nothing about which of them go well."""
    everywhere = experience_of([(reasons | {"language"}, good) for reasons, good in pairings])
    if everywhere.all.good * 2 >= everywhere.all.pairings:
        assert factor(everywhere, "language", 5) >= 1


@given(PAIRINGS, st.sampled_from([BAD, GOOD]))
def test_one_more_pairing_shows_nothing_of_itself_before_it_is_one_of_five(pairings, good):
    """Whoever looks before and after sees either nothing new, or five pairings at once."""
    before, after = experience_of(pairings), experience_of([*pairings, ({"time"}, good)])
    more = after.all.pairings - before.all.pairings
    with_time = after.by_reason["time"].pairings - before.by_reason.get("time", feedback.Taught()).pairings
    assert {more, with_time} <= {0, 5}
    assert more or after.all == before.all
    assert {name: one for name, one in after.by_reason.items() if name != "time"} == {
        name: one for name, one in before.by_reason.items() if name != "time"
    }


@pytest.mark.parametrize(("pairings", "after"), [(0, 20), (9, 20), (10, 25)])
def test_few_pairings_move_nothing(pairings: int, after: int):
    """With `time` all went well, without it none did."""
    taught = experience_of([({"time"}, GOOD)] * pairings + [({"skill"}, BAD)] * 10)
    assert moved(20, taught, "time", 10) == after


def test_what_goes_worse_than_the_rest_is_worth_less():
    taught = experience_of([({"time"}, BAD)] * 30 + [({"skill"}, GOOD)] * 30)
    assert (moved(20, taught, "time", 10), moved(20, taught, "skill", 10)) == (15, 25)


def test_the_formula_by_hand():
    """10 of 15 pairings with a reason went well, 24 of 40 in all: (10 + 5·25/42) / (15 + 5) ÷ 25/42 ≈ 1.09."""
    taught = experience_of(
        [({"time"}, GOOD)] * 10 + [({"time"}, BAD)] * 5 + [({"skill"}, GOOD)] * 14 + [({"skill"}, BAD)] * 11
    )
    expected = (Fraction(10) + 5 * Fraction(25, 42)) / 20 / Fraction(25, 42)
    assert factor(taught, "time", 10) == expected
    assert moved(20, taught, "time", 10) == 22


def test_a_pairing_is_as_good_as_both_sides_say():
    worker = {"could_arrange": "yes", "understood": "partly", "again": "yes"}
    volunteer = {"could_arrange": "no", "understood": "no", "again": "partly"}
    assert goodness([worker]) == Fraction(5, 6)
    assert goodness([worker, volunteer]) == Fraction(1, 2)


@given(PAIRINGS, st.integers(0, 100), st.integers(0, 100), st.sampled_from(["lesnoy", "zarechny", "dalny"]))
def test_whatever_is_set_and_taught_moving_into_the_familys_district_never_lowers_a_score(pairings, same, near, home):
    values = {**settings.USUAL, "weight_same_district": max(same, near), "weight_near_district": min(same, near)}
    policy = policy_of(values, experience_of(pairings))
    here, there = OFFER, replace(OFFER, districts=frozenset({home}))
    scores = [matching.score(matching.reasons(NEED, offer, PLACES, policy)) for offer in (here, there)]
    assert scores[0] >= scores[1]


def test_feedback_that_is_switched_off_moves_nothing():
    taught = experience_of([({"time"}, GOOD)] * 30 + [({"skill"}, BAD)] * 30)
    off = {**settings.USUAL, "feedback_counts": 0}
    assert weights(off, taught) == weights(settings.USUAL)
    assert weights(settings.USUAL, taught)["time"] == 25


def test_near_is_never_worth_more_than_the_same_district():
    values = {**settings.USUAL, "weight_near_district": 30}
    taught = experience_of([({"near_district"}, GOOD)] * 30 + [({"same_district"}, BAD)] * 30)
    after = weights(values, taught)
    assert after["near_district"] == after["same_district"] == 23


@pytest.mark.parametrize(
    ("introduced", "ended_days_ago", "closed"),
    [(False, None, "not_introduced"), (True, None, None), (True, 90, None), (True, 91, "too_late")],
)
def test_something_can_be_said_from_the_introduction_to_ninety_days_after_the_end(introduced, ended_days_ago, closed):
    now = datetime(2028, 2, 29, 12, tzinfo=UTC)
    ended = None if ended_days_ago is None else now - timedelta(days=ended_days_ago)
    assert feedback.may_be_given(now if introduced else None, ended, now) == closed


# --- ways -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("km", "points"), [(1, 15), (15, 15), (32.5, 8), (40, 4), (49, 0), (50, 0)])
def test_points_fall_evenly_from_the_near_limit_to_the_far_one(km: float, points: int):
    assert _near(km)[1:] == (points, None)


@pytest.mark.parametrize(("km", "rule"), [(49.9, None), (50.1, "too_far")])
def test_beyond_the_far_limit_nobody_is_asked(km: float, rule: str | None):
    assert _near(km)[2] == rule


def _near(km: float):
    """Kilometres as they came out, points of the way, and the rule for a family that lives so far north."""
    north = Place(56.0 + km / 111.19493, 44.0)
    places = {"lesnoy": Place(56.0, 44.0), "zarechny": north}
    offer = replace(OFFER, districts=frozenset({"zarechny"}))
    found = {reason.code: reason.points for reason in matching.reasons(NEED, offer, places)}
    return matching.way(NEED, offer, places), found.get("near_district", 0), matching.exclusion(NEED, offer, places)


def test_a_volunteer_may_come_from_farther_than_a_contact_family():
    assert USUAL.limits == {"contact_family": Limits(15, 50), "volunteer": Limits(25, 80)}


def test_near_and_far_may_be_the_same():
    policy = policy_of({**settings.USUAL, "near_km_contact_family": 50})
    offer, places = replace(OFFER, districts=frozenset({"z"})), {"lesnoy": Place(56, 44), "z": Place(56.4, 44)}
    (reason,) = [one for one in matching.reasons(NEED, offer, places, policy) if one.code == "near_district"]
    assert (reason.points, reason.details) == (15, ("44",))


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "free", "short"),
    [
        ({"a": 1}, [], {"a": 1}),
        ({"a": 2}, [(1, "a")], {"a": 1}),
        ({"a": 1, "b": 1}, [(1, "ab")], {"a": 0, "b": 1}),
        ({"a": 1, "b": 1}, [(1, "ab"), (1, "a")], {"a": 0, "b": 0}),
        ({"a": 2, "b": 1}, [(2, "ab"), (1, "a")], {"a": 0, "b": 0}),
        ({"a": 3}, [(9, "b")], {"a": 3}),
        ({}, [(1, "a")], {}),
    ],
)
def test_a_place_is_counted_once_and_goes_where_it_is_needed(needed, free, short):
    assert unserved(needed, [Free(places, frozenset(districts)) for places, districts in free]) == short


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 2)),
    st.lists(st.tuples(st.integers(1, 2), st.frozensets(st.sampled_from("abc"), min_size=1)), max_size=3),
)
def test_no_way_of_spreading_the_places_serves_more(needed, free):
    wishes = [district for district, many in needed.items() for _ in range(many)]
    seats = [districts for places, districts in free for _ in range(places)]
    short = unserved(needed, [Free(places, districts) for places, districts in free])
    assert len(wishes) - sum(short.values()) == _most_served(wishes, seats)


def _most_served(wishes: list[str], seats: list[frozenset[str]]) -> int:
    """By trying every way."""
    if not wishes:
        return 0
    wish, others = wishes[0], wishes[1:]
    fitting = [index for index, seat in enumerate(seats) if wish in seat]
    served = [1 + _most_served(others, seats[:index] + seats[index + 1 :]) for index in fitting]
    return max([_most_served(others, seats), *served])
