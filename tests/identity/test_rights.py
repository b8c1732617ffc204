"""Each role on each route about people, organisations and districts."""

from dataclasses import dataclass

import pytest

from shared.codes import ROLES
from tests.identity.home import BASE, Home, body
from tests.support.bench import Person

READ_PEOPLE = {
    "administrator",
    "coordinator",
    "supervisor",
    "volunteer_coordinator",
    "organisation_administrator",
    "case_worker",
}


@dataclass
class Region:
    """A caller of one role, colleagues of the same organisation, and people of another one."""

    caller: Person
    own: dict[str, Person]
    foreign: dict[str, Person]

    def ids(self, people: dict[str, Person]) -> dict[str, str]:
        return {str(person.id): role for role, person in people.items()}


def _region(home: Home, role: str) -> Region:
    mine, theirs = home.organisation(), home.organisation()
    kinds = ("referrer", "case_worker", "specialist", "volunteer")
    caller = home.person(role, organisation=None if role == "administrator" else mine)
    return Region(
        caller,
        {kind: home.person(kind, organisation=mine) for kind in kinds},
        {kind: home.person(kind, organisation=theirs) for kind in kinds},
    )


@pytest.mark.parametrize("role", list(ROLES))
def test_a_list_of_people_shows_whom_this_role_sees(home: Home, role: str) -> None:
    region = _region(home, role)
    answer = region.caller.api.get(f"{BASE}/people")
    if role not in READ_PEOPLE:
        assert answer.status == 403
        return
    seen = {item["id"] for item in answer.json["items"]}
    own, foreign = region.ids(region.own), region.ids(region.foreign)
    assert {own[id] for id in seen & own.keys()} == _own_seen(role)
    assert {foreign[id] for id in seen & foreign.keys()} == _foreign_seen(role)
    for item in answer.json["items"]:
        assert not item.keys() & {"email", "phone"}


def _own_seen(role: str) -> set[str]:
    colleagues = {"case_worker", "specialist"}
    return colleagues if role == "case_worker" else colleagues | {"referrer", "volunteer"}


def _foreign_seen(role: str) -> set[str]:
    if role == "administrator":
        return {"referrer", "case_worker", "specialist", "volunteer"}
    return {"case_worker", "specialist"} if role in ("case_worker", "supervisor") else set()


@pytest.mark.parametrize("role", list(ROLES))
def test_a_record_of_a_person_is_read_changed_and_deactivated_by_whom_it_may_be(home: Home, role: str) -> None:
    region = _region(home, role)
    for people, is_own in ((region.own, True), (region.foreign, False)):
        for kind, person in people.items():
            expected = _record_status(role, kind, is_own)
            path = f"{BASE}/people/{person.id}"
            statuses = [
                region.caller.api.get(path).status,
                region.caller.api.patch(path, {"phone": "+79005550142"}, if_match="*").status,
                region.caller.api.post(f"{path}/deactivate").status,
            ]
            assert statuses == [expected] * 3, (kind, is_own)


def _record_status(role: str, kind: str, is_own: bool) -> int:
    """200 for who manages the person, 403 for who only sees a row of them, 404 for everyone else."""
    manages = role == "administrator" or (
        is_own and (role == "organisation_administrator" or (role == "volunteer_coordinator" and kind == "volunteer"))
    )
    if manages:
        return 200
    return 403 if kind in (_own_seen(role) if is_own else _foreign_seen(role)) and role in READ_PEOPLE else 404


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("given", ["case_worker", "contact_family", "organisation_administrator", "administrator"])
def test_a_person_is_registered_by_who_may_give_the_role(home: Home, role: str, given: str) -> None:
    region = _region(home, role)
    mine, theirs = region.own["referrer"].organisation, region.foreign["referrer"].organisation
    places = [None] if given == "administrator" else [mine, theirs]
    for place in places:
        before = home.bench.counts()
        sent = body(email=f"{place}@ngo.example", roles=[given], organisation=str(place) if place else None)
        answer = region.caller.api.post(f"{BASE}/people", sent)
        of_own = role == "organisation_administrator" or (role, given) == ("volunteer_coordinator", "contact_family")
        allowed = role == "administrator" or (place == mine and of_own)
        assert answer.status == (201 if allowed else 403), place
        assert allowed or home.bench.counts() == before


@pytest.mark.parametrize(
    ("role", "changes"),
    [
        ("organisation_administrator", {"roles": ["administrator"], "organisation": None}),
        ("organisation_administrator", {"roles": ["administrator"]}),
        ("organisation_administrator", {"organisation": "theirs"}),
        ("volunteer_coordinator", {"roles": ["volunteer", "coordinator"]}),
        ("volunteer_coordinator", {"organisation": "theirs"}),
    ],
)
def test_nobody_gives_by_a_change_what_they_may_not_give(home: Home, role: str, changes: dict[str, object]) -> None:
    region = _region(home, role)
    if changes.get("organisation") == "theirs":
        changes = changes | {"organisation": str(region.foreign["volunteer"].organisation)}
    path = f"{BASE}/people/{region.own['volunteer'].id}"
    assert region.caller.api.patch(path, changes, if_match="*").status == 403


