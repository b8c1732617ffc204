"""The register: who comes onto it, what a profile holds, and which states follow one another."""

from datetime import timedelta

import pytest

from shared import clock
from shared.contracts.volunteers import VOLUNTEER_CHANGED, VOLUNTEER_REGISTERED
from tests.volunteers.town import API, PROFILE, VETTED, Town

STATES = ("applied", "ready", "paused", "left")
ALLOWED = {("applied", "ready"), ("applied", "left"), ("ready", "paused"), ("ready", "left")} | {
    ("paused", "ready"),
    ("paused", "left"),
}


def test_a_registered_person_begins_as_an_applicant_with_everything_that_was_said(town: Town):
    person = town.bench.person("contact_family", organisation=town.ngo)
    answer = town.post("volunteers", PROFILE | {"person": str(person.id), "employers": [str(town.school)]})
    assert answer.status == 201
    shown = answer.json
    assert shown["status"] == "applied"
    assert shown["display_name"] == "Соколова Вера"
    assert shown["organisation"] == str(town.ngo)
    assert {name: shown[name] for name in PROFILE} == PROFILE | {"employers": [str(town.school)]}
    assert shown["vetting"] == {"documents": [], "trained_on": None, "interviewed_on": None, "approved_on": None}
    assert town.get(f"volunteers/{shown['id']}").json == shown


def test_others_are_told_of_a_new_volunteer_without_employers_vetting_or_times(town: Town):
    found = town.applicant(employers=[str(town.school)])
    (event,) = town.bench.published(VOLUNTEER_REGISTERED)
    assert str(event.pop("volunteer")) == found.id
    assert event.pop("by") == town.coordinator.id
    assert abs(event.pop("at") - clock.now()) < timedelta(minutes=1)
    assert event == {
        "person": found.person.id,
        "organisation": town.ngo,
        "kind": "contact_family",
        "districts": ["lesnoy"],
        "skills": ["company"],
        "experience": ["single_parent"],
        "languages": ["ru"],
        "capacity": 2,
        "status": "applied",
    }


def test_a_person_is_on_the_register_once_for_each_kind(town: Town):
    found = town.applicant(roles=("volunteer",))
    again = town.post("volunteers", PROFILE | {"person": str(found.person.id)})
    assert (again.status, again.json["errors"]) == (422, {"person": ["already_registered"]})
    assert town.post("volunteers", PROFILE | {"person": str(found.person.id), "kind": "volunteer"}).status == 201


def test_who_left_can_be_registered_again(town: Town):
    found = town.in_status("left")
    assert town.post("volunteers", PROFILE | {"person": str(found.person.id)}).status == 201


def test_a_volunteer_may_apply_themselves_but_not_vet_themselves(town: Town):
    person = town.bench.person("volunteer", organisation=town.ngo)
    mine = PROFILE | {"kind": "volunteer"}
    assert town.post("volunteers", mine | {"vetting": VETTED}, by=person).status == 403
    answer = town.post("volunteers", mine, by=person)
    assert (answer.status, answer.json["person"], answer.json["status"]) == (201, str(person.id), "applied")


def test_a_coordinator_who_is_a_contact_family_too_is_vetted_by_another(town: Town):
    herself = town.bench.person("volunteer_coordinator", "contact_family", organisation=town.ngo)
    assert town.post("volunteers", PROFILE | {"vetting": VETTED}, by=herself).status == 403
    id = town.post("volunteers", PROFILE, by=herself).json["id"]
    for change in ({"vetting": VETTED}, {"status": "ready"}, {"employers": []}):
        assert town.change(id, change, by=herself).status == 403, change
    ready = town.change(id, {"vetting": VETTED, "status": "ready"})
    assert (ready.status, ready.json["status"]) == (200, "ready")
    paused = town.change(id, {"status": "paused", "capacity": 1}, by=herself)
    assert (paused.status, paused.json["status"]) == (200, "paused")
    assert town.change(id, {"status": "ready"}, by=herself).status == 403


def test_a_volunteer_registers_nobody_else(town: Town):
    person = town.bench.person("volunteer", organisation=town.ngo)
    other = town.bench.person("volunteer", organisation=town.ngo)
    answer = town.post("volunteers", PROFILE | {"kind": "volunteer", "person": str(other.id)}, by=person)
    assert answer.status == 403


@pytest.mark.parametrize("wanted", STATES)
@pytest.mark.parametrize("status", STATES)
def test_only_these_states_follow_one_another(town: Town, status: str, wanted: str):
    found = town.in_status(status)
    if status == "applied":
        town.change(found.id, {"vetting": VETTED})
    told = len(town.bench.published(VOLUNTEER_CHANGED))
    answer = town.change(found.id, {"status": wanted})
    if status == wanted != "left":
        assert (answer.status, len(town.bench.published(VOLUNTEER_CHANGED))) == (200, told)
    elif (status, wanted) in ALLOWED:
        assert (answer.status, answer.json["status"]) == (200, wanted)
        assert town.bench.published(VOLUNTEER_CHANGED)[told]["status"] == wanted
    else:
        assert (answer.status, answer.json["state"]) == (409, status)
        assert len(town.bench.published(VOLUNTEER_CHANGED)) == told


