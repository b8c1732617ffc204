"""Bad input: each is refused with the path of its field, and leaves nothing behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shared.ids import uuid7
from tests.cases.region import Opened, Region

STRANGER = str(uuid7())
LONG = "я" * 20_001
NARRATIVE_OF_1_MB = "a" * 1_000_000

Bad = tuple[str, str, Callable[[Opened], Any], str, str]
"""State, method and path, body, path of the field, code."""


def _people(case: Opened) -> list[str]:
    return [case.mother, case.mother]


BAD: list[Bad] = [
    # contacts
    ("opened", "/contacts", lambda c: {}, "kind", "required"),
    ("opened", "/contacts", lambda c: c.contact(kind="dance"), "kind", "unknown_code"),
    ("opened", "/contacts", lambda c: c.contact(surprise=1), "surprise", "unknown_field"),
    ("opened", "/contacts", lambda c: c.contact(at="2026-04-20T08:00:00Z"), "at", "in_future"),
    ("opened", "/contacts", lambda c: c.contact(at="2026-02-30T08:00:00Z"), "at", "invalid_date"),
    ("opened", "/contacts", lambda c: c.contact(at="2026-03-02T08:00:00"), "at", "invalid_date"),
    ("opened", "/contacts", lambda c: c.contact(at="1990-03-02T08:00:00Z"), "members.0", "before_birth"),
    ("opened", "/contacts", lambda c: c.contact(members=[]), "members", "required"),
    ("opened", "/contacts", lambda c: c.contact(members=[c.son, STRANGER]), "members.1", "not_found"),
    ("opened", "/contacts", lambda c: c.contact(members=_people(c)), "members.1", "duplicate"),
    ("opened", "/contacts", lambda c: c.contact(members="мама"), "members", "type"),
    ("opened", "/contacts", lambda c: c.contact(members=["мама"]), "members.0", "type"),
    ("opened", "/contacts", lambda c: c.contact(minutes=-1), "minutes", "out_of_range"),
    ("opened", "/contacts", lambda c: c.contact(minutes="40"), "minutes", "type"),
    ("opened", "/contacts", lambda c: c.contact(note=LONG), "note", "too_long"),
    ("opened", "/contacts", lambda c: c.contact(note="\x00"), "note", "control_character"),
    # notes
    ("opened", "/notes", lambda c: {"text": ""}, "text", "required"),
    ("opened", "/notes", lambda c: {"text": "  \n "}, "text", "required"),
    ("opened", "/notes", lambda c: {"text": NARRATIVE_OF_1_MB}, "text", "too_long"),
    ("opened", "/notes", lambda c: {"text": 5}, "text", "type"),
    # services
    ("opened", "/services", lambda c: c.service(given_on="2026-04-30"), "given_on", "in_future"),
    ("opened", "/services", lambda c: c.service(members=[]), "members", "required"),
    ("opened", "/services", lambda c: c.service(kind="psychological"), "method", "required"),
    ("opened", "/services", lambda c: c.service(speciality="magician"), "speciality", "unknown_code"),
    # agreement
    ("opened", "/agreement", lambda c: c.agreement(signed_on="2026-04-30"), "signed_on", "in_future"),
    ("opened", "/agreement", lambda c: c.agreement(signed_on="06.03.2026"), "signed_on", "invalid_date"),
    ("opened", "/agreement", lambda c: c.agreement(signed_by=[]), "signed_by", "required"),
    ("opened", "/agreement", lambda c: c.agreement(signed_by=[c.mother, c.son]), "signed_by.1", "not_adult"),
    ("opened", "/agreement", lambda c: c.agreement(signed_by=[c.mother, STRANGER]), "signed_by.1", "not_found"),
    ("opened", "/agreement", lambda c: c.agreement(signed_by=[str(c.region.worker.id)]), "signed_by", "family_missing"),
    ("opened", "/agreement", lambda c: c.agreement(signed_on="1990-01-01"), "signed_by.0", "before_birth"),
    ("opened", "/agreement", lambda c: c.agreement(signed_on="1926-03-06"), "signed_on", "out_of_range"),
    ("opened", "/services", lambda c: c.service(given_on="1926-03-03"), "given_on", "out_of_range"),
    ("opened", "/contacts", lambda c: c.contact(at="1926-03-03T08:00:00Z"), "at", "out_of_range"),
    # assessments
    ("agreed", "/assessments", lambda c: c.assessment(done_on="2026-03-05"), "done_on", "before_agreement"),
    ("agreed", "/assessments", lambda c: c.assessment(done_on="2026-04-30"), "done_on", "in_future"),
    ("agreed", "/assessments", lambda c: c.assessment(participants=[]), "participants", "required"),
    ("agreed", "/assessments", lambda c: c.assessment(participants=[c.son, STRANGER]), "participants.1", "not_found"),
    ("agreed", "/assessments", lambda c: c.assessment(scores=[]), "scores", "required"),
    ("agreed", "/assessments", lambda c: c.assessment(score=0), "scores.0.score", "out_of_range"),
    ("agreed", "/assessments", lambda c: c.assessment(score=6), "scores.0.score", "out_of_range"),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(scores=[{"domain": "safety", "score": 3}]),
        "scores.0.member",
        "required",
    ),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(scores=[{"domain": "safety", "member": c.mother, "score": 3}]),
        "scores.0.member",
        "not_child",
    ),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(scores=[{"domain": "legal", "member": c.mother, "score": 3}]),
        "scores.0.member",
        "family_domain",
    ),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(scores=[{"domain": "legal", "score": 3}] * 2),
        "scores.1",
        "duplicate",
    ),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(children=[{"member": c.mother, "removal": "no_risk"}]),
        "children.0.member",
        "not_child",
    ),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(absent=[{"member": c.son, "reason": "too_young"}]),
        "absent.0.member",
        "conflicting",
    ),
    (
        "agreed",
        "/assessments",
        lambda c: c.assessment(participants=[c.mother], absent=[{"member": c.son, "reason": "bored"}]),
        "absent.0.reason",
        "unknown_code",
    ),
    # reviews
    ("supported", "/reviews", lambda c: c.review(held_on="2026-03-10"), "held_on", "before_assessment"),
    ("supported", "/reviews", lambda c: c.review(held_on="2027-01-01"), "held_on", "in_future"),
    (
        "supported",
        "/reviews",
        lambda c: c.review(children=[{"member": c.son, "wellbeing": "great", "removal": "averted"}]),
        "children.0.wellbeing",
        "unknown_code",
    ),
    # follow-ups
    ("closed", "/follow-ups", lambda c: {"held_on": "2026-11-30", "holds": True}, "held_on", "before_closure"),
    ("closed", "/follow-ups", lambda c: {"held_on": "2026-12-01", "holds": "yes"}, "holds", "type"),
    # support requests
    ("agreed", "/support-requests", lambda c: c.request(family_agreed_on=None), "family_agreed_on", "required"),
    (
        "agreed",
        "/support-requests",
        lambda c: c.request(family_agreed_on="2026-05-01"),
        "family_agreed_on",
        "in_future",
    ),
    ("agreed", "/support-requests", lambda c: c.request(district="nowhere"), "district", "unknown_code"),
    ("agreed", "/support-requests", lambda c: c.request(languages=["russian"]), "languages.0", "unknown_code"),
    ("agreed", "/support-requests", lambda c: c.request(about=""), "about", "required"),
    (
        "agreed",
        "/support-requests",
        lambda c: c.request(times=[{"weekday": 8, "from": "11:00", "to": "12:00"}]),
        "times.0.weekday",
        "out_of_range",
    ),
    (
        "agreed",
        "/support-requests",
        lambda c: c.request(times=[{"weekday": 6, "from": "25:00", "to": "26:00"}]),
        "times.0.from",
        "invalid_time",
    ),
    (
        "agreed",
        "/support-requests",
        lambda c: c.request(times=[{"weekday": 6, "from": "1٣:00", "to": "15:00"}]),
        "times.0.from",
        "invalid_time",
    ),
    (
        "agreed",
        "/support-requests",
        lambda c: c.request(times=[{"weekday": 6, "from": "15:00", "to": "11:00"}]),
        "times.0.to",
        "before_start",
    ),
    # team
    ("opened", "/team", lambda c: {"person": STRANGER, "role": "specialist"}, "person", "not_found"),
    ("opened", "/team", lambda c: {"person": str(c.region.referrer.id), "role": "specialist"}, "person", "not_found"),
    ("opened", "/team", lambda c: {"person": str(c.region.worker.id), "role": "specialist"}, "person", "duplicate"),
    ("opened", "/team", lambda c: {"person": STRANGER, "role": "referrer"}, "role", "unknown_code"),
]


@pytest.mark.parametrize("status", ["opened", "agreed", "supported", "closed"])
def test_bad_content_is_named_by_its_path_and_leaves_nothing(region: Region, status: str) -> None:
    case = region.open().to(status)
    before, shown = region.bench.counts(), case.json()

    for _, path, body, field, code in [bad for bad in BAD if bad[0] == status]:
        sent = body(case)
        answer = case.post(path, sent, on=date(2026, 4, 1) if status != "closed" else date(2026, 12, 2))
        assert answer.status == 422, (path, field, answer.text)
        assert code in answer.json["errors"].get(field, []), (path, field, answer.json)
        assert answer.headers["Content-Type"] == "application/problem+json"

    assert region.bench.counts() == before
    assert case.json() == shown


def _member(**changes: Any) -> dict[str, Any]:
    return {"role": "child", "names": {"last_name": "Журавлёва", "first_name": "Соня"}, "age": 3} | changes


FAMILY_BAD: list[tuple[Callable[[Opened], Any], str, str]] = [
    (lambda c: {"district": "nowhere"}, "district", "unknown_code"),
    (lambda c: {"phone": "12"}, "phone", "invalid_phone"),
    (lambda c: {"address": "\x07"}, "address", "control_character"),
    (lambda c: {"address": "ул. Лесная\u202e, 3"}, "address", "hidden_character"),
    (lambda c: {"kind": "foster"}, "kind", "unknown_field"),
    (lambda c: {"members": [_member(), _member(role="aunt")]}, "members.1.role", "unknown_code"),
    (lambda c: {"members": [{"role": "child", "age": 3}]}, "members.0.first_name", "required"),
    (lambda c: {"members": [_member(names={"first_name": ""})]}, "members.0.names.first_name", "required"),
    (lambda c: {"members": [{"names": {"first_name": "Соня"}, "age": 3}]}, "members.0.role", "required"),
    (lambda c: {"members": [_member(age=None)]}, "members.0.born_on", "required"),
    (lambda c: {"members": [_member(born_on="2023-01-01")]}, "members.0.age", "conflicting"),
    (lambda c: {"members": [_member(age=None, born_on="2026-04-02")]}, "members.0.born_on", "in_future"),
    (lambda c: {"members": [_member(age=None, born_on="1901-01-01")]}, "members.0.born_on", "out_of_range"),
    (lambda c: {"members": [_member(age=121)]}, "members.0.age", "out_of_range"),
    (lambda c: {"members": [_member(age=None, born_on="2026-02-30")]}, "members.0.born_on", "invalid_date"),
    (lambda c: {"members": [_member(age=18)]}, "members.0.age", "out_of_range"),
    (lambda c: {"members": [_member(role="mother", age=0)]}, "members.0.age", "out_of_range"),
    (lambda c: {"members": [{"id": c.mother, "born_on": "2026-03-01"}]}, "members.0.born_on", "out_of_range"),
    (lambda c: {"members": [_member(names={"first_name": "😀"})]}, "members.0.names.first_name", "not_a_name"),
    (lambda c: {"members": [_member(names={"first_name": "\u200b"})]}, "members.0.names.first_name", "required"),
    (lambda c: {"members": [{"id": c.son, "last_name": "<b>"}]}, "members.0.last_name", "not_a_name"),
    (lambda c: {"members": [{"id": c.son, "age": 8}, {"id": c.son, "age": 9}]}, "members.1.id", "duplicate"),
    (lambda c: {"members": [_member(id=STRANGER)]}, "members.0.id", "not_found"),
    (lambda c: {"members": [{"id": c.son, "left_on": "2026-04-02"}]}, "members.0.left_on", "in_future"),
    (lambda c: {"members": [{"id": c.mother, "left_on": "1990-01-01"}]}, "members.0.left_on", "before_birth"),
    (lambda c: {"members": [{"id": one, "left_on": "2026-03-03"} for one in c.members]}, "members", "required"),
]


def test_a_family_is_refused_with_the_path_of_what_is_wrong(case: Opened, region: Region) -> None:
    before, shown, etag = region.bench.counts(), case.json(), case.etag()

    for body, field, code in FAMILY_BAD:
        answer = case.call("PATCH", "/family", body(case), on=date(2026, 4, 1), if_match=etag)
        assert answer.status == 422, (field, answer.text)
        assert code in answer.json["errors"].get(field, []), (field, answer.json)

    assert region.bench.counts() == before
    assert case.json() == shown


def test_what_is_no_json_is_refused(case: Opened) -> None:
    assert case.post("/notes", raw=b"{").status == 400
    assert case.post("/notes", raw=b"[]").status == 400
    assert case.post("/notes", raw=b'"text"').status == 400


def test_a_field_whose_name_is_half_a_character_is_unknown(case: Opened) -> None:
    answer = case.post("/notes", raw=b'{"text": "a", "\\ud800": 1}')

    assert (answer.status, answer.json["errors"]) == (422, {"\ud800": ["unknown_field"]})


def test_emoji_and_line_breaks_in_a_note_are_kept(case: Opened) -> None:
    written = case.done(case.post("/notes", {"text": "Рады 🙂\nЖдут в пятницу"}))

    assert written.json["text"] == "Рады 🙂\nЖдут в пятницу"
    assert case.get("/notes").json["items"][0]["text"] == written.json["text"]


def test_the_same_post_twice_writes_one_entry(case: Opened) -> None:
    first = case.post("/notes", {"text": "Один раз"}, key="note-1")
    second = case.post("/notes", {"text": "Один раз"}, key="note-1")

    assert (first.status, second.status) == (201, 201)
    assert second.headers["Idempotent-Replayed"] == "true"
    assert second.json == first.json
    assert len(case.get("/notes").json["items"]) == 1