def test_a_volunteer_coordinator_does_not_manage_a_volunteer_who_is_more_than_that(home: Home) -> None:
    coordinator = home.person("volunteer_coordinator")
    both = home.person("volunteer", "supervisor", organisation=coordinator.organisation)
    assert coordinator.api.patch(f"{BASE}/people/{both.id}", {"phone": None}, if_match="*").status == 403


@pytest.mark.parametrize("role", list(ROLES))
def test_organisations_and_districts_are_read_by_all_and_made_by_administrators(home: Home, role: str) -> None:
    caller, other = home.person(role), home.organisation()
    may = role == "administrator"
    for path in ("organisations", f"organisations/{other}", "districts", "districts/lesnoy"):
        assert caller.api.get(f"{BASE}/{path}").status == 200
    organisation = {"name": "Новая", "kind": "ngo"}
    district = {"code": "gorny", "name": "Горный", "region": "Область"}
    assert caller.api.post(f"{BASE}/organisations", organisation).status == (201 if may else 403)
    assert caller.api.post(f"{BASE}/districts", district).status == (201 if may else 403)
    for path in (f"organisations/{other}", "districts/lesnoy"):
        status = caller.api.patch(f"{BASE}/{path}", {"name": "Иначе"}, if_match="*").status
        assert status == (200 if may else 403), path


def test_nobody_who_is_not_signed_in_gets_anywhere(home: Home) -> None:
    id = home.person("case_worker").id
    for path in ("me", "organisations", f"organisations/{id}", "districts", "people", f"people/{id}", "openapi.json"):
        assert home.nobody.get(f"{BASE}/{path}").status == 401, path
    for path in ("tokens/renew", "tokens/revoke", "organisations", "districts", "people", f"people/{id}/deactivate"):
        assert home.nobody.post(f"{BASE}/{path}", {}).status == 401, path


def test_people_are_filtered_by_organisation_role_and_activity(home: Home) -> None:
    region = _region(home, "supervisor")
    api = region.caller.api

    def found(query: str) -> set[str]:
        answer = api.get(f"{BASE}/people?{query}")
        assert answer.status == 200
        return {item["id"] for item in answer.json["items"]}

    own = {str(person.id) for person in (*region.own.values(), region.caller)}
    theirs = region.foreign["specialist"].organisation
    specialists = {str(people["specialist"].id) for people in (region.own, region.foreign)}
    assert found("organisation=own") == own
    assert found(f"organisation={theirs}") == {str(region.foreign[role].id) for role in ("case_worker", "specialist")}
    assert found("role=specialist") == specialists
    assert found("role=volunteer") == {str(region.own["volunteer"].id)}, "another organisation's are not theirs to see"
    home.person("administrator").api.post(f"{BASE}/people/{region.own['specialist'].id}/deactivate")
    home.person("administrator").api.post(f"{BASE}/people/{region.foreign['specialist'].id}/deactivate")
    assert found("role=specialist") == set()
    assert found("role=specialist&active=0") == {str(region.own["specialist"].id)}
    for wrong in ("organisation=ours", "role=king", "active=maybe", "limit=201"):
        assert api.get(f"{BASE}/people?{wrong}").status == 422, wrong


def test_a_colleague_elsewhere_shows_only_what_makes_a_colleague(home: Home) -> None:
    worker = home.person("case_worker")
    home.person("specialist", "contact_family")
    rows = worker.api.get(f"{BASE}/people?role=specialist").json["items"]
    assert [row["roles"] for row in rows] == [["specialist"]]
    assert worker.api.get(f"{BASE}/people?role=contact_family").json["items"] == []


def test_people_are_found_by_surname_and_phone_within_what_the_caller_sees(home: Home) -> None:
    coordinator = home.person("coordinator")
    own = home.person("referrer", organisation=coordinator.organisation, last_name="Щербакова", phone="+79005550142")
    home.person("referrer", last_name="Щербакова", phone="+79005550142")
    for query in ("щерб", "Scherbakova", "Щербакова Вера", "8 900 555-01-42", "5550142"):
        rows = coordinator.api.get(f"{BASE}/people?q={query.replace(' ', '+')}").json["items"]
        expected = [] if query == "5550142" else [str(own.id)]
        assert [row["id"] for row in rows] == expected, query
    assert coordinator.api.get(f"{BASE}/people?q=Соколова").json["items"] != []
    with_q = coordinator.api.get(f"{BASE}/people?q=%25")
    assert (with_q.status, with_q.json["items"]) == (200, [])
