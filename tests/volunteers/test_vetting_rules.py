"""The rules of vetting by themselves: what is missing, which paper holds, on which day somebody is warned."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.volunteers.rules import settings, vetting
from services.volunteers.rules.standing import pause_errors
from services.volunteers.rules.vetting import LAPSED
from shared.codes import DOCUMENT_KINDS, NOT_READY_REASONS, VOLUNTEER_SETTINGS

TODAY = date(2028, 2, 29)  # a leap day
DONE = {"trained_on": TODAY, "interviewed_on": TODAY, "approved_on": TODAY}


def papers(*documents: tuple[str, int | None]) -> list[dict[str, Any]]:
    """Each with its kind and in how many days its last day is."""
    return [
        {"kind": kind, "expires_on": None if days is None else TODAY + timedelta(days=days)} for kind, days in documents
    ]


@pytest.mark.parametrize(
    ("needed", "documents", "codes"),
    [
        ({"approval"}, [], []),
        ({"approval", "medical"}, [], ["document_missing"]),
        ({"medical"}, [("medical", 0)], []),
        ({"medical"}, [("medical", -1)], ["document_expired"]),
        ({"medical"}, [("medical", -1), ("medical", 300)], []),
        ({"medical"}, [("medical", 300), ("medical", -1)], []),
        ({"medical"}, [("medical", -1), ("Медицинская справка", None)], []),
        ({"no_criminal_record"}, [("Справка об отсутствии СУДИМОСТИ", None)], []),
        ({"no_criminal_record"}, [("no_criminal_record", -400), ("medical", -1)], ["document_expired"] * 2),
        (set(), [("Справка из бассейна", -1)], ["document_expired"]),
        (set(), [("Справка из бассейна", -1), ("Грамота", None)], ["document_expired"]),
        (set(), [("Справка из бассейна", -1), ("справка из бассейна", 5)], []),
    ],
)
def test_each_thing_that_is_needed_and_each_paper_that_ran_out_is_named(needed, documents, codes) -> None:
    found = vetting.lacking(DONE | {"documents": papers(*documents)}, needed, TODAY)
    assert [lack.code for lack in found] == codes
    assert set(codes) <= set(NOT_READY_REASONS)


def test_steps_that_are_needed_are_missed_one_by_one() -> None:
    nothing = {"trained_on": None, "interviewed_on": None, "approved_on": None, "documents": []}
    paths = [lack.path for lack in vetting.lacking(nothing, settings.needs(settings.USUAL, "contact_family"), TODAY)]
    assert paths == ["vetting.trained_on", "vetting.interviewed_on", "vetting.approved_on"]
    paths = [lack.path for lack in vetting.lacking(nothing, settings.needs(settings.USUAL, "volunteer"), TODAY)]
    assert paths == ["vetting.approved_on"]


@pytest.mark.parametrize(
    ("left", "days"),
    [(31, None), (30, 30), (8, 30), (7, 7), (0, 7), (-1, LAPSED), (-900, LAPSED)],
)
def test_a_notice_is_for_the_last_of_its_days_that_has_come(left: int, days: int | None) -> None:
    found = vetting.due_notices(papers(("medical", left)), TODAY)
    assert [notice.days for notice in found] == ([] if days is None else [days])


@pytest.mark.parametrize(("left", "ahead"), [(31, 1), (30, 23), (7, 8), (0, 1), (-1, None)])
def test_the_next_look_is_on_the_next_of_those_days(left: int, ahead: int | None) -> None:
    expected = None if ahead is None else TODAY + timedelta(days=ahead)
    assert vetting.next_look(papers(("medical", left), ("Грамота", None)), TODAY) == expected


def test_a_paper_that_was_renewed_is_not_warned_of() -> None:
    assert vetting.due_notices(papers(("medical", 3), ("medical", 365)), TODAY) == []
    assert vetting.due_notices(papers(("medical", 3), ("medical", None)), TODAY) == []


@pytest.mark.parametrize(
    ("days", "status", "code"),
    [
        (None, "ready", None),
        (1, "paused", None),
        (366, "paused", None),
        (1, "ready", "not_paused"),
        (1, "left", "not_paused"),
        (0, "paused", "in_past"),
        (-1, "paused", "in_past"),
        (367, "paused", "out_of_range"),
    ],
)
def test_a_pause_ends_on_a_day_to_come_within_a_year(days: int | None, status: str, code: str | None) -> None:
    until = None if days is None else TODAY + timedelta(days=days)
    assert pause_errors(until, status, TODAY) == ({"paused_until": [code]} if code else {})


def test_every_setting_has_a_text_and_every_text_a_setting() -> None:
    assert set(settings.SETTINGS) == set(VOLUNTEER_SETTINGS)
    assert settings.errors(settings.USUAL) == {}
    assert {vetting.kind_of(DOCUMENT_KINDS.text(code, "en")) for code in DOCUMENT_KINDS} == set(DOCUMENT_KINDS)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"weight_time": 101}, {"weight_time": "out_of_range"}),
        ({"weight_time": -1}, {"weight_time": "out_of_range"}),
        ({"needs_volunteer_approval": 0}, {"needs_volunteer_approval": "out_of_range"}),
        ({"feedback_least_pairings": 4}, {"feedback_least_pairings": "out_of_range"}),
        ({"weight_same_district": 10}, {"weight_near_district": "above_weight_same_district"}),
        ({"far_km_volunteer": 20}, {"near_km_volunteer": "above_far_km_volunteer"}),
        ({"weight_same_district": 0, "weight_near_district": 0}, {}),
    ],
)
def test_settings_stay_between_their_bounds_and_below_each_other(changes, errors) -> None:
    assert settings.errors({**settings.USUAL, **changes}) == errors


@pytest.mark.parametrize("typed", ["Medical", "МЕДИЦИНСКАЯ  справка", "медицинская\u00a0справка"])
def test_a_document_is_known_however_its_name_is_typed(typed: str) -> None:
    assert vetting.kind_of(typed) == "medical"
    assert vetting.due_notices(papers((typed, -1), ("medical", None)), TODAY) == []


def test_a_paper_in_own_words_is_renewed_by_the_same_words() -> None:
    assert vetting.due_notices(papers(("Справка  о прививках", -1), ("справка о прививках", 365)), TODAY) == []
