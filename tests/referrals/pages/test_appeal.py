"""A family asks for help itself, without an account, and follows what becomes of it by a number and a code."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from services.referrals.rules import slips
from shared import clock
from tests.referrals.family import Region
from tests.support.pages import Browser, Page

APPEAL = "/referrals/appeal"
SAID: dict[str, Any] = {
    "names.last_name": "Ёлкина",
    "names.first_name": "Алёна",
    "role": "mother",
    "phone": "8 900 555-01-77",
    "district": "lesnoy",
    "safe_contact": "Звоните до полудня",
    "text": "Я одна с сыном.\r\nНе знаю, как дальше.",
    "members.1.last_name": "Ёлкин",
    "members.1.first_name": "Фёдор",
    "members.1.age": "9",
    "consent_covers": "yes",
}


@pytest.fixture
def region(region: Region) -> Region:
    """One of the two NGOs takes appeals."""
    region.bench.organisation("ngo", organisation=region.ngo, name="Тёплый дом", accepts_appeals=True)
    return region


def nobody(region: Region, language: str = "ru") -> Browser:
    return Browser(region.bench.app.test_client(), language=language)


def opened(region: Region, language: str = "ru") -> Page:
    """The form, as it was opened a minute ago."""
    page = nobody(region, language).get(f"{APPEAL}?district=lesnoy").follow("Тёплый дом")
    slip = slips.signed(slips.new_form(clock.system() - timedelta(minutes=1)), region.bench.settings.secret)
    page.one('[name="form"]')["value"] = slip
    return page


def sent(region: Region, **changes: Any) -> tuple[Page, dict[str, str]]:
    """What is shown once, and the slip of it."""
    page = opened(region).submit(SAID | changes)
    assert page.status == 200, page.errors
    [reference] = re.findall(r"\d{3}-\d{3}-\d{3}", page.text)
    [code] = re.findall(r"\d{4}-\d{4}-\d{4}-\d{4}", page.text)
    return page, {"reference": reference, "code": code}


def received(region: Region, slip: dict[str, str]) -> dict[str, Any]:
    [row] = region.listed(f"q={slip['reference']}")
    return dict(region.get(row["id"]).json)


def test_a_family_asks_for_help_and_the_organisation_reads_how_to_reach_it_safely(region: Region) -> None:
    page, slip = sent(region)
    assert "Запишите номер и код" in page.text
    assert page.title.startswith("Помощь семье")
    assert "112" in page.text
    seen = received(region, slip)
    assert seen["narrative"].startswith("Я одна с сыном.\nНе знаю, как дальше.")
    assert seen["narrative"].endswith("Звоните до полудня")
    people = [(one["role"], one["first_name"], one["age"]) for one in seen["family"]["members"]]
    assert people == [("mother", "Алёна", None), ("child", "Фёдор", 9)]
    assert (seen["channel"], seen["urgency"], seen["basis"]["kind"]) == ("family", "routine", "consent")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_empty_appeal_names_each_question_that_needs_an_answer(region: Region, language: str) -> None:
    refused = opened(region, language).submit()
    needed = {"names.last_name", "names.first_name", "district", "text"}
    assert (refused.status, set(refused.errors)) == (422, needed)
    again = refused.submit(SAID | {"phone": "", "consent_covers": []})
    assert set(again.errors) == {"phone", "consent_covers"}
    assert "Не знаю, как дальше" in again.one("textarea#text").get_text()
    assert list(again.submit({"phone": "8 900 555-01-77", "consent_covers": "yes", "members.1.age": ""}).errors) == [
        "members.1.age"
    ]


def test_a_form_that_is_too_old_is_changed_for_a_new_one_and_nothing_is_lost(region: Region) -> None:
    page = opened(region)
    page.one('[name="form"]')["value"] = "1.old.one"
    refused = page.submit(SAID)
    assert list(refused.errors) == [""], "no field of it is seen"
    renewed = refused.one('[name="form"]')["value"]
    assert slips.opened(str(renewed), region.bench.settings.secret, clock.system() + timedelta(minutes=1))
    assert "Не знаю, как дальше" in refused.html


def test_a_program_that_fills_in_everything_is_told_nothing_was_sent(region: Region) -> None:
    before = region.bench.counts()["referrals"]
    assert list(opened(region).submit(SAID | {"website": "http://spam.example"}).errors) == ["website"]
    assert region.bench.counts()["referrals"] == before


def test_a_sending_counts_once_also_when_it_is_refused(region: Region) -> None:
    page = opened(region)
    with region.bench.session() as session:
        session.execute(text("delete from throttles"))
    assert page.submit().status == 422
    with region.bench.session() as session:
        assert session.execute(text("select attempts from throttles")).scalars().all() == [1]


def test_an_organisation_without_room_or_with_too_many_appeals_says_so(region: Region) -> None:
    sent(region)
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100 where window_ends_at > now() + interval '2 hours'"))
    full = opened(region).submit(SAID)
    assert (list(full.errors), "Ёлкина" in full.html) == ([""], True)
    region.bench.organisation("ngo", organisation=region.ngo, accepts_appeals=True, accepts_referrals=False)
    closed = nobody(region).get(f"{APPEAL}/{region.ngo}")
    assert closed.status == 200
    assert nobody(region).get(f"{APPEAL}/{region.other_ngo}").status == 404
    assert "Тёплый дом" not in nobody(region).get(APPEAL).text


def test_who_has_the_code_reads_the_state_answers_a_question_and_takes_it_back(region: Region) -> None:
    _page, slip = sent(region)
    region.act(received(region, slip)["id"], "ask")
    form = nobody(region).get(APPEAL).follow("Обращение уже отправлено: что с ним?")
    wrong = form.submit(slip | {"code": "0000-0000-0000-0000"})
    assert (wrong.status, list(wrong.errors)) == (422, ["code"])
    state = wrong.submit(slip)
    assert "Когда семье удобно поговорить?" in state.text
    for hidden in ("Ёлкин", "Фёдор", "5550177", "Вера"):
        assert hidden not in state.html
    assert slip["code"] not in state.path
    refused = state.submit({"answer": " "})
    assert list(refused.errors) == ["answer"]
    answered = refused.submit({"answer": "После шести."})
    assert "После шести." in answered.text
    sure = answered.press("Отозвать обращение")
    assert "Отменить это нельзя" in sure.text
    assert "Отозвано отправителем" in sure.submit().text
    assert received(region, slip)["status"] == "withdrawn"


def test_guessing_codes_ends_soon(region: Region) -> None:
    _page, slip = sent(region)
    form = nobody(region).get(f"{APPEAL}/status")
    form.submit(slip)
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100"))
    assert form.submit(slip).status == 429
