"""A referral on one page, for those who refer every week."""

from typing import Any

from tests.referrals.family import Region
from tests.referrals.pages.drafting import MOTHER, PAGES, SON, WHOM

FIRST, LAST = "family.members.0.", "family.members.4."


def whole(region: Region) -> dict[str, Any]:
    """All that is typed on it; the rows between the two people stay empty."""
    typed: dict[str, Any] = WHOM | {"to_organisation": str(region.ngo)}
    for values in PAGES.values():
        if values not in (MOTHER, SON):
            typed |= values
    typed |= {f"{FIRST}{name}": value for name, value in MOTHER.items()}
    return typed | {f"{LAST}{name}": value for name, value in SON.items()}


def test_a_family_is_referred_on_one_page(region: Region) -> None:
    page = region.referrer.browser().get("/referrals/new").follow("Заполните всё на одной странице")
    done = page.submit(whole(region))
    assert done.heading.startswith("Направление отправлено")
    (row,) = region.listed()
    assert [one["first_name"] for one in region.get(row["id"]).json["family"]["members"]] == ["Алёна", "Фёдор"]
    assert page.follow("Чтобы прерваться и вернуться или написать больше чем о шести людях, заполняйте по шагам")


def test_each_mistake_is_named_at_its_field_and_nothing_typed_is_lost(region: Region) -> None:
    page = region.referrer.browser().get("/referrals/one-page")
    wrong = whole(region) | {f"{LAST}born_on": "", "narrative": "", "basis.given_on": "когда-то", "family.phone": "нет"}
    refused = page.submit(wrong)
    assert refused.status == 422
    assert set(refused.errors) == {"basis.given_on", "family.phone", "narrative"}
    assert refused.one("[id='family.phone']")["value"] == "нет"
    assert refused.one(f"[id='{LAST}first_name']")["value"] == "Фёдор"
    refused = refused.submit({"basis.given_on": "1.3.2025", "family.phone": "", "narrative": "Мама одна."})
    assert refused.errors == {f"{LAST}born_on": "Укажите дату рождения ребёнка или возраст."}
    assert refused.submit({f"{LAST}age": "9"}).heading.startswith("Направление отправлено")


def test_who_sends_it_empty_is_told_all_that_has_to_be_there(region: Region) -> None:
    refused = region.referrer.browser().get("/referrals/one-page").submit({"channel": ""})
    needed = {"to_organisation", "channel", "basis.kind", "basis.given_on", "urgency", "family.kind", "family.district"}
    assert set(refused.errors) == needed | {f"{FIRST}role", "reasons", "narrative"}
    assert "«family»" not in refused.text


def test_an_organisation_that_takes_no_more_is_said_at_its_field(region: Region) -> None:
    page = region.referrer.browser().get("/referrals/one-page")
    region.bench.organisation("ngo", organisation=region.ngo, accepts_referrals=False)
    refused = page.submit(whole(region))
    assert refused.status == 422
    assert "сейчас не принимает направления" in refused.errors["to_organisation"]
    assert region.worker.browser().get("/referrals/one-page").status == 403
