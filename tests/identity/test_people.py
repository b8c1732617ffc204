import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from services.identity import commands
from services.identity.model import Person
from shared import clock
from shared.contracts import identity
from tests.identity.home import BASE, Home, body
from tests.support.bench import Answer, Api


def _register(home: Home, **changes: Any) -> Answer:
    return home.person("administrator").api.post(f"{BASE}/people", body(**changes))


def _patch(api: Api, path: str, changes: dict[str, Any]) -> Answer:
    return api.patch(path, changes, if_match=api.get(path).headers["ETag"])


def test_a_registered_person_is_told_in_full_with_names_sealed(home: Home) -> None:
    admin, ngo = home.person("administrator"), home.organisation(time_zone="Asia/Omsk")
    answer = admin.api.post(f"{BASE}/people", body(organisation=str(ngo), roles=["supervisor", "case_worker"] * 2))
    assert answer.status == 201
    told = home.bench.published(identity.PERSON_REGISTERED)[-1]
    assert str(told.pop("person")) == answer.json["id"]
    assert clock.system() >= told.pop("rights_since")
    told.pop("at")
    assert told == {
        "by": admin.id,
        "organisation": ngo,
        "roles": ["case_worker", "supervisor"],
        "language": "ru",
        "time_zone": "Asia/Omsk",
        "active": True,
        "names": {"last_name": "Щербакова", "first_name": "Ольга", "middle_name": "Андреевна"},
        "email": "new@ngo.example",
        "phone": "+79005550142",
        "absences": [],
    }
    with home.bench.session() as session:
        lying = session.scalars(text("select data from outbox order by id")).all()[-1]
    assert set(json.loads(lying)["names"]) == set(json.loads(lying)["email"]) == {"sealed", "kid", "data"}
    assert not any(word in lying for word in ("Щербакова", "new@", "+7900"))


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"email": None}, {"email": ["required"]}),
        ({"email": "нет"}, {"email": ["invalid_email"]}),
        ({"last_name": " "}, {"last_name": ["required"]}),
        ({"first_name": 7}, {"first_name": ["type"]}),
        ({"first_name": "Анна2"}, {"first_name": ["not_a_name"]}),
        ({"last_name": "x" * 101}, {"last_name": ["too_long"]}),
        ({"middle_name": "a\x00b"}, {"middle_name": ["control_character"]}),
        ({"phone": "позвоните"}, {"phone": ["invalid_phone"]}),
        ({"language": "de"}, {"language": ["unknown_code"]}),
        ({"time_zone": "Europe/Nowhere"}, {"time_zone": ["unknown_code"]}),
        ({"roles": []}, {"roles": ["required"]}),
        ({"roles": ["referrer", "king"]}, {"roles.1": ["unknown_code"]}),
        ({"roles": "referrer"}, {"roles": ["type"]}),
        ({"organisation": "own"}, {"organisation": ["type"]}),
        ({"organisation": str(uuid4())}, {"organisation": ["not_found"]}),
        ({"organisation": None}, {"organisation": ["required"]}),
        ({"roles": ["administrator"]}, {"organisation": ["conflicting"]}),
        ({"roles": ["administrator", "referrer"], "organisation": None}, {"roles": ["conflicting"]}),
        ({"password": "тихий вечер у реки"}, {"password": ["unknown_field"]}),
        ({"email": "person1@ngo.example"}, {"email": ["taken"]}),
    ],
)
def test_what_is_wrong_with_a_person_is_named_by_field_and_leaves_nothing(
    home: Home, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    admin, ngo = home.person("administrator"), home.organisation()
    before = home.bench.counts()
    answer = admin.api.post(f"{BASE}/people", body(organisation=str(ngo)) | changes)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert home.bench.counts() == before


def test_nobody_is_registered_in_an_organisation_that_is_no_longer_active(home: Home) -> None:
    answer = _register(home, organisation=str(home.organisation(active=False)))
    assert (answer.status, answer.json["errors"]) == (422, {"organisation": ["inactive"]})


def test_the_same_registration_twice_under_one_key_registers_once(home: Home) -> None:
    admin, sent = home.person("administrator"), body(organisation=str(home.organisation()))
    first, second = (admin.api.post(f"{BASE}/people", sent, key="registration-1") for _ in range(2))
    assert (first.status, second.status, first.json) == (201, 201, second.json)
    assert second.headers["Idempotent-Replayed"] == "true"
    other = admin.api.post(f"{BASE}/people", sent | {"last_name": "Другая"}, key="registration-1")
    assert (other.status, other.json["type"]) == (422, "urn:opora:problem:idempotency_key_reused")


def test_one_address_registered_twice_at_once_is_registered_once(home: Home) -> None:
    admin, sent = home.person("administrator"), body(organisation=str(home.organisation()))
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda _: admin.api.post(f"{BASE}/people", sent).status, range(4)))
    assert statuses == [201, 422, 422, 422]


