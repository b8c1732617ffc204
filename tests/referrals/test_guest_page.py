"""The page that the link of an invitation opens."""

from typing import Any

import pytest
from sqlalchemy import text

from shared.contracts.referrals import REFERRAL_SUBMITTED
from tests.referrals.family import Region
from tests.referrals.guest import LINKS, Guest, invite, new_guest, post_mails, sent_referral, token_of
from tests.support.mailbox import Mailbox
from tests.support.pages import Browser, Page

FORM: dict[str, Any] = {
    "basis.kind": "consent",
    "basis.given_on": "01.03.2025",
    "basis.document": "Согласие от 01.03.2025",
    "urgency": "urgent",
    "family.kind": "blood",
    "family.district": "lesnoy",
    "family.address": "ул. Садовая, д. 14, кв. 3",
    "family.phone": "8 (900) 555-01-77",
    "family.members.0.role": "mother",
    "family.members.0.last_name": "Щербакова",
    "family.members.0.first_name": "Алёна",
    "family.members.3.role": "child",
    "family.members.3.last_name": "Щербаков",
    "family.members.3.first_name": "Фёдор",
    "family.members.3.age": "9",
    "reasons": ["few_contacts", "risk_of_losing_care"],
    "narrative": "Мама одна растит сына.\r\nПосле потери работы ей трудно.",
    "help_wanted": ["psychological", "social"],
}


def opened(region: Region, token: str | None = None, language: str = "ru") -> Page:
    """The page as who has the link sees it; with a new invitation where no token is said."""
    nobody = Browser(region.bench.app.test_client(), language=language)
    return nobody.get(f"/referrals/invitations/{token or new_guest(region).token}")


def test_who_gets_the_mail_sends_a_referral_by_the_form(mailing: Region, mailbox: Mailbox) -> None:
    invite(mailing)
    post_mails(mailing)
    page = opened(mailing, token_of(mailbox.mails[0]))
    assert "Школа № 7" in page.text
    sent = page.submit(FORM)
    assert sent.status == 200, sent.text
    [told] = mailing.bench.published(REFERRAL_SUBMITTED)
    for shown in (told["reference"], "Ждёт ответа", "осталось 2 дня"):
        assert shown in sent.text
    seen = sent_referral(mailing, told["reference"])
    assert [(one["first_name"], one["age"]) for one in seen["family"]["members"]] == [("Алёна", None), ("Фёдор", 9)]
    assert seen["narrative"] == "Мама одна растит сына.\nПосле потери работы ей трудно."
    assert (seen["channel"], seen["reasons"], seen["family"]["phone"]) == ("partner", FORM["reasons"], "+79005550177")


def test_the_page_shows_no_more_of_what_was_sent_than_the_api(region: Region) -> None:
    sent = opened(region).submit(FORM)
    for hidden in ("Щербак", "Фёдор", "Садовая", "5550177", "потери работы", "Вера"):
        assert hidden not in sent.html


def test_nothing_typed_is_lost_or_run_when_something_is_wrong(region: Region) -> None:
    page, before = opened(region), region.bench.counts()
    wrong = {"family.members.3.last_name": "<script>alert(1)</script>", "family.members.3.age": "40", "urgency": ""}
    refused = page.submit(FORM | wrong)
    assert refused.status == 422
    assert "<script>alert" not in refused.html
    assert {"urgency", "family.members.3.last_name"} <= set(refused.errors)
    for name in refused.errors:
        refused.one(f'[id="{name}"]')
    assert refused.one('[name="family.members.3.last_name"]')["value"] == "<script>alert(1)</script>"
    for kept in ('value="8 (900) 555-01-77"', "После потери работы", 'value="40"', 'value="Щербакова"'):
        assert kept in refused.html
    assert refused.one('[value="psychological"]').has_attr("checked")
    assert refused.one('[value="lesnoy"]').has_attr("selected")
    assert region.bench.counts() | {"throttles": 0} == before | {"throttles": 0}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("basis.given_on", "01.01.2150", "Проверьте дату"),
        ("family.members.3.age", "40", "Возраст"),
        ("family.members.3.age", "девять", "число"),
        ("family.district", "nowhere", "Выберите"),
        ("family.phone", "нет", "телефон"),
        ("reasons", [], "Что трудно"),
        ("reasons", ["because"], "Что трудно"),
    ],
)
def test_each_field_that_is_wrong_is_named_in_plain_words(region: Region, name: str, value: Any, said: str) -> None:
    refused = opened(region).submit(FORM | {name: value})
    assert refused.status == 422
    [(place, words)] = refused.errors.items()
    assert (place, said in words) == (name, True), words


def test_an_empty_form_is_answered_with_all_that_is_needed(region: Region) -> None:
    refused = opened(region).submit()
    needed = {"basis.kind", "basis.given_on", "urgency", "family.kind", "family.district", "reasons", "narrative"}
    assert set(refused.errors) == needed | {"family.members.0.role"}
    for name in refused.errors:
        refused.one(f'[id="{name}"]')


