"""The search box of staff: found by what people remember, and nothing of it in an address."""

from tests.referrals.family import API, MOTHER, SON, Region, changed
from tests.support.bench import Person


def found(person: Person, q: str) -> str:
    page = person.browser().get("/referrals/search").submit({"q": q})
    assert page.status == 200
    assert page.path == "/referrals/search"
    return page.text


def test_a_referral_is_found_by_surname_phone_and_reference_by_those_who_may_see_it(region: Region) -> None:
    sent = region.referral()
    for q in ("щербак", "900 555", sent["reference"]):
        for person in (region.referrer, region.coordinator, region.supervisor):
            assert sent["reference"] in found(person, q)
        assert "Ничего не нашлось" in found(region.other_coordinator, q)


def test_the_box_keeps_what_was_looked_for_and_asks_for_something(region: Region) -> None:
    page = region.referrer.browser().get("/referrals/search").submit({"q": "Щерб"}, form="main form")
    assert page.one("main #q")["value"] == "Щерб"
    empty = page.submit({"q": " "})
    assert (empty.status, set(empty.errors)) == (422, {"q"})
    assert region.bench.person("volunteer").browser().get("/referrals/search").status == 403


def test_the_box_in_the_frame_finds_as_well_and_no_answer_is_kept(region: Region) -> None:
    sent = region.referral()
    home = region.referrer.browser().get("/referrals/sent")
    page = home.submit({"q": "Щербакова"}, form="search form")
    assert sent["reference"] in page.text
    assert region.bench.counts()["idempotency_keys"] == 0


def test_results_go_on_where_a_page_of_them_ended(region: Region) -> None:
    for name in ("Анна", "Белла"):
        region.referral(changed("family.members", [MOTHER | {"first_name": name}, SON]))
    next = region.referrer.api.get(f"{API}/referrals?limit=1").json["next"]
    page = region.referrer.browser().post("/referrals/search", {"q": "Щербакова", "cursor": next})
    assert "Анна" in page.text
    assert "Белла" not in page.text
