"""Who may use which route: 2xx, 403 for what one sees but may not do, 404 for what is not there for them."""

from datetime import date
from typing import Any

import pytest

from shared import clock
from shared.contracts.volunteers import ASSIGNMENT_STARTED
from shared.ids import uuid7
from tests.cases.region import Opened, Region
from tests.cases.volunteers import pairing
from tests.support.bench import Person

LATE = date(2026, 7, 1)
ABSENT = 404

READING = dict.fromkeys(("worker", "teammate", "supervisor"), 200) | {"coordinator": 403}
WORKING = {"worker": 200, "teammate": 403, "supervisor": 403, "coordinator": 403}
TEAM = {"worker": 200, "teammate": 200, "supervisor": 403, "coordinator": 403}
CLOSING = {"worker": 200, "teammate": 403, "supervisor": 200, "coordinator": 403}
STEERING = {"worker": 403, "teammate": 403, "supervisor": 200, "coordinator": 200}
ANNULLING = {"worker": 200, "teammate": 403, "supervisor": 200}  # a coordinator sees no entries
ROWS = dict.fromkeys(("worker", "teammate", "supervisor", "coordinator"), 200)


def _everyone(region: Region) -> dict[str, Person]:
    bench, ngo = region.bench, region.ngo
    return {
        "worker": region.worker,
        "teammate": region.specialist,
        "supervisor": region.supervisor,
        "coordinator": region.coordinator,
        "colleague": region.colleague,
        "sender": region.referrer,
        "supervisor of another": bench.person("supervisor", "coordinator", organisation=region.school),
        "organisation administrator": bench.person("organisation_administrator", organisation=ngo),
        "volunteer coordinator": bench.person("volunteer_coordinator", organisation=ngo),
        "volunteer": bench.person("volunteer", organisation=ngo),
        "contact family": bench.person("contact_family", organisation=ngo),
        "administrator": bench.person("administrator"),
    }


def _routes(case: Opened, contact: str) -> list[tuple[str, str, Any, dict[str, int]]]:
    """Method, path, body, and what each relation gets (404 for all who are not named)."""
    newcomer = case.region.bench.person("specialist", organisation=case.region.guardianship).id
    entries = ("contacts", "notes", "assessments", "services", "reviews", "follow-ups")
    return [
        ("GET", "", None, READING),
        ("GET", "/team", None, READING),
        ("GET", "/plan", None, READING),
        ("GET", "/plan/versions", None, READING),
        ("GET", "/support-requests", None, READING),
        *(("GET", f"/{one}", None, READING) for one in entries),
        ("GET", "/worker", None, ROWS),
        ("PUT", "/worker", {"worker": str(case.region.worker.id)}, STEERING),
        ("PATCH", "/family", {"address": "новый"}, WORKING),
        ("POST", "/team", {"person": str(newcomer), "role": "specialist"}, CLOSING),
        ("DELETE", f"/team/{newcomer}", None, CLOSING),
        ("POST", "/agreement", case.agreement(), WORKING),
        ("POST", "/contacts", case.contact(), TEAM),
        ("POST", "/notes", {"text": "…"}, TEAM),
        ("POST", "/assessments", case.assessment(), TEAM),
        ("POST", "/services", case.service(), TEAM),
        ("POST", "/reviews", case.review(), TEAM),
        ("POST", "/follow-ups", {"held_on": "2026-07-01", "holds": True}, TEAM),
        ("POST", f"/contacts/{contact}/annul", {"reason": "Ошибка"}, ANNULLING),
        ("PUT", "/plan", case.plan(), WORKING),
        ("POST", "/support-requests", case.request(), WORKING),
        ("POST", "/closure", case.closure(closed_on="2026-07-01"), CLOSING),
        ("POST", "/reopen", {"reason": "Рано"}, CLOSING),
    ]


