"""An organisation's administrator and the platform's at their work: people and organisations."""

import pytest
from sqlalchemy import text

from tests.identity.home import Home

PEOPLE = "/identity/people"
NEW = {
    "last_name": "Щербакова",
    "first_name": "Ольга",
    "email": "olga@ngo.example",
    "phone": "8 900 555-01-42",
    "roles": ["case_worker", "supervisor"],
}


def test_an_administrator_of_an_organisation_registers_changes_and_finds_a_person(home: Home) -> None:
    browser = home.person("organisation_administrator").browser()
    form = browser.get(PEOPLE).follow("Добавить человека")
    wrong = form.submit(NEW | {"email": "olga", "roles": []})
    assert list(wrong.errors) == ["email", "roles"]
    assert wrong.one("#last_name")["value"] == "Щербакова"
    person = wrong.submit({"email": NEW["email"], "roles": NEW["roles"]})
    assert person.heading == "Щербакова Ольга"
    assert "+7 900 555-01-42" in person.text
    with home.bench.session() as session:
        assert session.scalar(text("select email from link_mails")) == NEW["email"], "invited"
    changed = person.follow("Изменить имя, почту или роли").submit(
        {"middle_name": "Андреевна", "roles": ["specialist"]}
    )
    assert changed.heading == "Щербакова Ольга Андреевна"
    found = browser.post("/identity/people/search", {"q": "щерб"})
    assert "Щербакова Ольга Андреевна" in found.text
    assert "щерб" not in found.path
    assert browser.post("/identity/people/search", {"q": ""}).errors


def test_an_address_that_somebody_has_is_told_at_its_field(home: Home) -> None:
    admin = home.person("organisation_administrator")
    page = admin.browser().get(f"{PEOPLE}/new").submit(NEW | {"email": home.email_of(admin)})
    assert list(page.errors) == ["email"]


def test_what_everybody_has_cannot_be_emptied_and_nothing_else_is_called_saved(home: Home) -> None:
    admin = home.person("organisation_administrator")
    form = admin.browser().get(f"{PEOPLE}/{admin.id}/change")
    refused = form.submit({"last_name": "", "first_name": " ", "email": "", "roles": []})
    assert (refused.status, list(refused.errors)) == (422, ["last_name", "first_name", "email", "roles"])
    place = admin.browser().get(f"/identity/organisations/{admin.organisation}")
    assert list(place.submit({"name": ""}).errors) == ["name"]


def test_only_roles_that_are_theirs_to_give_are_offered(home: Home) -> None:
    def offered(role: str) -> set[str]:
        page = home.person(role).browser().get(f"{PEOPLE}/new")
        return {str(one["value"]) for one in page.soup.select("input[name=roles]")}

    assert offered("volunteer_coordinator") == {"volunteer", "contact_family"}
    assert not {"administrator", "analyst"} & offered("organisation_administrator")
    assert {"administrator", "analyst", "coordinator"} <= offered("administrator")


def test_deactivation_says_what_it_means_and_names_a_successor(home: Home) -> None:
    ngo = home.organisation()
    browser = home.person("organisation_administrator", organisation=ngo).browser()
    leaves = home.person("case_worker", organisation=ngo, last_name="Уходящая")
    stays = home.person("case_worker", organisation=ngo, last_name="Остающаяся")
    page = browser.get(f"{PEOPLE}/{leaves.id}").follow("Отключить и передать работу")
    assert "Отменить это нельзя" in page.one(".govuk-warning-text").get_text(" ")
    for service in ("cases", "referrals", "volunteers"):
        assert f"/{service}/people/{leaves.id}/work" in page.links().values()
    listed = page.submit({"successor": str(stays.id)})
    assert "Уходящая" not in listed.text
    assert "Уходящая" in listed.follow("Кто отключён").text
    assert leaves.api.get("/identity/api/v1/me").status == 401


@pytest.mark.parametrize(("role", "statuses"), [("case_worker", (200, 403)), ("referrer", (403, 403))])
def test_who_manages_nobody_registers_nobody(home: Home, role: str, statuses: tuple[int, int]) -> None:
    browser = home.person(role).browser()
    assert (browser.get(PEOPLE).status, browser.get(f"{PEOPLE}/new").status) == statuses


def test_nobody_sees_the_people_of_another_organisation(home: Home) -> None:
    browser = home.person("organisation_administrator").browser()
    stranger = home.person("referrer", last_name="Посторонний")
    assert "Посторонний" not in browser.get(PEOPLE).text
    assert browser.get(f"{PEOPLE}/{stranger.id}").status == 404
    assert "Посторонний" in home.person("administrator").browser().get(PEOPLE).text


def test_a_pause_is_entered_by_a_coordinator_who_changes_nothing_else(home: Home) -> None:
    ngo = home.organisation()
    form = home.person("coordinator", organisation=ngo).browser().get("/identity/organisation")
    assert {one["name"] for one in form.soup.select("main form [name]")} == {
        "_by",
        "_key",
        "_version",
        "no_referrals_until",
    }
    wrong = form.submit({"no_referrals_until": "01.01.2020"})
    assert list(wrong.errors) == ["no_referrals_until"]
    admin = home.person("organisation_administrator", organisation=ngo).browser()
    whole = admin.get("/identity/organisation").submit({"duty_phone": "8 900 555-01-42", "accepts_appeals": "yes"})
    assert whole.one("#duty_phone")["value"] == "+79005550142"
    assert form.submit({"no_referrals_until": "01.01.2020"}).status == 409, "changed meanwhile"


def test_an_administrator_registers_an_organisation(home: Home) -> None:
    browser = home.person("administrator").browser("en")
    form = browser.get("/identity/organisations").follow("Register an organisation")
    wrong = form.submit({"name": ""})
    assert list(wrong.errors) == ["name", "kind"]
    done = wrong.submit({"name": "Школа № 5", "kind": "school", "districts": ["lesnoy"]})
    assert "Школа № 5" in done.text
    changed = done.follow("Школа № 5").submit({"active": "no"})
    assert changed.status == 200
    assert "Does not take part any more" in browser.get("/identity/organisations").text
