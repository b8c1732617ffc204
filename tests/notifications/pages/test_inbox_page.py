"""The inbox and its number on every page."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from services.notifications.table import ROWS
from shared.contracts import cases
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.pages import FROM_US, Browser, Page

INBOX, STYLE = "/notifications/inbox", "/notifications/unread.css"


def style(browser: Browser) -> str:
    return browser.client.get(STYLE, headers=FROM_US).text


def test_what_is_new_is_opened_and_read_then(story: Story) -> None:
    browser = story.cast["worker"].browser()
    assert "Ничего нового" in browser.get(INBOX).text
    story.happens(cases.DEADLINE_NEAR)
    page = browser.get(INBOX)
    assert "Скоро срок" in page.text
    assert "305-716-941" in page.text
    opened = browser.client.post(str(page.one("main li form")["action"]), headers=FROM_US)
    assert (opened.status_code, opened.headers["Location"]) == (303, f"/cases/{story.records['CASE']}")
    after = browser.get(INBOX)
    assert "Ничего нового" in after.text
    assert after.one("main h2:nth-of-type(2)").get_text() == "Прочитанные"


def test_all_that_one_sees_is_marked_as_read_at_once_and_nothing_that_came_meanwhile(story: Story) -> None:
    browser = story.cast["worker"].browser()
    story.happens(cases.DEADLINE_NEAR)
    page = browser.get(INBOX)
    story.happens(cases.DEADLINE_PASSED)
    after = page.press("Отметить все как прочитанные")
    assert [item["read_at"] is None for item in story.inbox("worker")] == [True, False]
    assert "отмечено как прочитанное" in after.text


def test_nobody_opens_the_news_of_others(story: Story) -> None:
    story.happens(cases.DEADLINE_NEAR)
    [item] = story.inbox("worker")
    other = story.cast["second_worker"].browser()
    assert other.post(f"{INBOX}/{item['id']}/open", {}).status == 404
    assert story.inbox("worker")[0]["read_at"] is None


def test_the_number_of_news_is_a_stylesheet_in_the_readers_language(story: Story) -> None:
    worker = story.cast["worker"]
    assert style(worker.browser()) == ""
    for _ in range(2):
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
    answer = worker.browser().client.get(STYLE, headers=FROM_US)
    assert answer.text == '.opora-unread::after{content:" 2 новых"}\n'
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "private, max-age=20"
    assert "2 new" in style(worker.browser("en"))
    assert style(story.cast["second_worker"].browser()) == ""


def test_who_is_signed_out_gets_an_empty_one(bench: Callable[..., Bench]) -> None:
    app = bench("notifications").app
    assert style(Browser(app.test_client())) == ""
    assert style(Browser(app.test_client(), "no token")) == ""
    assert Browser(app.test_client()).client.get(INBOX, headers=FROM_US).headers["Location"].startswith("/identity/")


def test_no_news_leads_to_the_api() -> None:
    assert [row.about.path for row in ROWS if "/api/" in row.about.path] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_inbox_goes_on_page_by_page(story: Story, language: str) -> None:
    for _ in range(3):
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
    browser = story.cast["worker"].browser(language)
    first = browser.get(f"{INBOX}?unread=1&limit=2")
    [further] = [href for href in first.links().values() if "cursor=" in href]
    second = browser.get(f"{INBOX}{further}&limit=2")
    assert [len(page.soup.select("main li form")) for page in (first, second)] == [2, 1]


def test_a_page_of_the_inbox_is_short_and_grouped_by_day(story: Story) -> None:
    for _ in range(26):
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
    older = "select id from notifications where person = :worker order by id limit 20"
    with story.bench.session() as session:
        moved = text(f"update notifications set created_at = created_at - interval '1 day' where id in ({older})")
        session.execute(moved, {"worker": story.id("worker")})
    page = story.cast["worker"].browser().get(INBOX)
    assert by_day(page) == [6, 14]
    assert len({one.get_text() for one in page.soup.select("main h3")}) == 2
    read = page.press("Отметить все как прочитанные")
    assert by_day(read) == [6, 14]
    assert by_day(read.follow("Более ранние")) == [6]


def by_day(page: Page) -> list[int]:
    return [len(one.select("li")) for one in page.soup.select("main .opora-news-list")]