def test_being_ready_needs_what_the_practice_asks_of_contact_families(town: Town):
    found = town.applicant()
    answer = town.change(found.id, {"status": "ready"})
    assert (answer.status, answer.json["state"]) == (409, "applied")
    assert answer.json["missing"] == ["vetting.trained_on", "vetting.interviewed_on", "vetting.approved_on"]


def test_being_ready_needs_documents_that_have_not_run_out(town: Town):
    found = town.applicant()
    today = clock.today("Europe/Moscow")
    papers = [
        {"kind": "Справка об отсутствии судимости", "expires_on": str(today)},
        {"kind": "Медицинская книжка", "expires_on": str(today - timedelta(days=1))},
        {"kind": "Согласие на обработку данных"},
    ]
    answer = town.change(found.id, {"vetting": VETTED | {"documents": papers}, "status": "ready"})
    assert (answer.status, answer.json["missing"]) == (409, ["vetting.documents.1.expires_on"])
    answer = town.change(found.id, {"vetting": VETTED | {"documents": papers[::2]}, "status": "ready"})
    assert (answer.status, answer.json["status"]) == (200, "ready")


def test_one_date_is_added_to_a_vetting_without_repeating_the_rest(town: Town):
    found = town.applicant(vetting={"documents": [{"kind": "Паспорт"}], "trained_on": "2026-01-10"})
    shown = town.change(found.id, {"vetting": {"approved_on": "2026-02-01"}}).json["vetting"]
    assert shown == {
        "documents": [{"kind": "Паспорт", "expires_on": None}],
        "trained_on": "2026-01-10",
        "interviewed_on": None,
        "approved_on": "2026-02-01",
    }


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"capacity": 1}, 200),
        ({"districts": ["zarechny"], "languages": ["en"], "times": []}, 200),
        ({"skills": ["law"], "experience": []}, 200),
        ({"status": "paused"}, 200),
        ({"status": "left"}, 200),
        ({"status": "ready"}, 200),
        ({"vetting": VETTED}, 403),
        ({"employers": []}, 403),
    ],
)
def test_volunteers_change_what_they_can_give_and_nothing_that_decides_whom_they_may_meet(town: Town, changes, status):
    found = town.ready()
    assert town.change(found.id, changes, by=found.person).status == status


def test_who_paused_is_made_ready_again_by_the_coordinator_only(town: Town):
    found = town.in_status("paused")
    assert town.change(found.id, {"status": "ready"}, by=found.person).status == 403
    assert town.change(found.id, {"status": "ready"}).status == 200


def test_a_change_needs_the_version_that_was_read(town: Town):
    found = town.applicant()
    path = f"{API}/volunteers/{found.id}"
    etag = town.get(f"volunteers/{found.id}").headers["ETag"]
    api = town.coordinator.api
    assert api.patch(path, {"capacity": 3}).status == 428
    changed = api.patch(path, {"capacity": 3}, if_match=etag)
    assert (changed.status, changed.headers["ETag"] != etag) == (200, True)
    assert api.patch(path, {"capacity": 4}, if_match=etag).status == 412


def test_a_change_that_changes_nothing_tells_nobody(town: Town):
    found = town.applicant()
    assert town.change(found.id, {"capacity": 2, "languages": ["ru"]}).status == 200
    assert town.bench.published(VOLUNTEER_CHANGED) == []


def test_the_list_shows_coordinators_their_register_and_volunteers_themselves(town: Town):
    one, other = town.applicant(), town.ready(kind="volunteer")
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert [row["id"] for row in town.get("volunteers").json["items"]] == [other.id, one.id]
    assert [row["id"] for row in one.get("volunteers").json["items"]] == [one.id]
    assert town.get("volunteers", by=stranger).json["items"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=volunteer", True),
        ("kind=contact_family", False),
        ("status=ready", True),
        ("status=left", False),
        ("district=zarechny", True),
        ("district=lesnoy", False),
        ("q=sokol", True),
        ("q=соколов", True),
        ("q=иванов", False),
    ],
)
def test_the_list_can_be_narrowed(town: Town, query: str, found: bool):
    town.ready(kind="volunteer", districts=["zarechny"])
    assert len(town.get(f"volunteers?{query}").json["items"]) == found


def test_a_new_surname_is_found_and_the_old_one_no_more(town: Town):
    found = town.applicant()
    names = {"last_name": "Щербакова", "first_name": "Вера", "middle_name": None}
    town.bench.person("contact_family", organisation=town.ngo, person=found.person.id, names=names)
    assert [row["id"] for row in town.get("volunteers?q=sherbak").json["items"]] == [found.id]
    assert town.get("volunteers?q=соколова").json["items"] == []
