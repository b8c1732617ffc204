"""A referral written bit by bit: a list of tasks, one thing a page, kept on the server until it is sent."""

from datetime import timedelta

from sqlalchemy import text

from shared import clock
from tests.referrals.family import Region
from tests.referrals.pages.drafting import MOTHER, PAGES, WHOM, begun, filled, sent
from tests.support.pages import Page

AT_MOST_PAGES = 12
AT_MOST_INPUTS = 25


def asked_on(page: Page) -> set[str]:
    """Names of what the page asks, without what a browser sends unseen."""
    fields = page.one("main form").select("input[name]:not([type=hidden]), textarea[name], select[name]")
    return {str(field["name"]) for field in fields}


def test_one_parent_and_one_child_are_referred_on_twelve_pages_with_twenty_five_inputs(region: Region) -> None:
    browser = region.referrer.browser()
    tasks = begun(browser)
    inputs, pages = 0, 2  # the beginning and the tasks
    for link, values in ({"Кому и на каком основании": WHOM | {"to_organisation": str(region.ngo)}} | PAGES).items():
        page = tasks.follow(link)
        inputs, pages = inputs + len(asked_on(page)), pages + 1
        tasks = page.submit(values)
    confirmation = tasks.follow("Проверить и отправить").submit()
    assert confirmation.heading.startswith("Направление отправлено")
    assert pages + 2 <= AT_MOST_PAGES, "with the answers to check and the confirmation"
    assert inputs <= AT_MOST_INPUTS, "those that may stay empty are counted, too"


def test_what_was_written_bit_by_bit_is_what_the_receiver_gets_and_no_draft_keeps_it(region: Region) -> None:
    page = sent(region, region.referrer.browser())
    (row,) = region.listed()
    assert row["reference"] in page.text
    got = region.get(row["id"]).json
    assert [(one["role"], one["first_name"], one["born_on"]) for one in got["family"]["members"]] == [
        ("mother", "Алёна", None),
        ("child", "Фёдор", "2016-05-09"),
    ]
    assert got["narrative"] == "Мама одна растит сына.\nПосле потери работы ей трудно."
    assert (got["urgency"], got["reasons"], got["help_wanted"]) == ("urgent", ["few_contacts"], ["social"])
    assert got["basis"] == {"kind": "consent", "given_on": "2025-03-01", "document": None}
    with region.bench.session() as session:
        assert session.scalars(text("select content from drafts")).all() == [{}]


def test_a_draft_waits_for_its_owner_on_every_device_and_for_nobody_else(region: Region) -> None:
    tasks = begun(region.referrer.browser())
    tasks.follow("Кто в семье").submit(MOTHER)
    home = region.referrer.browser().get("/referrals/sent")
    again = home.follow("Продолжить: Щербакова Алёна")
    assert "Мама: Алёна" in again.links()
    assert again.follow("Мама: Алёна").one("#last_name")["value"] == "Щербакова"
    colleague = region.bench.person("referrer", organisation=region.guardianship)
    for path in (tasks.path, f"{tasks.path}/whom", f"{tasks.path}/check", again.links()["Мама: Алёна"]):
        assert colleague.browser().get(path).status == 404
    assert region.worker.browser().get(tasks.path).status == 404
    assert region.worker.browser().get("/referrals/new").status == 403


def test_a_task_says_how_far_it_is_and_the_end_waits_for_all_of_them(region: Region) -> None:
    tasks = begun(region.referrer.browser())
    assert "Осталось 7 разделов" in tasks.text
    assert "Проверить и отправить Пока рано" in tasks.text
    assert "Проверить и отправить" not in tasks.links()
    tasks = tasks.follow("Срочность").submit({"urgency": "routine"})
    assert "Срочность Готово" in tasks.text
    assert "Осталось 6 разделов" in tasks.text


def test_a_task_names_what_is_wrong_with_it_and_keeps_what_was_typed(region: Region) -> None:
    tasks = begun(region.referrer.browser())
    page = tasks.follow("Кому и на каком основании").submit(
        {"to_organisation": str(region.ngo), "basis.given_on": "31.12.2999", "basis.document": "Заявление"}
    )
    assert page.status == 422
    assert set(page.errors) == {"basis.kind", "basis.given_on"}
    page = page.submit({"basis.kind": "consent", "basis.given_on": "завтра"})
    assert set(page.errors) == {"basis.given_on"}
    assert page.one("[id='basis.given_on']")["value"] == "завтра"
    assert page.one("[id='basis.document']")["value"] == "Заявление"
    page = tasks.follow("Кто в семье").submit({"role": "child", "first_name": "Фёдор", "last_name": "Щербаков"})
    assert page.errors == {"born_on": "Укажите дату рождения ребёнка или возраст."}


def test_an_answer_is_changed_from_the_check_and_one_is_back_there(region: Region) -> None:
    check = filled(region, begun(region.referrer.browser())).follow("Проверить и отправить")
    assert "Щербакова Алёна" in check.text
    page = check.follow("Изменить Срочность")
    back = page.submit({"urgency": "routine"})
    assert back.heading == check.heading
    assert "Не срочно" in back.text
    back = back.follow("Изменить Мама").submit({"first_name": "Елена"})
    assert "Щербакова Елена" in back.text


