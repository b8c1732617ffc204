"""An organisation that is not active any more: its people can do nothing until it is active again."""

from typing import Any

import pytest

from services.identity import commands
from services.identity.model import Person as Registered
from shared.contracts import identity
from tests.identity.home import BASE, PASSWORD, Home
from tests.support.bench import Answer, Person


def set_active(home: Home, by: Person, organisation: Any, active: bool) -> Answer:
    path = f"{BASE}/organisations/{organisation}"
    answer = by.api.patch(path, {"active": active}, if_match=by.api.get(path).headers["ETag"])
    assert answer.status == 200, answer.text
    return answer


def test_its_people_are_signed_out_and_cannot_sign_in(home: Home) -> None:
    admin, anna, other = home.person("administrator"), home.person("case_worker"), home.person("case_worker")
    manager = home.person("organisation_administrator", organisation=anna.organisation)
    set_active(home, admin, anna.organisation, False)
    for person in (anna, manager):
        assert person.api.get(f"{BASE}/me").status == 401
        assert person.api.post(f"{BASE}/tokens/renew").status == 401
        refused = home.sign_in(home.email_of(person))
        assert (refused.status, refused.json) == (401, home.sign_in("nobody@ngo.example").json)
    assert other.api.get(f"{BASE}/me").status == home.api(other.id).get(f"{BASE}/me").status == 200
    assert home.api(anna.id).get(f"{BASE}/me").status == 401, "nor with a session that was opened meanwhile"


def test_every_session_that_still_lived_is_told_once(home: Home) -> None:
    admin, anna, vera = home.person("administrator"), home.person("case_worker"), home.person("case_worker")
    home.api(anna.id)
    gone = home.person("coordinator", organisation=anna.organisation)
    assert gone.api.post(f"{BASE}/tokens/revoke", {"all": True}).status == 204
    before = len(home.bench.published(identity.SESSION_REVOKED))
    set_active(home, admin, anna.organisation, False)
    [told] = home.bench.published(identity.SESSION_REVOKED)[before:]
    assert (told["person"], told["all"], told["session"], told["by"]) == (anna.id, True, None, admin.id)
    [changed] = home.bench.published(identity.ORGANISATION_CHANGED)
    assert (changed["organisation"], changed["active"]) == (anna.organisation, False)
    set_active(home, admin, anna.organisation, False)
    assert len(home.bench.published(identity.SESSION_REVOKED)) == before + 1
    assert vera.api.get(f"{BASE}/me").status == 200


def test_active_again_they_sign_in_again_with_what_they_had(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("case_worker", "coordinator")
    set_active(home, admin, anna.organisation, False)
    set_active(home, admin, anna.organisation, True)
    assert anna.api.get(f"{BASE}/me").status == 401, "the sign-in of before does not come back"
    token = home.sign_in(home.email_of(anna)).json["token"]
    assert home.with_token(token).get(f"{BASE}/me").json["roles"] == ["coordinator", "case_worker"]


def test_no_administrator_of_the_platform_is_shut_out_by_it(home: Home) -> None:
    admin, anna = home.person("administrator"), home.person("organisation_administrator")
    set_active(home, admin, anna.organisation, False)
    assert admin.api.get(f"{BASE}/me").json["roles"] == ["administrator"]
    assert home.sign_in(home.email_of(admin)).status == 201
    assert set_active(home, admin, anna.organisation, True).json["active"] is True


@pytest.mark.parametrize("invited", [True, False])
def test_a_link_opens_nothing_while_the_organisation_is_not_active(home: Home, invited: bool) -> None:
    admin, anna = home.person("administrator"), home.person("referrer")
    with home.bench.session() as session:
        if invited:
            person = commands.register_person(
                session, None, email="new@ngo.example", last_name="Новая", first_name="Анна",
                roles=["referrer"], organisation=anna.organisation,
            )  # fmt: skip
        else:
            person = session.get_one(Registered, anna.id)
            commands.request_link(session, person.email)
        token = commands.issue_link(session, person)
    set_active(home, admin, anna.organisation, False)
    path, body = f"{BASE}/links/{token}", {"password": PASSWORD + "!"}
    assert home.nobody.post(path, body).status == 404
    with home.bench.session() as session:
        assert commands.next_letter(session) is None
    set_active(home, admin, anna.organisation, True)
    assert home.nobody.post(path, body).status == 204