def test_each_relation_gets_exactly_what_is_its_own(region: Region) -> None:
    case = region.open().to("supported")
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))
    contact = case.done(case.post("/contacts", case.contact())).json["id"]
    people = _everyone(region)

    for method, path, body, allowed in _routes(case, contact):
        for name, person in people.items():
            if allowed.get(name) == 200:
                continue
            answer = case.call(method, path, body, who=person, on=LATE, if_match="*")
            assert answer.status == allowed.get(name, ABSENT), (method, path, name, answer.text)
    for method, path, body, allowed in _routes(case, contact):
        for name in [name for name, status in allowed.items() if status == 200]:
            answer = case.call(method, path, body, who=people[name], on=LATE, if_match="*")
            assert answer.status in (200, 201, 204, 409, 422) or (method == "DELETE" and answer.status == 404), (
                method,
                path,
                name,
                answer.text,
            )


def test_nobody_gets_anything_without_signing_in(case: Opened) -> None:
    assert case.region.bench.nobody.get(case.path).status == 401
    assert case.region.bench.nobody.post(f"{case.path}/notes", {"text": "…"}).status == 401


def test_support_requests_follow_their_case(region: Region) -> None:
    case = region.open().to("agreed")
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))
    request = case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 8))).json["id"]
    region.bench.receive(ASSIGNMENT_STARTED, request, pairing(case, request))
    path = f"/cases/api/v1/support-requests/{request}"
    introduction = {
        "first_names": ["Марина"],
        "contact_name": "Марина",
        "contact_phone": "+79005550177",
        "first_meeting": {"at": clock.now().isoformat(), "place": "Парк"},
    }

    for name, person in _everyone(region).items():
        statuses = {
            "GET": person.api.get(path).status,
            "withdraw": person.api.post(f"{path}/withdraw").status,
            "introduction": person.api.post(f"{path}/introduction", introduction).status,
            "end": person.api.post(f"{path}/end").status,
        }
        seen = name in ("teammate", "supervisor")
        if name == "worker":
            assert statuses == {"GET": 200, "withdraw": 409, "introduction": 200, "end": 200}
        else:
            acting = 403 if seen else 404
            assert statuses == {
                "GET": 200 if seen else 404,
                "withdraw": acting,
                "introduction": acting,
                "end": acting,
            }, name


def test_a_case_without_a_worker_is_its_coordinators_to_read(region: Region) -> None:
    case = region.open(worker=None)

    assert case.get(who=region.coordinator).status == 200
    assert case.get("/contacts", who=region.coordinator).status == 200
    assert case.get(who=region.supervisor).status == 200
    assert case.get(who=region.worker).status == 404
    assert case.post("/notes", {"text": "…"}, who=region.coordinator).status == 403


def test_an_author_may_annul_their_entry_and_another_of_the_team_may_not(region: Region) -> None:
    case = region.open()
    second = region.bench.person("specialist", organisation=region.school)
    for one in (region.specialist, second):
        case.done(case.post("/team", {"person": str(one.id), "role": "specialist"}))
    written = case.done(case.post("/notes", {"text": "Опечатка"}, who=region.specialist)).json["id"]

    assert case.post(f"/notes/{written}/annul", {"reason": "…"}, who=second).status == 403
    assert case.post(f"/contacts/{written}/annul", {"reason": "…"}, who=region.specialist).status == 404
    annulled = case.post(f"/notes/{written}/annul", {"reason": "Опечатка"}, who=region.specialist)
    assert annulled.status == 200
    assert annulled.json["annulled"]["by"] == str(region.specialist.id)


def test_an_entry_of_another_case_is_not_there(region: Region) -> None:
    case, other = region.open(), region.open()
    written = other.done(other.post("/notes", {"text": "…"})).json["id"]

    assert case.post(f"/notes/{written}/annul", {"reason": "…"}).status == 404
    assert case.post(f"/notes/{uuid7()}/annul", {"reason": "…"}).status == 404


def test_who_left_the_team_sees_nothing_any_more(case: Opened, region: Region) -> None:
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))
    assert case.get(who=region.specialist).status == 200

    case.done(case.call("DELETE", f"/team/{region.specialist.id}"))

    assert case.get(who=region.specialist).status == 404


@pytest.mark.parametrize("path", ["", "/plan", "/contacts"])
def test_a_case_that_does_not_exist_looks_like_one_of_others(region: Region, path: str) -> None:
    answer = region.worker.api.get(f"/cases/api/v1/cases/{uuid7()}{path}")

    assert answer.status == 404