def test_a_change_is_told_in_full_and_dates_the_rights_only_when_they_change(home: Home) -> None:
    ngo = home.organisation()
    admin, anna = home.person("organisation_administrator", organisation=ngo), home.person("referrer", organisation=ngo)
    path = f"{BASE}/people/{anna.id}"
    assert _patch(admin.api, path, {"last_name": "Новая", "middle_name": None}).json["last_name"] == "Новая"
    assert _patch(admin.api, path, {"roles": ["specialist"]}).json["roles"] == ["specialist"]
    registered = home.bench.published(identity.PERSON_REGISTERED)[-1]
    renamed, promoted = home.bench.published(identity.PERSON_CHANGED)
    assert (renamed["names"]["last_name"], renamed["by"]) == ("Новая", admin.id)
    assert renamed["rights_since"] == registered["rights_since"] < promoted["rights_since"]
    assert promoted["roles"] == ["specialist"]


def test_a_change_that_changes_nothing_is_no_event_and_no_new_version(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("referrer")
    path = f"{BASE}/people/{anna.id}"
    before = admin.api.get(path)
    answer = _patch(admin.api, path, {"last_name": "Соколова", "roles": ["referrer"]})
    assert (answer.status, answer.headers["ETag"], answer.json) == (200, before.headers["ETag"], before.json)
    assert home.bench.published(identity.PERSON_CHANGED) == []


def test_a_change_needs_the_version_that_was_read(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("referrer")
    path = f"{BASE}/people/{anna.id}"
    read = admin.api.get(path).headers["ETag"]
    assert admin.api.patch(path, {"phone": "+79005550100"}).status == 428
    changed = admin.api.patch(path, {"phone": "+79005550100"}, if_match=read)
    assert changed.headers["ETag"] == admin.api.get(path).headers["ETag"] != read
    assert admin.api.patch(path, {"phone": "+79005550101"}, if_match=read).status == 412
    assert admin.api.post(f"{path}/deactivate", if_match=read).status == 412


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"last_name": ""}, {"last_name": ["required"]}),
        ({"email": ""}, {"email": ["invalid_email"]}),
        ({"roles": None}, {"roles": ["required"]}),
        ({"organisation": None}, {"organisation": ["required"]}),
        ({"email": "person1@ngo.example"}, {"email": ["taken"]}),
        ({"active": False}, {"active": ["unknown_field"]}),
    ],
)
def test_a_change_that_makes_no_sense_names_the_field(
    home: Home, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    admin, anna = home.person("administrator"), home.person("referrer")
    before = home.bench.counts()
    answer = _patch(admin.api, f"{BASE}/people/{anna.id}", changes)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert home.bench.counts() == before


def test_a_deactivated_person_is_refused_at_once(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("case_worker")
    answer = admin.api.post(f"{BASE}/people/{anna.id}/deactivate", {})
    assert (answer.status, answer.json["active"]) == (200, False)
    assert anna.api.get(f"{BASE}/me").status == 401
    assert anna.api.post(f"{BASE}/tokens/renew").status == 401
    assert home.sign_in(home.email_of(anna)).status == 401
    assert home.api(anna.id).get(f"{BASE}/me").status == 401, "with no session at all"
    [told] = home.bench.published(identity.PERSON_DEACTIVATED)
    assert (told["person"], told["active"], told["by"]) == (anna.id, False, admin.id)


def test_deactivating_again_changes_nothing(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("case_worker")
    first, second = (admin.api.post(f"{BASE}/people/{anna.id}/deactivate") for _ in range(2))
    assert (first.status, first.json, first.headers["ETag"]) == (200, second.json, second.headers["ETag"])
    assert len(home.bench.published(identity.PERSON_DEACTIVATED)) == 1
    refused = _patch(admin.api, f"{BASE}/people/{anna.id}", {"phone": None})
    assert (refused.status, refused.json["state"]) == (409, "deactivated")


def test_the_address_of_a_deactivated_person_is_free_again(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("case_worker")
    admin.api.post(f"{BASE}/people/{anna.id}/deactivate")
    sent = body(email=home.email_of(anna), organisation=str(anna.organisation))
    assert admin.api.post(f"{BASE}/people", sent).status == 201


def test_the_last_administrator_stays(home: Home) -> None:
    anna, boris = home.person("administrator"), home.person("administrator")
    assert anna.api.post(f"{BASE}/people/{boris.id}/deactivate").status == 200
    before = home.bench.counts()
    alone = anna.api.post(f"{BASE}/people/{anna.id}/deactivate")
    assert (alone.status, alone.json["state"]) == (409, "last_administrator")
    demoted = {"roles": ["referrer"], "organisation": str(home.organisation())}
    before = home.bench.counts()
    assert _patch(anna.api, f"{BASE}/people/{anna.id}", demoted).status == 409
    assert home.bench.counts() == before
    assert anna.api.get(f"{BASE}/me").json["roles"] == ["administrator"]


def test_two_administrators_who_deactivate_each_other_do_not_both_succeed(home: Home) -> None:
    anna, boris = home.person("administrator"), home.person("administrator")
    pairs = [(anna, boris), (boris, anna)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: pair[0].api.post(f"{BASE}/people/{pair[1].id}/deactivate").status, pairs))
    with home.bench.session() as session:
        assert session.scalar(text("select count(*) from people where active and 'administrator' = any (roles)")) == 1


def test_who_moves_to_another_organisation_signs_in_again(home: Home) -> None:
    admin, anna, school = home.person("administrator"), home.person("referrer"), home.organisation(kind="school")
    assert _patch(admin.api, f"{BASE}/people/{anna.id}", {"organisation": str(school)}).status == 200
    assert anna.api.get(f"{BASE}/me").status == 401
    assert home.sign_in(home.email_of(anna)).status == 201


def test_a_role_that_was_taken_away_counts_no_longer_within_the_same_session(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("coordinator", "referrer")
    assert anna.api.get(f"{BASE}/people").status == 200
    _patch(admin.api, f"{BASE}/people/{anna.id}", {"roles": ["referrer"]})
    assert anna.api.get(f"{BASE}/people").status == 403


def test_everyone_reads_and_changes_their_own_phone_language_and_time_zone(home: Home) -> None:
    anna = home.person("referrer")
    read = anna.api.get(f"{BASE}/me")
    assert read.json["organisation"] == {"id": str(anna.organisation), "name": "АНО «Тёплый дом»", "kind": "ngo"}
    assert (read.json["names"]["last_name"], read.json["roles"]) == ("Соколова", ["referrer"])
    assert home.person("administrator").api.get(f"{BASE}/me").json["organisation"] is None
    changes = {"phone": "8 (900) 555-01-42", "language": "en", "time_zone": "Asia/Omsk"}
    assert anna.api.patch(f"{BASE}/me", changes).status == 428
    changed = anna.api.patch(f"{BASE}/me", changes, if_match=read.headers["ETag"])
    assert (changed.status, changed.json["phone"], changed.json["language"]) == (200, "+79005550142", "en")
    [told] = home.bench.published(identity.PERSON_CHANGED)
    assert (told["by"], told["time_zone"]) == (anna.id, "Asia/Omsk")
    more = anna.api.patch(f"{BASE}/me", {"roles": ["administrator"]}, if_match=changed.headers["ETag"])
    assert (more.status, more.json["errors"]) == (422, {"roles": ["unknown_field"]})


def test_a_replay_tells_the_present_state_of_everything(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("case_worker")
    gone = home.person("referrer", organisation=anna.organisation)
    admin.api.post(f"{BASE}/people/{gone.id}/deactivate")
    anna.api.post(f"{BASE}/tokens/revoke")
    with home.bench.session() as session:
        told = [(event.name.split(".", 1)[1], subject) for event, subject, _ in home.bench.service.snapshots(session)]
    assert sorted(told, key=str) == sorted(
        [
            ("identity.district.changed.v1", "lesnoy"),
            ("identity.district.changed.v1", "zarechny"),
            ("identity.organisation.changed.v1", anna.organisation),
            ("identity.person.changed.v1", admin.id),
            ("identity.person.changed.v1", anna.id),
            ("identity.person.deactivated.v1", gone.id),
            ("identity.session.revoked.v1", anna.id),
            ("identity.session.revoked.v1", gone.id),
        ],
        key=str,
    )


@pytest.mark.parametrize("table", ["people", "organisations", "districts"])
def test_a_change_during_a_replay_is_told_after_it(home: Home, table: str) -> None:
    """Else the replay would tell the older state with the higher sequence, and replicas would keep it."""
    home.person("referrer")
    with home.bench.session() as replay:
        assert list(home.bench.service.snapshots(replay))
        with home.bench.sessions() as change:
            change.execute(text("set lock_timeout = '100ms'"))
            with pytest.raises(OperationalError):
                change.execute(text(f"update {table} set version = version + 1"))


def test_a_refused_command_leaves_the_person_as_it_was(home: Home) -> None:
    anna = home.person("case_worker")
    with home.bench.sessions() as session:
        commands.change_person(session, None, session.get_one(Person, anna.id), last_name="Никогда")
        session.rollback()
    assert anna.api.get(f"{BASE}/me").json["names"]["last_name"] == "Соколова"
    assert home.bench.published(identity.PERSON_CHANGED) == []


def test_a_volunteer_coordinator_takes_no_account_over_by_its_address(home: Home) -> None:
    ngo = home.organisation()
    coordinator, administrator = (
        home.person(role, organisation=ngo) for role in ("volunteer_coordinator", "organisation_administrator")
    )
    family = home.person("contact_family", organisation=ngo)
    path, moved = f"{BASE}/people/{family.id}", {"email": "elsewhere@ngo.example"}
    assert _patch(coordinator.api, path, moved).status == 403
    assert _patch(coordinator.api, path, {"email": home.email_of(family), "phone": "+79005550100"}).status == 200
    assert _patch(administrator.api, path, moved).status == 200


def test_a_volunteer_coordinator_corrects_the_address_of_an_invitation(home: Home) -> None:
    ngo = home.organisation()
    coordinator = home.person("volunteer_coordinator", organisation=ngo)
    sent = body(email="wrong@ngo.example", roles=["contact_family"])
    invited = coordinator.api.post(f"{BASE}/people", sent).json["id"]
    assert _patch(coordinator.api, f"{BASE}/people/{invited}", {"email": "right@ngo.example"}).status == 200
