"""What became of the families that somebody referred: the lists, a referral's page, answering and taking back."""

from datetime import date, timedelta

from shared import clock
from shared.contracts import cases
from tests.referrals.family import Region
from tests.referrals.test_loop import CLOSING


def test_the_home_page_of_a_referrer_says_what_became_of_each_family(region: Region) -> None:
    waiting, asked, taken, declined = (region.referral() for _ in range(4))
    region.act(asked["id"], "ask")
    region.act(taken["id"], "accept")
    region.act(declined["id"], "decline")
    browser = region.referrer.browser()
    page = browser.get("/referrals/sent")
    for tab in ("Вопрос ко мне (1)", "Взяты на сопровождение (1)", "Завершены (1)"):
        assert tab in page.links()
    assert waiting["reference"] in page.text
    assert asked["reference"] not in page.text
    assert "ответит до" in page.text
    assert "осталось" in page.text
    question = page.follow("Вашего ответа ждёт 1 вопрос")
    assert asked["reference"] in question.text
    assert "задаёт вам вопрос" in question.text
    assert "Семью взяли на сопровождение" in page.follow("Взяты на сопровождение (1)").text
    assert "не может взять семью" in page.follow("Завершены (1)").text


def test_an_empty_list_says_what_would_be_there_and_what_to_do(region: Region) -> None:
    page = region.referrer.browser().get("/referrals/sent")
    assert "Здесь будут направления, на которые ещё не ответили" in page.text
    assert page.follow("Направить семью").heading == "Направить семью"
    english = region.referrer.browser("en").get("/referrals/sent?tab=ended")
    assert "declined or taken back" in english.text


def test_a_long_list_goes_on_on_another_page(region: Region) -> None:
    references = [region.referral()["reference"] for _ in range(3)]
    page = region.referrer.browser().get("/referrals/sent?limit=2")
    assert references[0] not in page.text
    assert references[0] in page.follow("Более ранние направления").text


def test_a_colleague_sees_the_organisations_referrals_and_others_do_not(region: Region) -> None:
    sent = region.referral()
    colleague = region.bench.person("referrer", organisation=region.guardianship)
    stranger = region.bench.person("referrer", organisation=region.bench.organisation("school"))
    assert sent["reference"] in colleague.browser().get("/referrals/sent").text
    assert sent["reference"] in colleague.browser().get(f"/referrals/{sent['id']}").heading
    assert sent["reference"] not in stranger.browser().get("/referrals/sent").text
    for address in (f"/referrals/{sent['id']}", f"/referrals/{sent['id']}/sent", f"/referrals/{sent['id']}/withdraw"):
        assert stranger.browser().get(address).status == 404
    assert region.coordinator.browser().get(f"/referrals/{sent['id']}/withdraw").status == 403


def test_a_referral_tells_its_sender_how_it_stands_and_what_happened(region: Region) -> None:
    sent = region.referral()
    region.act(sent["id"], "accept")
    page = region.referrer.browser().get(f"/referrals/{sent['id']}")
    assert "Семью взяли на сопровождение" in page.text
    assert "Следующее известие придёт, когда сопровождение закончится." in page.text
    assert "Щербакова" not in page.title
    assert "Щербакова Алёна Олеговна" in page.text
    assert "Отозвать направление" not in page.links()
    case = region.case(sent, opened_on=date(2025, 3, 4))
    region.bench.receive(cases.CASE_OPENED, case["case"], case)
    ending = CLOSING | {"outcome": "self_sufficient"}
    region.bench.receive(cases.CASE_CLOSED, case["case"], case | ending)
    page = page.browser.get(page.path)
    assert "Сопровождение закончилось" in page.text
    assert "Семья справляется сама" in page.text


def test_a_question_is_answered_from_the_referral(region: Region) -> None:
    sent = region.referral()
    region.act(sent["id"], "ask", {"question": "Когда удобно\nпоговорить?"})
    page = region.referrer.browser().get(f"/referrals/{sent['id']}")
    form = page.follow("Ответить на вопрос")
    assert "Когда удобно" in form.text
    assert form.submit().errors == {"answer": "Заполните: «Ваш ответ»."}
    done = form.submit({"answer": "После шести."})
    assert done.path == page.path
    assert "Ваш ответ отправлен." in done.text
    assert "После шести." in done.text
    assert "Ответить на вопрос" not in done.links()
    late = form.browser.get(form.path).submit({"answer": "Ещё раз."})
    assert late.status == 409
    assert "Ещё раз." in late.text


def test_taking_back_has_a_page_that_says_it_cannot_be_undone(region: Region) -> None:
    sent = region.referral()
    page = region.referrer.browser().get(f"/referrals/{sent['id']}").follow("Отозвать направление")
    assert "Это нельзя отменить" in page.text
    assert set(page.submit({"note": "Уехали к бабушке"}).errors) == {"reason"}
    done = page.submit({"reason": "moved", "note": "Уехали к бабушке"})
    assert "Вы отозвали это направление" in done.text
    assert "Уехали к бабушке" in done.text
    assert region.get(sent["id"]).json["status"] == "withdrawn"


def test_the_confirmation_can_be_kept_and_says_what_is_known_when_it_is_opened(region: Region) -> None:
    sent = region.referral(urgency="immediate")
    page = region.referrer.browser().get(f"/referrals/{sent['id']}/sent")
    assert sent["reference"] in page.one(".govuk-panel").get_text()
    assert "ответит до" in page.text
    assert "112" in page.text
    region.act(sent["id"], "accept")
    assert "Семью взяли на сопровождение" in page.browser.get(page.path).text


def test_a_referral_is_printed_by_the_link_on_its_page(region: Region) -> None:
    browser = region.referrer.browser()
    page = browser.get(f"/referrals/{region.referral()['id']}")
    for words in ("Направление для печати (PDF)", "Согласие семьи на подпись (PDF)"):
        answer = browser.client.get(page.links()[words])
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")


def test_what_is_late_says_so(region: Region) -> None:
    with clock.at(clock.now() - timedelta(days=20)):
        region.referral(urgency="urgent")
    page = region.referrer.browser().get("/referrals/sent")
    assert "не отвечает" in page.text
    assert "опоздание" in page.text
    page.one(".opora-due--late")
