"""The platform's administrator adds districts and changes them."""

from sqlalchemy import delete

from services.identity.model import District
from tests.identity.home import Home

DISTRICTS = "/identity/districts"
NEW = {"name": "Озёрный район", "region": "Заозёрская область", "code": "ozerny"}


def test_a_district_is_added_and_can_be_chosen_for_an_organisation(home: Home) -> None:
    browser = home.person("administrator").browser()
    form = browser.get(DISTRICTS).follow("Добавить район")
    assert list(form.submit().errors) == ["name", "region", "code"]
    listed = form.submit(NEW | {"latitude": "55,75", "longitude": "37.6"})
    assert "Район добавлен" in listed.text
    assert listed.follow("Озёрный район").one("#latitude")["value"] == "55.75"
    offered = browser.get("/identity/organisations/new").soup.select("input[name=districts]")
    assert "ozerny" in {one["value"] for one in offered}


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(home: Home) -> None:
    form = home.person("administrator").browser().get(f"{DISTRICTS}/new")
    for values, field, words in (
        ({"code": "lesnoy"}, "code", "уже есть"),
        ({"code": "Озёрный"}, "code", "латинскими"),
        ({"latitude": "55,75"}, "longitude", "и широту, и долготу"),
        ({"latitude": "155", "longitude": "37"}, "latitude", "от −90 до 90"),
        ({"latitude": "5_5", "longitude": "37"}, "latitude", "цифрами"),
        ({"latitude": "1e1", "longitude": "37"}, "latitude", "цифрами"),
    ):
        refused = form.submit(NEW | values)
        assert (refused.status, list(refused.errors)) == (422, [field]), values
        assert words in refused.errors[field]
        assert refused.one("#name")["value"] == NEW["name"]


def test_a_district_is_renamed_and_its_place_taken_away(home: Home) -> None:
    browser = home.person("administrator").browser()
    browser.get(f"{DISTRICTS}/new").submit(NEW | {"latitude": "55,75", "longitude": "37,6"})
    form = browser.get(f"{DISTRICTS}/ozerny/change")
    assert not form.soup.select("#code"), "a code is never changed"
    listed = form.submit({"name": "Озёрный городской округ", "latitude": "", "longitude": ""})
    assert "Озёрный городской округ" in listed.text
    assert home.person("referrer").api.get("/identity/api/v1/districts/ozerny").json["latitude"] is None
    assert form.submit({"name": "Озёрный"}).status == 409, "changed since this page was opened"


def test_a_name_that_is_emptied_is_asked_for_and_not_called_saved(home: Home) -> None:
    form = home.person("administrator").browser().get(f"{DISTRICTS}/lesnoy/change")
    refused = form.submit({"name": "", "region": "  "})
    assert (refused.status, list(refused.errors)) == (422, ["name", "region"])


def test_a_district_that_is_called_new_in_files_is_changed_like_any_other(home: Home) -> None:
    browser = home.person("administrator").browser()
    listed = browser.get(f"{DISTRICTS}/new").submit(NEW | {"code": "new"})
    assert listed.follow("Озёрный район").one("#name")["value"] == NEW["name"]


def test_a_place_with_the_sign_of_minus_that_the_page_writes_is_read(home: Home) -> None:
    browser = home.person("administrator").browser()
    listed = browser.get(f"{DISTRICTS}/new").submit(NEW | {"latitude": "\u221233,9", "longitude": "18,4"})
    assert listed.follow("Озёрный район").one("#latitude")["value"] == "-33.9"


def test_without_districts_the_page_says_what_they_are_for(home: Home) -> None:
    with home.bench.session() as session:
        session.execute(delete(District))
    assert "Районов пока нет" in home.person("administrator").browser().get(DISTRICTS).text


def test_others_change_no_district(home: Home) -> None:
    browser = home.person("organisation_administrator").browser()
    for path in (DISTRICTS, f"{DISTRICTS}/new", f"{DISTRICTS}/lesnoy/change"):
        assert browser.get(path).status == 403, path
    assert home.person("administrator").browser().get(f"{DISTRICTS}/nowhere/change").status == 404
