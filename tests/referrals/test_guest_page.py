"""The page that the link of an invitation opens."""

import re
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from shared.contracts.referrals import REFERRAL_SUBMITTED
from tests.referrals.family import Region
from tests.referrals.guest import LINKS, Guest, invite, new_guest, post_mails, sent_referral, token_of
from tests.support.mailbox import Mailbox

FORM: dict[str, Any] = {
    "do": "send",
    "basis.kind": "consent",
    "basis.given_on": "2025-03-01",
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


class Browser:
    """Somebody who opens the link of a mail."""

    def __init__(self, region: Region, token: str) -> None:
        self.client, self.address = region.bench.app.test_client(), f"/referrals/invitations/{token}"

    def open(self, query: str = "") -> TestResponse:
        return self.client.get(self.address + query)

    def post(self, form: dict[str, Any] | None = None, query: str = "", **headers: str) -> TestResponse:
        return self.client.post(self.address + query, data=form or FORM, headers=headers)


def browser(region: Region) -> Browser:
    return Browser(region, new_guest(region).token)


def test_who_gets_the_mail_sends_a_referral_by_the_form(mailing: Region, mailbox: Mailbox) -> None:
    invite(mailing)
    post_mails(mailing)
    guest = Browser(mailing, token_of(mailbox.mails[0]))
    assert "Школа № 7" in guest.open().text
    sent = guest.post()
    assert sent.status_code == 303, sent.text
    [told] = mailing.bench.published(REFERRAL_SUBMITTED)
    page = mailing.bench.app.test_client().get(sent.headers["Location"])
    assert page.status_code == 200
    for shown in (told["reference"], "Ждёт ответа", "Ответят до:", "GMT+03:00"):
        assert shown in page.text
    seen = sent_referral(mailing, told["reference"])
    assert [(one["first_name"], one["age"]) for one in seen["family"]["members"]] == [("Алёна", None), ("Фёдор", 9)]
    assert seen["narrative"] == "Мама одна растит сына.\nПосле потери работы ей трудно."
    assert (seen["reasons"], seen["family"]["phone"]) == (FORM["reasons"], "+79005550177")


def test_the_page_shows_no_more_of_what_was_sent_than_the_api(region: Region) -> None:
    guest = browser(region)
    guest.post()
    for hidden in ("Щербак", "Фёдор", "Садовая", "5550177", "потери работы", "Вера"):
        assert hidden not in guest.open().text


def test_nothing_typed_is_lost_or_run_when_something_is_wrong(region: Region) -> None:
    guest, before = browser(region), region.bench.counts()
    wrong = {"family.members.3.last_name": "<script>alert(1)</script>", "family.members.3.age": "40", "urgency": ""}
    refused = guest.post(FORM | wrong)
    assert refused.status_code == 422
    assert "<script" not in refused.text
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in refused.text
    for name in ("urgency", "family.members.3.last_name"):
        assert f'href="#{name}"' in refused.text
        assert f'id="{name}"' in refused.text
    for kept in ('value="8 (900) 555-01-77"', "После потери работы", 'value="40"', 'value="Щербакова"'):
        assert kept in refused.text
    assert re.search('value="psychological" checked', refused.text)
    assert re.search('value="lesnoy" selected', refused.text)
    assert region.bench.counts() | {"throttles": 0} == before | {"throttles": 0}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("basis.given_on", "2150-01-01", "этот день ещё не настал"),
        ("family.members.3.age", "40", "так не может быть"),
        ("family.members.3.age", "девять", "проверьте, что здесь написано"),
        ("family.district", "nowhere", "выберите из списка"),
        ("family.phone", "нет", "это не номер телефона"),
        ("reasons", [], "заполните или выберите"),
        ("reasons", ["because"], "выберите из списка"),
    ],
)
def test_each_field_that_is_wrong_is_named_in_plain_words(region: Region, name: str, value: Any, said: str) -> None:
    refused = browser(region).post(FORM | {name: value})
    assert refused.status_code == 422
    [line] = re.findall(r'<li><a href="#(.*?)">(.*?)</a>', refused.text)
    assert (line[0], said in line[1]) == (name, True)


def test_an_empty_form_is_answered_with_all_that_is_needed(region: Region) -> None:
    refused = browser(region).post({"do": "send"})
    named = set(re.findall(r'href="#(.*?)"', refused.text))
    needed = {"basis.kind", "basis.given_on", "urgency", "family.kind", "family.district", "reasons", "narrative"}
    assert named == needed | {"family.members.0.first_name"}
    assert named <= set(re.findall(r'id="(.*?)"', refused.text))