def test_a_question_is_read_and_answered_on_the_page(region: Region) -> None:
    page = opened(region).submit(FORM)
    id = region.bench.published(REFERRAL_SUBMITTED)[0]["referral"]
    region.act(str(id), "ask")
    asked = page.browser.get(page.path)
    assert "Когда семье удобно поговорить?" in asked.text
    form = asked.follow("Ответить на вопрос")
    assert list(form.submit({"answer": " "}).errors) == ["answer"]
    answered = form.submit({"answer": "После <шести>."})
    assert region.get(str(id)).json["history"][-1]["answer"] == "После <шести>."
    assert "После &lt;шести&gt;." in answered.html
    late = form.submit({"answer": "Ещё"})
    assert (late.status, "Ещё" in late.text) == (409, True)


def test_a_referral_is_taken_back_after_a_second_look(region: Region) -> None:
    sure = opened(region).submit(FORM).follow("Отозвать направление")
    assert "Отменить это нельзя" in sure.text
    assert list(sure.submit().errors) == ["reason"]
    after = sure.submit({"reason": "moved"})
    for shown in ("Отозвано отправителем", "Семья переехала"):
        assert shown in after.text
    assert "Отозвать направление" not in after.links()


def test_a_form_that_is_sent_twice_sends_one_referral_and_shows_it(region: Region) -> None:
    page = opened(region)
    twice = [page.submit(FORM) for _ in range(2)]
    assert [one.status for one in twice] == [200, 409]
    assert region.bench.published(REFERRAL_SUBMITTED)[0]["reference"] in twice[1].text
    assert region.bench.counts()["referrals"] == 1


def test_opening_the_page_changes_nothing(region: Region) -> None:
    page = opened(region)
    for _ in range(2):
        before = region.bench.counts() | {"throttles": 0}
        for then in ("", "/withdraw", "/answer", "?language=en"):
            assert page.browser.get(page.path + then).status == 200
        assert region.bench.counts() | {"throttles": 0} == before
        page.submit(FORM)


def test_links_that_do_not_hold_get_one_plain_page(region: Region) -> None:
    cancelled, late = opened(region), opened(region)
    listed = region.coordinator.api.get(LINKS).json["items"]
    region.coordinator.api.post(f"{LINKS}/{listed[1]['id']}/cancel", {})
    with region.bench.session() as session:
        session.execute(text("update invitation_links set expires_at = now()"))
    answers = [one.browser.get(one.path) for one in (cancelled, late)] + [opened(region, "wrong"), late.submit(FORM)]
    assert {(one.status, one.text) for one in answers} == {(404, answers[0].text)}
    assert "Попросите новую" in answers[0].text


def test_the_page_speaks_the_language_that_is_asked_for(region: Region) -> None:
    page = opened(region, language="en")
    assert page.one("html")["lang"] == "en"
    assert "Few people around the family" in page.text
    sent = page.submit(FORM)
    assert "Waiting for an answer" in sent.text
    assert "Take the referral back" in sent.links()
    assert sent.browser.get(sent.path + "?language=ru").one("html")["lang"] == "ru"


def test_danger_is_answered_with_whom_to_call(region: Region) -> None:
    region.bench.organisation("ngo", organisation=region.ngo, duty_phone="+79005550100")
    page = opened(region)
    for shown in (page, page.submit(FORM | {"urgency": "immediate"})):
        assert {"tel:112", "tel:+79005550100"} <= set(shown.links().values())


def test_the_page_is_kept_nowhere_and_tells_no_other_site_its_address(region: Region) -> None:
    page = opened(region)
    for shown in (page, page.submit(), opened(region, "wrong")):
        assert shown.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert [one["src"].startswith("/assets/") for one in shown.soup.select("script")] == [True]


def test_another_site_sends_nothing_by_its_visitors(region: Region) -> None:
    path, client = opened(region).path, region.bench.app.test_client()
    said = FORM | {"channel": "partner"}
    assert client.post(path, data=said, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert region.bench.counts()["referrals"] == 0
    assert client.post(path, data=said, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_who_tries_too_often_waits_on_the_page_too(region: Region) -> None:
    page = opened(region)
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100"))
    refused = page.browser.get(page.path)
    assert (refused.status, int(refused.headers["Retry-After"]) > 0) == (429, True)
    assert Guest(region, "unknown").get().status == 429, "counted together with the API"
    assert page.submit(FORM).status == 429, "nor does sending tell a right link from a wrong one"


def test_an_organisation_that_takes_no_referrals_says_so_and_nothing_is_lost(region: Region) -> None:
    page = opened(region)
    region.bench.organisation("ngo", organisation=region.ngo, accepts_referrals=False)
    refused = page.submit(FORM)
    assert (refused.status, "не принимает направления" in refused.text) == (422, True)
    assert 'value="Щербакова"' in refused.html
