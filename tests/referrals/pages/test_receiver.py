"""The pages of who answers referrals: what is due, everything needed to decide, and each decision."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from shared import clock
from shared.contracts import cases
from shared.contracts.referrals import REFERRAL_ACCEPTED
from tests.referrals.family import SON, Region, changed
from tests.support.pages import Page

QUEUE = "/referrals/queue"


def page_of(region: Region, sent: dict[str, object], then: str = "", language: str = "ru") -> Page:
    return region.coordinator.browser(language).get(f"/referrals/{sent['id']}{then}")


def opens(region: Region, sent: dict[str, object], **state: object) -> UUID:
    """Its case opened."""
    case = region.case(sent, **state)
    region.bench.receive(cases.CASE_OPENED, case["case"], case | {"opened_on": clock.today("Europe/Moscow")})
    return UUID(str(case["case"]))


def test_the_list_begins_with_what_is_due_first_and_late_ones_stand_out(region: Region) -> None:
    with clock.at(clock.now() - timedelta(days=4)):
        late = region.referral(urgency="urgent")
    routine, danger = region.referral(urgency="routine"), region.referral(urgency="immediate")
    page = region.coordinator.browser().get(QUEUE)
    assert page.status == 200
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    for row, sent in zip(rows, (late, danger, routine), strict=True):
        assert sent["reference"] in row
    assert "Просрочено" in rows[0]
    assert "опоздание" in rows[0]
    assert "осталось" in rows[1]
    assert "Опасность прямо сейчас" in rows[1]
    assert "Просрочено" not in rows[2]
    assert page.text.count("Организация guardianship_body") == 3
    assert region.supervisor.browser().get(QUEUE).status == 200
    assert region.worker.browser().get(QUEUE).status == 403
    assert not region.other_coordinator.browser().get(QUEUE).soup.select("tbody tr")


def test_the_list_has_a_tab_for_each_way_a_referral_stands_and_goes_on_page_by_page(region: Region) -> None:
    sent = [region.referral() for _ in range(6)]
    for one, action in zip(sent, ("ask", "accept", "decline", "pass-on"), strict=False):
        assert region.act(one["id"], action).status == 200
    browser = region.coordinator.browser()
    page = browser.get(QUEUE)
    assert "Ждут ответа (2)" in page.text
    for tab, reference in (("asked", sent[0]), ("taken", sent[1]), ("not_taken", sent[2]), ("passed_on", sent[3])):
        rows = browser.get(f"{QUEUE}?tab={tab}").soup.select("tbody tr")
        assert [reference["reference"] in row.get_text() for row in rows] == [True], tab
    first = browser.get(f"{QUEUE}?limit=1")
    second = browser.get(first.links()[next(words for words in first.links() if "Ещё" in words)] + "&limit=1")
    shown = [one.soup.select("tbody tr")[0].get_text() for one in (first, second)]
    assert [sent[4]["reference"] in shown[0], sent[5]["reference"] in shown[1]] == [True, True]
    assert not browser.get(f"{QUEUE}?district=zarechny").soup.select("tbody tr")
    assert browser.get(f"{QUEUE}?tab=everything").status == 422


def test_a_referral_shows_everything_that_is_needed_to_decide(region: Region) -> None:
    sent = region.referral()
    page = page_of(region, sent)
    for said in ("Щербакова Алёна Олеговна", "Щербаков Фёдор", "09.05.2016", "ул. Садовая, д. 14, кв. 3"):
        assert said in page.text
    for said in ("+7 900 555-01-77", "Мама одна растит сына.", "Район lesnoy", "Согласие от 01.03.2025", "3 дня"):
        assert said in page.text
    assert "Щербак" not in page.title
    assert {"Принять семью и выбрать куратора", "Отклонить с причиной"} <= set(page.links())
    assert not {"Принять семью и выбрать куратора"} & set(
        region.supervisor.browser().get(f"/referrals/{sent['id']}").links()
    )


def test_a_family_is_accepted_with_the_worker_who_has_room(region: Region) -> None:
    busy = region.bench.person("case_worker", organisation=region.ngo)
    before, sent = region.referral(), region.referral(changed("family.members.0.first_name", "Нина"))
    region.act(before["id"], "accept", {"worker": str(busy.id)})
    opens(region, before, worker=busy.id)
    form = page_of(region, sent).follow("Принять семью и выбрать куратора")
    assert "1 семья" in form.text
    unsaid = form.submit()
    assert unsaid.status == 422
    assert list(unsaid.errors) == ["worker"]
    done = unsaid.submit({"worker": str(region.worker.id)})
    assert sent["reference"] in done.text
    assert done.path.endswith("/accepted")
    assert region.bench.published(REFERRAL_ACCEPTED)[-1]["worker"] == region.worker.id
    case = opens(region, sent)
    assert f"/cases/{case}/worker" in done.browser.get(done.path).links().values(), "what a coordinator may open of it"


def test_choosing_the_worker_can_wait(region: Region) -> None:
    sent = region.referral()
    page_of(region, sent, "/accept").submit({"worker": "later"})
    [told] = region.bench.published(REFERRAL_ACCEPTED)
    assert told["worker"] is None


@pytest.mark.parametrize("language", ["ru", "en"])
def test_declining_names_what_is_missing_and_keeps_what_was_typed(region: Region, language: str) -> None:
    sent = region.referral()
    form = page_of(region, sent, "/decline", language)
    assert list(form.submit({"note": "Мы рядом"}).errors) == ["reason"]
    refused = form.submit({"reason": "other", "note": " "})
    assert list(refused.errors) == ["note"]
    done = refused.submit({"note": "Помогаем только с 2027 года"})
    assert done.path == f"/referrals/{sent['id']}"
    assert "Помогаем только с 2027 года" in done.text
    assert region.get(sent["id"]).json["status"] == "declined"


def test_a_question_is_asked_and_its_answer_stands_in_the_list(region: Region) -> None:
    sent = region.referral()
    form = page_of(region, sent).follow("Спросить отправителя")
    assert list(form.submit({"question": ""}).errors) == ["question"]
    asked = form.submit({"question": "Где дети сейчас?"})
    assert "Где дети сейчас?" in asked.text
    assert "Спросить отправителя" not in asked.links()
    region.act(sent["id"], "answer")
    assert "Отправитель ответил" in region.coordinator.browser().get(QUEUE).text


def test_who_is_slower_learns_what_was_decided_meanwhile_and_by_whom(region: Region) -> None:
    sent = region.referral()
    form = page_of(region, sent, "/decline")
    region.act(sent["id"], "accept")
    late = form.submit({"reason": "not_eligible", "note": "Мы помогаем другим"})
    assert late.status in (409, 412)
    for said in ("Семью взяли", "Соколова Вера", "Мы помогаем другим"):
        assert said in late.text
    assert not late.browser.get(f"/referrals/{sent['id']}/ask").soup.select("main form")


def test_a_referral_is_passed_on_when_the_family_agrees(region: Region) -> None:
    full = region.bench.organisation(
        "ngo", name="Переполнены", no_referrals_until=clock.today("Europe/Moscow") + timedelta(days=9)
    )
    sent = region.referral()
    form = page_of(region, sent).follow("Передать другой организации")
    assert "Переполнены — " in form.text
    assert list(form.submit({"to_organisation": str(region.other_ngo)}).errors) == ["consent_covers"]
    agreed = {"consent_covers": "yes", "note": "Живут у вас"}
    assert list(form.submit(agreed | {"to_organisation": str(full)}).errors) == ["to_organisation"]
    done = form.submit(agreed | {"to_organisation": str(region.other_ngo)})
    assert (done.path, sent["reference"] in done.text) == (QUEUE, True)
    left = page_of(region, sent)
    assert "Щербак" not in left.text
    assert page_of(region, sent, "/pass-on").status == 403
    assert region.get(sent["id"], by=region.other_coordinator).json["history"][-1]["note"] == "Живут у вас"


def test_danger_is_seen_to_by_one_press(region: Region) -> None:
    sent = region.referral(urgency="immediate")
    page = region.supervisor.browser().get(f"/referrals/{sent['id']}")
    assert "112" in page.text
    seen = page.press("Я этим занимаюсь")
    assert "Соколова Вера занимается этим" in seen.text
    assert region.get(sent["id"]).json["acknowledged_by"] == str(region.supervisor.id)


def test_families_that_look_alike_are_compared_side_by_side_and_answered_as_known(region: Region) -> None:
    known = region.referral()
    again = region.referral(changed("family.members.1", SON | {"born_on": "2016-05-08"}))
    page = page_of(region, again).follow("Сравнить рядом")
    assert known["reference"] in page.text
    rows = {row.th.get_text(): row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")}
    assert rows["Телефон"].endswith("Совпадает")
    assert rows["Ребёнок"].endswith("Отличается")
    sure = page.follow("Это та же семья")
    done = sure.submit()
    assert "Эта семья уже известна" in done.text
    assert region.get(again["id"]).json["history"][-1]["of"] == known["family"]["id"]


def test_families_that_are_two_are_not_shown_for_each_other_again(region: Region) -> None:
    region.referral()
    again = region.referral()
    page = page_of(region, again, "/duplicates").press("Это не та же семья")
    assert not page.soup.select("tbody tr")
    assert region.get(again["id"]).json["possible_duplicates"] == []


def test_families_of_decided_referrals_are_joined_and_taken_apart_again(region: Region) -> None:
    region.referral()
    again = region.referral()
    region.act(again["id"], "accept")
    joined = page_of(region, again, "/duplicates").press("Это та же семья")
    assert "уже известны как одна семья" in joined.text
    apart = joined.press("Всё-таки это две семьи")
    assert "уже известны как одна семья" not in apart.text


def test_a_repeat_that_is_gone_meanwhile_is_said_in_words(region: Region) -> None:
    refused = page_of(region, region.referral(), f"/duplicate?of={uuid4()}").submit()
    assert refused.status == 422
    assert "уже нет среди возможных повторов" in refused.errors[""]