def test_a_question_is_read_and_answered_on_the_page(region: Region) -> None:
    guest = browser(region)
    guest.post()
    id = region.bench.published(REFERRAL_SUBMITTED)[0]["referral"]
    region.act(str(id), "ask")
    assert "Когда семье удобно поговорить?" in guest.open().text
    empty = guest.post({"do": "answer", "answer": " "})
    assert (empty.status_code, 'href="#answer"' in empty.text) == (422, True)
    assert guest.post({"do": "answer", "answer": "После <шести>."}).status_code == 303
    assert region.get(str(id)).json["history"][-1]["answer"] == "После <шести>."
    assert "После &lt;шести&gt;." in guest.open().text
    late = guest.post({"do": "answer", "answer": "Ещё"})
    assert (late.status_code, "состояние направления изменилось" in late.text) == (409, True)


def test_a_referral_is_taken_back_after_a_second_look(region: Region) -> None:
    guest = browser(region)
    guest.post()
    assert "step=withdraw" in guest.open().text
    assert "Да, отозвать" in guest.open("?step=withdraw").text
    unsaid = guest.post({"do": "withdraw"}, "?step=withdraw")
    assert (unsaid.status_code, 'href="#reason"' in unsaid.text) == (422, True)
    assert guest.post({"do": "withdraw", "reason": "moved"}, "?step=withdraw").status_code == 303
    after = guest.open("?step=withdraw").text
    assert "Отозвано отправителем" in after
    assert "Семья переехала" in after
    assert "step=withdraw" not in after


def test_a_form_that_is_sent_twice_sends_one_referral_and_shows_it(region: Region) -> None:
    guest = browser(region)
    assert [guest.post().status_code for _ in range(2)] == [303, 409]
    assert region.bench.counts()["referrals"] == 1


def test_opening_the_page_changes_nothing(region: Region) -> None:
    guest = browser(region)
    for _ in range(2):
        before = region.bench.counts() | {"throttles": 0}
        for query in ("", "?step=withdraw", "?language=en&do=send"):
            assert guest.open(query).status_code == 200
        assert region.bench.counts() | {"throttles": 0} == before
        guest.post()


def test_links_that_do_not_hold_get_one_plain_page(region: Region) -> None:
    cancelled, late = browser(region), browser(region)
    listed = region.coordinator.api.get(LINKS).json["items"]
    region.coordinator.api.post(f"{LINKS}/{listed[1]['id']}/cancel", {})
    with region.bench.session() as session:
        session.execute(text("update invitation_links set expires_at = now()"))
    answers = [one.open() for one in (cancelled, late, Browser(region, "wrong"))] + [late.post()]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}
    assert "Попросите новую" in answers[0].text


def test_the_page_speaks_the_language_that_is_asked_for(region: Region) -> None:
    guest = browser(region)
    russian = guest.open().text
    assert '<html lang="ru">' in russian
    [other] = re.findall(r'href="\S+?(\?language=en)"', russian)
    english = guest.open(other).text
    assert '<html lang="en">' in english
    assert "Send the referral" in english
    assert "Few people around the family" in english
    sent = guest.post(query="?language=en")
    assert "Waiting for an answer" in guest.client.get(sent.headers["Location"]).text
    assert "Yes, take it back" in guest.open("?language=en&step=withdraw").text
    assert '<html lang="ru">' in guest.open("?language=xx").text


def test_danger_is_answered_with_whom_to_call(region: Region) -> None:
    region.bench.organisation("ngo", organisation=region.ngo, duty_phone="+79005550100")
    guest = browser(region)
    guest.post(FORM | {"urgency": "immediate"})
    for page in (browser(region).open(), guest.open()):
        assert 'href="tel:112"' in page.text
        assert 'href="tel:+79005550100"' in page.text


def test_the_page_is_kept_nowhere_runs_nothing_and_tells_no_other_site_its_address(region: Region) -> None:
    guest = browser(region)
    for page in (guest.open(), guest.post({"do": "send"}), Browser(region, "wrong").open()):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert "<script" not in page.text


def test_another_site_sends_nothing_by_its_visitors(region: Region) -> None:
    guest = browser(region)
    assert guest.post(**{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert region.bench.counts()["referrals"] == 0
    assert guest.post(**{"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_who_tries_too_often_waits_on_the_page_too(region: Region) -> None:
    guest = browser(region)
    guest.open()
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100"))
    refused = guest.open()
    assert (refused.status_code, int(refused.headers["Retry-After"]) > 0) == (429, True)
    assert Guest(region, "unknown").get().status == 429, "counted together with the API"


def test_an_organisation_that_takes_no_referrals_says_so_and_nothing_is_lost(region: Region) -> None:
    guest = browser(region)
    region.bench.organisation("ngo", organisation=region.ngo, accepts_referrals=False)
    refused = guest.post()
    assert (refused.status_code, "не принимает направления" in refused.text) == (409, True)
    assert 'value="Щербакова"' in refused.text
