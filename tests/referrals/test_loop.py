"""What each side reads of a referral: its history, and how the case that came of it goes on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from shared import clock
from shared.contracts import cases
from tests.referrals.family import API, BODY, Region

OPENED = datetime(2025, 3, 4, 8, tzinfo=UTC)
CLOSED = datetime(2026, 2, 1, 12, tzinfo=UTC)
CLOSING = {"status": "closed", "outcome": "moved", "closed_on": date(2026, 2, 1), "children": [], "parents": []}


def opened(region: Region, **state: Any) -> tuple[str, dict[str, Any]]:
    """An accepted referral whose case was opened."""
    with clock.at(OPENED):
        referral = region.referral()
        region.act(referral["id"], "accept", {"worker": str(region.worker.id)})
    case = region.case(referral, opened_on=date(2025, 3, 4), **state)
    region.bench.receive(cases.CASE_OPENED, case["case"], case, at=OPENED)
    return referral["id"], case


def seen(region: Region, id: str) -> tuple[str, Any]:
    answer = region.get(id, region.referrer).json
    return answer["status"], answer["case"]


def test_the_sender_learns_that_the_case_was_opened_closed_and_reopened(region: Region) -> None:
    b, referral = region.bench, region.referral()
    assert seen(region, referral["id"]) == ("submitted", None)
    region.act(referral["id"], "accept")
    assert seen(region, referral["id"]) == ("accepted", None)
    id, case = opened(region)
    running = {"opened_on": "2025-03-04", "closed_on": None, "outcome": None}
    assert seen(region, id) == ("case_opened", running)
    b.receive(cases.CASE_CLOSED, case["case"], case | CLOSING, at=CLOSED, by=region.worker.id)
    ended = {"opened_on": "2025-03-04", "closed_on": "2026-02-01", "outcome": "moved"}
    assert seen(region, id) == ("case_closed", ended)
    followed = (
        case | CLOSING | {"status": "followed_up", "entry": case["case"], "held_on": date(2026, 8, 1), "holds": True}
    )
    for name in ("closed_on", "children", "parents"):
        del followed[name]
    b.receive(cases.CASE_FOLLOWED_UP, case["case"], followed)
    assert seen(region, id) == ("case_closed", ended)
    b.receive(
        cases.CASE_REOPENED,
        case["case"],
        case | {"status": "supported", "reopened_on": date(2026, 9, 1)},
        at=CLOSED + timedelta(days=9),
    )
    assert seen(region, id) == ("case_opened", running)
    history = region.get(id, region.referrer).json["history"]
    assert [entry["kind"] for entry in history][2:] == ["case_opened", "case_closed", "case_reopened"]
    closed = history[3]
    assert (closed["at"], closed["by"], closed["outcome"]) == ("2026-02-01T12:00:00Z", str(region.worker.id), "moved")
    assert region.listed("status=case_opened", region.referrer)[0]["case"] == running


def test_an_older_event_of_a_case_changes_nothing(region: Region) -> None:
    b = region.bench
    id, case = opened(region)
    b.receive(cases.CASE_CLOSED, case["case"], case | CLOSING)
    b.sequences[f"opora.cases/{case['case']}"] = 0
    b.receive(cases.CASE_OPENED, case["case"], case, snapshot=True)
    assert seen(region, id)[0] == "case_closed"


def test_a_snapshot_fills_in_the_case_but_adds_no_entry(region: Region) -> None:
    referral = region.referral()
    region.act(referral["id"], "accept")
    case = region.case(referral, opened_on=date(2025, 3, 4))
    region.bench.receive(cases.CASE_OPENED, case["case"], case, snapshot=True)
    assert seen(region, referral["id"])[0] == "case_opened"
    assert len(region.get(referral["id"]).json["history"]) == 2


def test_a_snapshot_of_a_closed_case_says_when_and_how_it_ended(region: Region) -> None:
    referral = region.referral()
    region.act(referral["id"], "accept")
    ended = {"status": "followed_up", "outcome": "moved", "closed_on": date(2026, 2, 1)}
    case = region.case(referral, opened_on=date(2025, 3, 4), **ended)
    region.bench.receive(cases.CASE_OPENED, case["case"], case, snapshot=True)
    known = {"opened_on": "2025-03-04", "closed_on": "2026-02-01", "outcome": "moved"}
    assert seen(region, referral["id"]) == ("case_closed", known)


def test_the_same_event_twice_is_one_entry(region: Region) -> None:
    referral = region.referral()
    region.act(referral["id"], "accept")
    case = region.case(referral, opened_on=date(2025, 3, 4))
    event_id = region.bench.receive(cases.CASE_OPENED, case["case"], case)
    region.bench.receive(cases.CASE_OPENED, case["case"], case, event_id=event_id)
    assert [entry["kind"] for entry in region.get(referral["id"]).json["history"]].count("case_opened") == 1


def test_an_event_before_its_referral_waits_for_it(region: Region) -> None:
    case = region.case({"id": str(region.ngo), "family": {"id": str(region.ngo)}}, opened_on=date(2025, 3, 4))
    region.bench.receive(cases.CASE_OPENED, case["case"], case)
    with region.bench.session() as session:
        assert session.scalars(text("select wanted from parked_keys")).all() == [f"referrals:{region.ngo}"]


def test_each_entry_says_who_and_when(region: Region) -> None:
    with clock.at(OPENED):
        id = region.referral()["id"]
        region.act(id, "ask")
    entry = region.get(id).json["history"][1]
    assert entry == {
        "kind": "info_requested",
        "at": "2025-03-04T08:00:00Z",
        "by": str(region.coordinator.id),
        "by_names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
        "organisation": str(region.ngo),
        "organisation_name": "Организация ngo",
        "question": "Когда семье удобно поговорить?",
    }


def said(history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    about = ("at", "by", "by_names", "organisation", "organisation_name")
    return [{name: value for name, value in entry.items() if name not in about} for entry in history]


def test_the_sender_reads_what_is_for_it_and_no_internal_note(region: Region) -> None:
    id = region.referral()["id"]
    region.act(id, "pass-on", {"to_organisation": str(region.other_ngo), "consent_covers": True, "note": "Внутри нас"})
    region.act(id, "decline", {"reason": "other", "note": "Переполнены до мая"}, region.other_coordinator)
    sender, receiver = region.get(id, region.referrer).json, region.get(id, region.other_coordinator).json
    passed_on = {"kind": "passed_on", "to_organisation": str(region.other_ngo)}
    declined = {"kind": "declined", "reason": "other", "note": "Переполнены до мая"}
    submitted = {"kind": "submitted", "to_organisation": str(region.ngo)}
    assert said(sender["history"]) == [submitted, passed_on, declined]
    assert said(receiver["history"]) == [submitted, passed_on | {"note": "Внутри нас"}, declined]


def test_the_sender_is_told_neither_the_known_family_nor_the_worker(region: Region) -> None:
    known, again = region.referral(), region.referral()["id"]
    region.act(again, "duplicate", {"of": known["family"]["id"]})
    assert said(region.get(again, region.referrer).json["history"])[1] == {"kind": "duplicate"}
    assert said(region.get(again).json["history"])[1] == {"kind": "duplicate", "of": known["family"]["id"]}
    region.act(known["id"], "accept", {"worker": str(region.worker.id)})
    answer = region.get(known["id"], region.referrer)
    assert str(region.worker.id) not in answer.text
    assert region.get(known["id"]).json["worker"] == str(region.worker.id)


def test_what_the_next_receiver_does_changes_nothing_for_a_former_one(region: Region) -> None:
    id = region.referral()["id"]
    passed_on = region.act(id, "pass-on")
    etag = region.get(id).headers["ETag"]
    assert passed_on.headers["ETag"] == etag

    for action in ("ask", "answer", "accept"):
        by = None if action == "answer" else region.other_coordinator
        assert region.act(id, action, by=by).status == 200

    assert region.get(id).headers["ETag"] == etag
    body = {"consent_covers": True, "to_organisation": str(region.guardianship)}
    again = [region.coordinator.api.post(f"{API}/referrals/{id}/pass-on", body, if_match=tag) for tag in (etag, '"5"')]
    assert [one.status for one in again] == [403, 412]
    assert region.get(id, region.other_coordinator).headers["ETag"] not in (etag, '"1"')


def test_a_former_receiver_keeps_reference_dates_and_its_own_entries(region: Region) -> None:
    with clock.at(OPENED):
        referral = region.referral()
        region.act(referral["id"], "ask")
        region.act(referral["id"], "answer")
        answer = region.act(referral["id"], "pass-on")
    region.act(referral["id"], "accept", by=region.other_coordinator)
    kept = region.get(referral["id"])
    assert answer.json == kept.json
    assert {name: value for name, value in kept.json.items() if name != "history"} == {
        "id": referral["id"],
        "reference": referral["reference"],
        "relation": "former_receiver",
        "submitted_at": "2025-03-04T08:00:00Z",
        "received_at": "2025-03-04T08:00:00Z",
        "passed_on_at": "2025-03-04T08:00:00Z",
    }
    assert [entry["kind"] for entry in kept.json["history"]] == ["info_requested", "passed_on"]
    for secret in ("Щербак", BODY["narrative"][:10], "9005550177", "После шести", "accepted", referral["family"]["id"]):
        assert secret not in kept.text


def test_the_next_receiver_reads_the_whole_history_and_the_family(region: Region) -> None:
    referral = region.referral()
    for action in ("ask", "answer", "pass-on"):
        region.act(referral["id"], action)
    answer = region.get(referral["id"], region.other_coordinator).json
    assert [entry["kind"] for entry in answer["history"]] == ["submitted", "info_requested", "answered", "passed_on"]
    assert (answer["id"], answer["reference"]) == (referral["id"], referral["reference"])
    assert answer["narrative"] == BODY["narrative"]


def test_a_referral_goes_to_no_organisation_twice_and_to_none_that_takes_none(region: Region) -> None:
    b, id = region.bench, region.referral()["id"]
    closed, gone = b.organisation("ngo", accepts_referrals=False), b.organisation("ngo", active=False)
    before = b.counts()
    for target in (region.ngo, closed, gone):
        answer = region.act(id, "pass-on", {"to_organisation": str(target), "consent_covers": True})
        assert (answer.status, answer.json["state"]) == (409, "submitted")
    assert b.counts() == before
    region.act(id, "pass-on")
    back = {"to_organisation": str(region.ngo), "consent_covers": True}
    assert region.act(id, "pass-on", back, region.other_coordinator).status == 409


def test_a_submission_is_answered_with_all_that_was_sent(region: Region) -> None:
    answer = region.submit()
    assert answer.status == 201
    for name in ("channel", "urgency", "reasons", "narrative", "help_wanted", "basis"):
        assert answer.json[name] == BODY[name]
    family = answer.json["family"]
    assert (family["district"], family["phone"]) == ("lesnoy", "+79005550177")
    assert [member["first_name"] for member in family["members"]] == ["Алёна", "Фёдор"]
    assert all(UUID(member["id"]).version == 7 for member in family["members"])
    assert answer.json["status"] == "submitted"
    assert region.get(answer.json["id"], region.referrer).json == answer.json
