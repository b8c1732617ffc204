"""What a form does with mistakes: it names the field, and loses nothing that was typed."""

import pytest

from shared.ids import uuid7
from tests.support.pages import FROM_US
from tests.web.pages.notes import NEW, Desk


def test_each_mistake_is_told_above_and_at_its_field_in_the_same_words_and_what_was_typed_stays(desk: Desk) -> None:
    page = desk.browser().get(NEW).submit({"words": "", "on": "31.02.2026"})
    assert page.status == 422
    assert list(page.errors) == ["words", "on"]
    for field, words in page.errors.items():
        assert words in page.one(f"#{field}-error").get_text(" ", strip=True)
        assert f"{field}-error" in page.one(f"#{field}")["aria-describedby"]
    assert page.one("#on")["value"] == "31.02.2026"
    assert page.title.startswith("Ошибка:")
    assert page.one(".govuk-error-summary [role=alert]")
    assert desk.site.count() == 0


def test_the_corrected_form_is_taken(desk: Desk) -> None:
    wrong = desk.browser().get(NEW).submit({"words": "слова", "on": "завтра"})
    done = wrong.submit({"on": "24.11.2026"})
    assert (done.status, desk.site.count()) == (200, 1)
    assert "Written." in done.text


def test_a_form_without_a_file_may_have_two_megabytes_and_more_is_a_page(desk: Desk) -> None:
    browser = desk.browser()
    assert browser.post(NEW, {"words": "x" * 1_900_000}).errors.keys() == {"words"}, "read, and too long for its field"
    assert "до 2 МБ" in browser.post(NEW, {"words": "x" * 2_200_000}).text


def test_a_page_speaks_english_of_mistakes_too(desk: Desk) -> None:
    page = desk.browser(language="en").get(NEW).submit({"words": ""})
    assert page.errors == {"words": "Fill this in: “Words”."}
    assert page.title.startswith("Error:")


def test_a_form_that_is_sent_twice_has_one_effect(desk: Desk) -> None:
    page = desk.browser().get(NEW)
    answers = [page.submit({"words": "слова"}) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert desk.site.count() == 1


def test_a_form_that_somebody_else_filled_in_before_is_not_sent_by_who_is_signed_in_now(desk: Desk) -> None:
    """Two at one computer: the page of one is still open when the other has signed in."""
    anna, boris = uuid7(), uuid7()
    note, page = desk.note(boris), desk.browser(anna).get(NEW)
    page.browser = desk.browser(boris)
    pressed = page.browser.post(f"/alpha/notes/{note}/rename", {"words": "чужое", "_by": str(anna)})
    for answer in (page.submit({"words": "слова Анны"}), pressed):
        assert (answer.status, answer.heading) == (409, "Эту форму заполнил кто-то другой")
        assert "слова Анны" not in answer.html
    assert (desk.site.count(), desk.words_of(note)) == (1, "слова")


def test_who_goes_back_and_corrects_what_was_sent_sends_anew(desk: Desk) -> None:
    page = desk.browser().get(NEW)
    page.submit({"words": "слова"})
    page.submit({"words": "другие слова"})
    assert desk.site.count() == 2


def test_someone_elses_change_meanwhile_is_told_with_what_it_says_now_and_what_was_typed(desk: Desk) -> None:
    person = uuid7()
    note = desk.note(person)
    mine, theirs = (desk.browser(person).get(f"/alpha/notes/{note}") for _ in range(2))
    assert theirs.submit({"words": "чужие"}).status == 200
    told = mine.submit({"words": "мои"})
    assert told.status == 409
    assert "кто-то это изменил" in told.text
    assert told.one("#words")["value"] == "мои"
    assert desk.words_of(note) == "чужие"
    assert told.submit().status == 200, "having seen it, they may send theirs again"
    assert desk.words_of(note) == "мои"


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("ru", "поздно", "Это уже отозвали раньше."),
        ("en", "поздно", "It was annulled before."),
        ("ru", "невпопад", "Это уже невозможно"),
    ],
)
def test_what_the_state_forbids_is_told_on_the_form_in_its_own_words(
    desk: Desk, language: str, typed: str, said: str
) -> None:
    person = uuid7()
    page = desk.browser(person, language=language).get(f"/alpha/notes/{desk.note(person)}").submit({"words": typed})
    assert page.status == 409
    assert page.one("#words")["value"] == typed
    assert said in page.one(".govuk-error-summary").get_text(" ")
    assert "Nobody has put" not in page.html, "no English on a Russian page"


def test_what_the_state_forbids_a_button_is_told_on_a_page_of_its_own(desk: Desk) -> None:
    person = uuid7()
    page = desk.browser(person).post(f"/alpha/notes/{desk.note(person)}/rename", {"words": "поздно"})
    assert (page.status, page.heading) == (409, "Сейчас это невозможно")
    assert "Это уже отозвали раньше." in page.text


def test_refusals_are_pages_that_say_what_to_do(desk: Desk) -> None:
    browser = desk.browser()
    for path, status in (("/alpha/notes/staff", 403), (f"/alpha/notes/{uuid7()}", 404), ("/alpha/nowhere", 404)):
        page = browser.get(path)
        assert page.status == status
        assert page.title.startswith("Ошибка:")
        assert page.links()["На мою первую страницу"] in ("/", "/identity/me")


def test_a_refused_button_gets_a_page(desk: Desk) -> None:
    person = uuid7()
    page = desk.browser(person).post(f"/alpha/notes/{desk.note(person)}/rename", {"words": ""})
    assert page.status == 422
    assert page.heading == "Не получилось прочитать"


def test_what_fails_on_our_side_is_a_page_that_says_nothing_of_what_was_typed(desk: Desk) -> None:
    def fail(session: object) -> None:
        raise ZeroDivisionError("тайна")

    desk.site.meanwhile = fail
    page = desk.browser().get(NEW).submit({"words": "тайна"})
    assert page.status == 500
    assert "тайна" not in page.html
    assert page.heading == "У нас что-то сломалось"
    assert desk.site.count() == 0


def test_a_program_gets_problems_and_no_pages(desk: Desk) -> None:
    answer = desk.browser().client.get("/alpha/api/v1/nowhere", headers=FROM_US)
    assert answer.mimetype == "application/problem+json"