def test_what_went_wrong_since_it_was_written_leads_to_the_page_that_mends_it(region: Region) -> None:
    call = WHOM | {"to_organisation": str(region.ngo), "channel": "crisis_line", "basis.kind": "legal_duty"}
    nameless = {"role": "mother", "first_name": "Алёна"}
    written = {"Кому и на каком основании": call, "Кто в семье": nameless}
    tasks = filled(region, begun(region.referrer.browser()), **written)
    tasks = tasks.follow("Кому и на каком основании").submit({"channel": "partner"})
    assert "Мама: Алёна Нужно исправить" in tasks.text
    check = tasks.follow("Проверить и отправить").submit()
    assert check.status == 422
    (link,) = check.errors
    mended = check.browser.get(link).submit({"last_name": "Щербакова"})
    assert mended.errors == {}
    assert mended.submit().heading.startswith("Направление отправлено")


def test_a_person_is_removed_from_a_draft_after_a_question(region: Region) -> None:
    tasks = begun(region.referrer.browser()).follow("Кто в семье").submit(MOTHER)
    page = tasks.follow("Мама: Алёна").follow("Убрать этого человека из черновика")
    assert "исчезнет" in page.text
    assert "Мама: Алёна" not in page.submit().links()


def test_two_devices_do_not_overwrite_each_other_unseen(region: Region) -> None:
    here, there = region.referrer.browser(), region.referrer.browser("en")
    tasks = begun(here)
    mine, theirs = tasks.follow("Срочность"), there.get(f"{tasks.path}/urgency")
    other = there.get(f"{tasks.path}/story")
    mine.submit({"urgency": "urgent"})
    assert other.submit({"narrative": "Another part is not in the way."}).status == 200
    late = theirs.submit({"urgency": "routine"})
    assert late.status == 409
    assert late.submit().status == 200


def test_danger_right_now_says_whom_to_call_before_anything_else(region: Region) -> None:
    region.bench.organisation("ngo", organisation=region.ngo, duty_phone="+78001234567")
    tasks = begun(region.referrer.browser())
    tasks = tasks.follow("Кому и на каком основании").submit(WHOM | {"to_organisation": str(region.ngo)})
    assert "112" not in tasks.text
    page = tasks.follow("Срочность")
    assert page.links()["112"] == "tel:112"
    assert "+7 800 123-45-67" in page.text
    assert "112" in page.submit({"urgency": "immediate"}).text


def test_who_has_no_room_is_asked_only_in_danger_and_knowingly(region: Region) -> None:
    later = clock.today(clock.DEFAULT_TIME_ZONE) + timedelta(days=9)
    tasks = filled(region, begun(region.referrer.browser()))
    region.bench.organisation("ngo", organisation=region.ngo, no_referrals_until=later)
    check = tasks.follow("Проверить и отправить").submit()
    (link,) = check.errors
    assert "/whom" in link
    check.browser.get(f"{tasks.path}/urgency").submit({"urgency": "immediate"})
    check = check.browser.get(f"{tasks.path}/check").submit()
    assert set(check.errors) == {"despite_no_capacity"}
    assert check.submit({"despite_no_capacity": "yes"}).heading.startswith("Направление отправлено")


def test_sending_twice_sends_once_and_the_draft_leads_to_the_referral(region: Region) -> None:
    check = filled(region, begun(region.referrer.browser())).follow("Проверить и отправить")
    first, second = check.submit(), check.submit()
    assert first.path == second.path
    assert len(region.listed()) == 1
    again = check.browser.get(check.path)
    assert "уже отправлено" in again.heading
    assert check.browser.get(check.path.removesuffix("/check")).path == first.path
    assert "Продолжить" not in check.browser.get("/referrals/sent").text


def test_a_draft_is_thrown_away_after_a_question(region: Region) -> None:
    tasks = begun(region.referrer.browser())
    home = tasks.follow("Удалить черновик").submit()
    assert home.path == "/referrals/sent"
    assert tasks.browser.get(tasks.path).status == 404


def test_a_month_after_its_last_change_a_draft_is_gone_and_until_then_it_is_there(region: Region) -> None:
    tasks = begun(region.referrer.browser()).follow("Кто в семье").submit(MOTHER)
    region.bench.tick(clock.now() + timedelta(days=29))
    assert "Мама: Алёна" in tasks.browser.get(tasks.path).links()
    region.bench.tick(clock.now() + timedelta(days=31))
    assert tasks.browser.get(tasks.path).status == 404


def test_pages_at_which_a_family_may_look_can_be_left_quickly_and_name_nobody(region: Region) -> None:
    tasks = filled(region, begun(region.referrer.browser()))
    pages = [tasks, *(tasks.follow(link) for link in ("Мама: Алёна", "О семье", "Проверить и отправить"))]
    for page in pages:
        page.one(".govuk-exit-this-page")
        assert "Щербаков" not in page.title + page.path


def test_a_coordinator_writes_down_what_a_family_asked_of_the_own_organisation(region: Region) -> None:
    tasks = begun(region.coordinator.browser())
    page = tasks.follow("Кому и на каком основании")
    offered = {str(one["value"]) for one in page.soup.select("[name=to_organisation], [name=channel]")}
    assert offered == {str(region.ngo), "family", "crisis_line"}
    values = {"to_organisation": str(region.ngo), "channel": "family"}
    check = filled(region, tasks, **{"Кому и на каком основании": WHOM | values}).follow("Проверить и отправить")
    assert check.submit().heading.startswith("Направление отправлено")
    assert [one["channel"] for one in region.listed("box=sent")] == ["family"]
