"""Boxes, states, search and pages: rows that the caller may see, and no others."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from shared.contracts import cases
from tests.referrals.family import API, MOTHER, SON, Region, changed


def family_of(last_name: str, phone: str | None = None) -> dict[str, Any]:
    members = [MOTHER | {"last_name": last_name}, SON | {"last_name": last_name}]
    return changed("family.members", members, changed("family.phone", phone))


def ids(items: list[dict[str, Any]]) -> list[str]:
    return [item["id"] for item in items]


def test_each_sees_what_was_sent_and_received_newest_first(region: Region) -> None:
    here, there = region.referral()["id"], region.referral(to_organisation=str(region.other_ngo))["id"]
    own = region.referral(by=region.coordinator, channel="family")["id"]
    assert ids(region.listed("box=sent", region.referrer)) == [there, here]
    assert ids(region.listed("box=received", region.referrer)) == []
    assert ids(region.listed("box=received")) == [own, here]
    assert ids(region.listed("box=sent")) == [own]
    assert ids(region.listed()) == [own, here]
    assert ids(region.listed(by=region.supervisor)) == [own, here]
    assert ids(region.listed(by=region.worker)) == []
    assert ids(region.listed(by=region.other_coordinator)) == [there]


def test_a_row_says_enough_for_a_page(region: Region) -> None:
    referral = region.referral()
    (row,) = region.listed()
    assert row == {
        "id": referral["id"],
        "reference": referral["reference"],
        "relation": "receiver",
        "status": "submitted",
        "channel": "partner",
        "urgency": "urgent",
        "submitted_at": referral["submitted_at"],
        "answer_by": referral["answer_by"],
        "reply_by": None,
        "acknowledged_at": None,
        "overdue": False,
        "from_organisation": str(region.guardianship),
        "from_organisation_name": "Организация guardianship_body",
        "to_organisation": str(region.ngo),
        "to_organisation_name": "Организация ngo",
        "sent_by": str(region.referrer.id),
        "sent_by_names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
        "case": None,
        "guest": None,
        "family": {
            "id": referral["family"]["id"],
            "kind": "blood",
            "district": "lesnoy",
            "name": "Щербакова Алёна",
            "members_count": 2,
            "children_count": 1,
        },
    }


def test_a_status_filters(region: Region) -> None:
    waiting, asked = region.referral()["id"], region.referral()["id"]
    region.act(asked, "ask")
    assert ids(region.listed("status=submitted")) == [waiting]
    assert ids(region.listed("status=info_requested&box=received")) == [asked]
    assert ids(region.listed("status=declined")) == []


SENSELESS = [
    ("box=trash", "box", "unknown_code"),
    ("status=lost", "status", "unknown_code"),
    ("limit=0", "limit", "out_of_range"),
    ("limit=201", "limit", "out_of_range"),
    ("limit=many", "limit", "type"),
    ("limit=-1", "limit", "type"),
    ("cursor=abc", "cursor", "invalid"),
    ("colour=red", "colour", "unknown_field"),
    ("q=" + "a" * 101, "q", "too_long"),
    ("q=%00", "q", "control_character"),
]


def test_a_question_that_makes_no_sense_is_refused(region: Region) -> None:
    for query, path, code in SENSELESS:
        answer = region.coordinator.api.get(f"{API}/referrals?{query}")
        assert (answer.status, answer.json["errors"]) == (422, {path: [code]})


def test_pages_follow_each_other_without_gap_or_repetition(region: Region) -> None:
    made = [region.referral()["id"] for _ in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        page = region.coordinator.api.get(f"{API}/referrals?limit=2" + (f"&cursor={cursor}" if cursor else "")).json
        assert len(page["items"]) <= 2
        seen += ids(page["items"])
        cursor = page["next"]
    assert seen == made[::-1]


FOUND = [
    *("Королёва", "королева", "КОРОЛ", "Koroleva", "Korolyova", "Korol"),
    *("89165550102", "+7 (916) 555-01-02", "916 555", "Королёва 916"),
]
NOT_FOUND = [
    *("Королевич", "оролёва", "Королёва Щербакова", "916 556", "%", "_оролёва", "…"),
    *("=phone 9165550102", "=born королев 2016-05-09"),
]


def test_a_family_is_found_by_surname_or_phone(region: Region) -> None:
    wanted = region.referral(family_of("Королёва", "+7 916 555-01-02"))["id"]
    region.referral(family_of("Щербакова"))
    for person in (region.coordinator, region.referrer):
        for q in (*FOUND, *NOT_FOUND):
            assert ids(region.listed(urlencode({"q": q}), person)) == ([wanted] if q in FOUND else []), q


def test_a_referral_is_found_by_its_reference(region: Region) -> None:
    referral = region.referral()
    region.referral()
    reference = referral["reference"]
    for q in (reference, reference.replace("-", ""), reference[:7]):
        assert ids(region.listed(f"q={q}")) == [referral["id"]]


def test_search_finds_only_what_the_caller_may_see(region: Region) -> None:
    region.referral(family_of("Королёва"), to_organisation=str(region.other_ngo))
    assert region.listed("q=Королёва") == []
    assert len(region.listed("q=Королёва", region.other_coordinator)) == 1
    assert len(region.listed("q=Королёва&box=sent", region.referrer)) == 1
    assert region.listed("q=Королёва&box=received", region.referrer) == []


def test_who_passed_a_referral_on_finds_it_by_reference_alone(region: Region) -> None:
    referral = region.referral(family_of("Королёва"))
    region.act(referral["id"], "pass-on")
    assert region.listed() == region.listed("q=Королёва") == region.listed("box=passed_on&q=Королёва") == []
    for query in ("box=passed_on", f"box=passed_on&q={referral['reference'][:5]}"):
        (row,) = region.listed(query)
        assert row.keys() == {"id", "reference", "relation", "submitted_at", "received_at", "passed_on_at", "history"}
    assert region.listed("box=passed_on", region.worker) == []
    assert region.listed("box=passed_on", region.other_coordinator) == []


def test_what_became_of_a_referral_cannot_be_asked_by_who_passed_it_on(region: Region) -> None:
    referral = region.referral()
    region.act(referral["id"], "pass-on")
    for status in ("submitted", "accepted"):
        answer = region.coordinator.api.get(f"{API}/referrals?box=passed_on&status={status}")
        assert (answer.status, answer.json["errors"]) == (422, {"status": ["not_in_this_box"]})


def test_an_empty_search_field_hides_nothing(region: Region) -> None:
    referral = region.referral()
    assert ids(region.listed("q=")) == ids(region.listed("q=%20")) == [referral["id"]]
    assert region.listed("q=%25") == []


def test_workers_come_with_their_load(region: Region) -> None:
    b = region.bench
    idle = b.person("case_worker", "specialist", organisation=region.ngo)
    b.person("case_worker", organisation=region.ngo, active=False)
    b.person("case_worker", organisation=region.other_ngo)
    open_cases = []
    for _ in range(3):
        case = region.case(region.referral(), opened_on=date(2025, 3, 3))
        b.receive(cases.CASE_OPENED, case["case"], case)
        open_cases.append(case)
    closing = {"status": "closed", "outcome": "moved", "closed_on": date(2025, 4, 2), "children": [], "parents": []}
    b.receive(cases.CASE_CLOSED, open_cases[0]["case"], open_cases[0] | closing)
    moved = open_cases[1] | {"worker": idle.id, "previous_worker": region.worker.id, "joined": [], "left": []}
    b.receive(cases.CASE_TEAM_CHANGED, moved["case"], moved)
    answer = region.coordinator.api.get(f"{API}/workers").json
    names = {"last_name": "Соколова", "first_name": "Вера", "middle_name": None}
    assert answer == {
        "items": [
            {"id": str(idle.id), "names": names, "load": 1, "away": None},
            {"id": str(region.worker.id), "names": names, "load": 1, "away": None},
        ],
        "next": None,
    }
