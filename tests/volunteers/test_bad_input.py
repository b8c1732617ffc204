"""What cannot be right is refused by name, and leaves nothing behind."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from shared import clock
from shared.ids import uuid7
from tests.volunteers.town import API, PROFILE, SATURDAY, VETTED, Town

SOON = str(clock.today("Europe/Moscow") + timedelta(days=2))
BROKEN_PROFILE: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"kind": "friend"}, {"kind": ["unknown_code"]}),
    ({"kind": None}, {"kind": ["required"]}),
    ({"person": "anna"}, {"person": ["type"]}),
    ({"person": str(uuid7())}, {"person": ["not_found"]}),
    ({"districts": []}, {"districts": ["required"]}),
    ({"districts": ["lesnoy", "atlantis"]}, {"districts.1": ["unknown_code"]}),
    ({"districts": "lesnoy"}, {"districts": ["type"]}),
    ({"districts": ["les\u0000noy"]}, {"districts.0": ["control_character"]}),
    ({"languages": []}, {"languages": ["required"]}),
    ({"languages": ["ru", "xx"]}, {"languages.1": ["unknown_code"]}),
    ({"skills": ["company", "flying"]}, {"skills.1": ["unknown_code"]}),
    ({"skills": ["company"] * 51}, {"skills": ["too_many"]}),
    ({"experience": [7]}, {"experience.0": ["type"]}),
    ({"times": [SATURDAY | {"weekday": 8}]}, {"times.0.weekday": ["out_of_range"]}),
    ({"times": [SATURDAY | {"from": "25:00"}]}, {"times.0.from": ["invalid_time"]}),
    ({"times": [SATURDAY | {"from": "1٣:00"}]}, {"times.0.from": ["invalid_time"]}),
    ({"times": [SATURDAY, SATURDAY | {"to": "11:00"}]}, {"times.1.to": ["before_start"]}),
    ({"times": [{"weekday": 1}]}, {"times.0.from": ["required"], "times.0.to": ["required"]}),
    ({"times": [SATURDAY | {"until": "20:00"}]}, {"times.0.until": ["unknown_field"]}),
    ({"capacity": -1}, {"capacity": ["out_of_range"]}),
    ({"capacity": 21}, {"capacity": ["out_of_range"]}),
    ({"capacity": "2"}, {"capacity": ["type"]}),
    ({"capacity": 10**30}, {"capacity": ["out_of_range"]}),
    ({"employers": ["7"]}, {"employers.0": ["type"]}),
    ({"employers": [str(uuid7())]}, {"employers.0": ["not_found"]}),
    ({"status": "ready"}, {"status": ["unknown_field"]}),
    ({"vetting": []}, {"vetting": ["type"]}),
    ({"vetting": {"trained_on": SOON}}, {"vetting.trained_on": ["in_future"]}),
    ({"vetting": VETTED | {"approved_on": "2026-02-30"}}, {"vetting.approved_on": ["invalid_date"]}),
    ({"vetting": VETTED | {"trained_on": "2026-01-16"}}, {"vetting.approved_on": ["before_training"]}),
    ({"vetting": VETTED | {"interviewed_on": "2026-01-16"}}, {"vetting.approved_on": ["before_interview"]}),
    ({"vetting": VETTED | {"documents": [{"expires_on": "2030-01-01"}]}}, {"vetting.documents.0.kind": ["required"]}),
    (
        {"vetting": VETTED | {"documents": [{"kind": "x" * 101, "expires_on": "soon"}]}},
        {"vetting.documents.0.kind": ["too_long"], "vetting.documents.0.expires_on": ["invalid_date"]},
    ),
    ({"score": 100}, {"score": ["unknown_field"]}),
]


@pytest.fixture(scope="module")
def town(lasting_town: Town) -> Town:
    return lasting_town


@pytest.mark.parametrize(("change", "errors"), BROKEN_PROFILE)
def test_a_broken_profile_is_refused_by_the_path_of_what_is_wrong(town: Town, change, errors):
    person = town.bench.person("contact_family", organisation=town.ngo)
    body = deepcopy(PROFILE) | {"person": str(person.id)} | change
    before = town.bench.counts()
    answer = town.post("volunteers", body)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before


@pytest.mark.parametrize(("change", "errors"), [row for row in BROKEN_PROFILE if not row[0].keys() & {"status"}])
def test_a_broken_change_is_refused_the_same_way(town: Town, change, errors):
    someone = town.applicant()
    if change.keys() & {"kind", "person"}:
        errors = {name: ["unknown_field"] for name in change}
    before, shown = town.bench.counts(), town.get(f"volunteers/{someone.id}").json
    answer = town.change(someone.id, change)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before
    assert town.get(f"volunteers/{someone.id}").json == shown


@pytest.mark.parametrize("field", ["kind", "districts", "languages"])
def test_what_a_profile_cannot_do_without_is_required(town: Town, field: str):
    person = town.bench.person("contact_family", organisation=town.ngo)
    body = {name: value for name, value in PROFILE.items() if name != field} | {"person": str(person.id)}
    answer = town.post("volunteers", body)
    assert (answer.status, answer.json["errors"]) == (422, {field: ["required"]})


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"roles": ["volunteer"]}, "wrong_role"),
        ({"active": False}, "not_found"),
        ({"organisation": "other"}, "not_found"),
    ],
)
def test_only_active_people_of_the_own_organisation_with_the_role_are_registered(town: Town, state, code):
    role = "contact_family"
    organisation = town.other_ngo if state.pop("organisation", None) else town.ngo
    person = town.bench.person(role, organisation=organisation, **state)
    before = town.bench.counts()
    answer = town.post("volunteers", PROFILE | {"person": str(person.id)})
    assert (answer.status, answer.json["errors"]) == (422, {"person": [code]})
    assert town.bench.counts() == before


def test_a_refused_status_leaves_the_rest_of_the_change_undone_too(town: Town):
    someone = town.applicant()
    before = town.bench.counts()
    assert town.change(someone.id, {"capacity": 5, "status": "ready"}).status == 409
    assert town.bench.counts() == before
    assert town.get(f"volunteers/{someone.id}").json["capacity"] == 2


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"volunteer": ["required"]}),
        ({"volunteer": str(uuid7())}, {"volunteer": ["not_found"]}),
        ({"volunteer": 7}, {"volunteer": ["type"]}),
        ({"volunteer": "own", "supervised_by": str(uuid7())}, {"supervised_by": ["not_found"]}),
        ({"volunteer": "own", "supervised_by": "worker"}, {"supervised_by": ["wrong_role"]}),
        ({"volunteer": "own", "supervised_by": "stranger"}, {"supervised_by": ["not_found"]}),
        ({"volunteer": "own", "score": 5}, {"score": ["unknown_field"]}),
    ],
)
def test_a_broken_proposal_is_refused(town: Town, body, errors):
    someone, wish = town.ready(), town.wish()
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    names = {"own": someone.id, "worker": str(town.worker.id), "stranger": str(stranger.id)}
    before = town.bench.counts()
    answer = town.post(
        f"requests/{wish.id}/proposals", {field: names.get(value, value) for field, value in body.items()}
    )
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before
    assert town.status_of(wish) == "open"


@pytest.mark.parametrize(
    ("action", "body", "errors"),
    [
        ("decline", {"reason": "x" * 1001}, {"reason": ["too_long"]}),
        ("decline", {"reason": 7}, {"reason": ["type"]}),
        ("decline", {"reason": "a\u0007"}, {"reason": ["control_character"]}),
        ("decline", {"why": "…"}, {"why": ["unknown_field"]}),
        ("accept", {"reason": "…"}, {"reason": ["unknown_field"]}),
    ],
)
def test_a_broken_answer_is_refused(town: Town, action, body, errors):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    before = town.bench.counts()
    answer = someone.post(f"proposals/{proposal}/{action}", body)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before
    assert someone.get(f"proposals/{proposal}").json["status"] == "made"


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"at": ["required"], "text": ["required"]}),
        ({"at": "2026-11-21", "text": "…"}, {"at": ["invalid_date"]}),
        ({"at": "2026-11-21T10:00:00", "text": "…"}, {"at": ["invalid_date"]}),
        ({"at": "now", "text": "   "}, {"text": ["required"]}),
        ({"at": "now", "text": "x" * 5001}, {"text": ["too_long"]}),
        ({"at": "now", "text": "x" * 1_000_000}, {"text": ["too_long"]}),
        ({"at": "now", "text": "\ud800"}, {"text": ["control_character"]}),
        ({"at": "now", "text": "…", "author": str(uuid7())}, {"author": ["unknown_field"]}),
    ],
)
def test_a_broken_journal_entry_is_refused(town: Town, body, errors):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    sent = {field: clock.now().isoformat() if value == "now" else value for field, value in body.items()}
    before = town.bench.counts()
    answer = someone.post(f"assignments/{pairing['id']}/journal", sent)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before


@pytest.mark.parametrize("raw", [b"{", b"[]", b'"text"', b"\xff\xfe", b'{"capacity": NaN}'])
def test_what_is_no_json_object_is_refused(town: Town, raw: bytes):
    before = town.bench.counts()
    answer = town.coordinator.api.call("POST", f"{API}/volunteers", raw=raw)
    assert answer.status == 400
    assert town.bench.counts() == before


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("kind=friend", {"kind": ["unknown_code"]}),
        ("status=made", {"status": ["unknown_code"]}),
        ("limit=0", {"limit": ["out_of_range"]}),
        ("cursor=%00", {"cursor": ["control_character"]}),
        ("cursor=abc", {"cursor": ["invalid"]}),
        ("sort=name", {"sort": ["unknown_field"]}),
    ],
)
def test_a_broken_query_is_refused(town: Town, query, errors):
    answer = town.get(f"volunteers?{query}")
    assert (answer.status, answer.json["errors"]) == (422, errors)


def test_mine_is_said_with_a_one_or_a_nought(town: Town):
    assert town.get("proposals?mine=perhaps").json["errors"] == {"mine": ["type"]}
    assert town.get("proposals?mine=0").json == town.get("proposals").json
