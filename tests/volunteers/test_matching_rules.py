"""The rules of matching by themselves: what is near, who can meet, what a reason is worth, who is left out."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.volunteers.rules import matching
from services.volunteers.rules.matching import Need, Offer, Place, Slot
from services.volunteers.rules.standing import ties
from shared.codes import EXCLUSION_RULES, MATCH_REASONS

PLACES = {"lesnoy": Place(56.31, 43.99), "zarechny": Place(56.41, 44.05), "dalny": Place(59.9, 50.0)}
NGO, SCHOOL = uuid4(), uuid4()
PERSON = uuid4()
SATURDAY = Slot(6, 11 * 60, 15 * 60)

NEED = Need(
    kind="contact_family",
    district="lesnoy",
    skills=frozenset({"company", "driving"}),
    experience=frozenset({"loss"}),
    languages=frozenset({"ru"}),
    times=(SATURDAY,),
    assessing=frozenset({NGO}),
    team=frozenset(),
)
OFFER = Offer(
    person=PERSON,
    kind="contact_family",
    districts=frozenset({"lesnoy"}),
    skills=frozenset({"company", "driving"}),
    experience=frozenset({"loss", "teenager"}),
    languages=frozenset({"ru", "en"}),
    times=(SATURDAY,),
    capacity=2,
    taken=0,
    ready=True,
    ties=frozenset(),
    declined=False,
)


def test_every_reason_of_a_perfect_candidate_is_stated_with_its_points():
    found = matching.reasons(NEED, OFFER, PLACES)
    assert found == [
        ("same_district", 30, ()),
        ("language", 20, ("ru",)),
        ("time", 20, ()),
        ("skill", 20, ("company", "driving")),
        ("experience", 25, ("loss",)),
        ("free_capacity", 10, ()),
    ]
    assert matching.score(found) == 125


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({}, None),
        ({"kind": "volunteer"}, "wrong_kind"),
        ({"ready": False}, "not_ready"),
        ({"ties": frozenset({NGO, SCHOOL})}, "not_independent"),
        ({"ties": frozenset({SCHOOL})}, None),
        ({"taken": 2}, "no_capacity"),
        ({"capacity": 0}, "no_capacity"),
        ({"districts": frozenset({"dalny"})}, "too_far"),
        ({"districts": frozenset({"unknown"})}, "too_far"),
        ({"districts": frozenset({"dalny", "zarechny"})}, None),
        ({"languages": frozenset({"en"})}, "no_language"),
        ({"declined": True}, "declined_before"),
    ],
)
def test_each_rule_excludes_by_itself(change, rule):
    assert matching.exclusion(NEED, replace(OFFER, **change), PLACES) == rule


def test_a_member_of_the_familys_team_is_not_independent():
    assert matching.exclusion(replace(NEED, team=frozenset({PERSON})), OFFER, PLACES) == "not_independent"


def test_a_volunteer_with_skills_may_work_for_an_organisation_that_assesses():
    need, offer = replace(NEED, kind="volunteer"), replace(OFFER, kind="volunteer", ties=frozenset({NGO}))
    assert matching.exclusion(need, offer, PLACES) is None


def test_a_wish_without_languages_leaves_nobody_out_and_gives_no_points_for_them():
    need = replace(NEED, languages=frozenset())
    assert matching.exclusion(need, replace(OFFER, languages=frozenset({"fi"})), PLACES) is None
    assert "language" not in [reason.code for reason in matching.reasons(need, OFFER, PLACES)]


@pytest.mark.parametrize(
    ("employers", "roles", "expected"),
    [
        ([], ["contact_family"], set()),
        ([], ["contact_family", "volunteer"], set()),
        ([], ["contact_family", "referrer"], {NGO}),
        ([SCHOOL], ["contact_family"], {SCHOOL}),
        ([SCHOOL], ["contact_family", "specialist"], {SCHOOL, NGO}),
    ],
)
def test_standing_on_a_register_ties_nobody_and_any_other_role_does(employers, roles, expected):
    assert ties(employers, NGO, roles) == expected


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [(14 * 60, 18 * 60, True), (14 * 60 + 1, 18 * 60, False), (8 * 60, 12 * 60, True), (12 * 60, 13 * 60, True)],
)
def test_free_times_meet_when_an_hour_is_common(start, end, meets):
    assert matching.can_meet(NEED, replace(OFFER, times=(Slot(6, start, end),))) is meets
    assert not matching.can_meet(NEED, replace(OFFER, times=(Slot(7, start, end),)))


def test_clock_times_become_minutes_of_the_day():
    assert matching.slots([{"weekday": 6, "from": "11:00", "to": "15:30"}]) == (Slot(6, 660, 930),)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (Place(55.7558, 37.6173), Place(59.9343, 30.3351), 633),  # Moscow, St Petersburg
        (Place(0, 0), Place(0, 180), 20015),
        (Place(0, 179.9), Place(0, -179.9), 22),  # across the date line
        (Place(48.7, 44.5), Place(48.7, 44.5), 0),
    ],
)
def test_distances_are_those_of_the_globe(one, other, kilometres):
    assert matching.kilometres(one, other) == pytest.approx(kilometres, abs=1)


# --- for any need and offer -------------------------------------------------------------------------------------------

CODES = st.frozensets(st.sampled_from("abcde"))
TIMES = st.lists(st.builds(Slot, st.integers(1, 7), st.integers(0, 700), st.integers(701, 1439)), max_size=3).map(tuple)
DISTRICTS = st.frozensets(st.sampled_from([*PLACES, "unknown"]))
TIES: st.SearchStrategy[frozenset[UUID]] = st.frozensets(st.sampled_from([NGO, SCHOOL]))
KINDS = st.sampled_from(["contact_family", "volunteer"])
NEEDS = st.builds(
    Need, KINDS, st.sampled_from([*PLACES, "unknown"]), CODES, CODES, CODES, TIMES, TIES, st.just(frozenset())
)
OFFERS = st.builds(
    Offer, st.just(PERSON), KINDS, DISTRICTS, CODES, CODES, CODES, TIMES, st.integers(0, 20), st.integers(0, 20),
    st.booleans(), TIES, st.booleans(),
)  # fmt: skip
PLACE = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))


@given(NEEDS, OFFERS)
def test_a_score_is_the_sum_of_known_reasons_each_worth_something(need: Need, offer: Offer):
    found = matching.reasons(need, offer, PLACES)
    assert matching.score(found) == sum(points for _, points, _ in found)
    assert all(code in MATCH_REASONS and points > 0 for code, points, _ in found)
    assert len({code for code, _, _ in found}) == len(found)


@given(NEEDS, OFFERS)
def test_who_is_left_out_is_left_out_by_a_known_rule(need: Need, offer: Offer):
    rule = matching.exclusion(need, offer, PLACES)
    assert rule is None or rule in EXCLUSION_RULES


@given(NEEDS, OFFERS, CODES, TIMES)
def test_giving_more_never_lowers_a_score_nor_closes_a_door(need: Need, offer: Offer, more, times):
    better = replace(
        offer,
        skills=offer.skills | more,
        experience=offer.experience | more,
        languages=offer.languages | more,
        times=offer.times + times,
        capacity=offer.capacity + 1,
        districts=offer.districts | {need.district},
    )
    before, after = (matching.score(matching.reasons(need, one, PLACES)) for one in (offer, better))
    assert after >= before
    if matching.exclusion(need, offer, PLACES) is None:
        assert matching.exclusion(need, better, PLACES) is None


@given(NEEDS, OFFERS)
def test_no_tied_contact_family_is_ever_a_candidate(need: Need, offer: Offer):
    if need.kind == "contact_family" and offer.ties & need.assessing:
        assert matching.exclusion(need, offer, PLACES) is not None


@given(NEEDS, OFFERS)
def test_nobody_with_as_many_families_as_they_can_is_ever_a_candidate(need: Need, offer: Offer):
    if offer.taken >= offer.capacity:
        assert matching.exclusion(need, offer, PLACES) is not None


@given(PLACE, PLACE)
def test_a_way_is_as_long_there_as_back_and_never_longer_than_half_the_globe(one: Place, other: Place):
    there, back = matching.kilometres(one, other), matching.kilometres(other, one)
    assert there == pytest.approx(back)
    assert 0 <= there <= 20016
