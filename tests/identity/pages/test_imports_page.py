"""People from a file, at a page: what the file is like, what is wrong in it, what came of it."""

from io import BytesIO
from typing import Any

from sqlalchemy import func, select

from services.identity.model import Person as Registered
from tests.identity.home import Home
from tests.support.bench import Person
from tests.support.pages import Page
from tests.support.sheets import typed, workbook

PEOPLE, IMPORT = "/identity/people", "/identity/people/import"
HEADINGS = ("Электронная почта", "Фамилия", "Имя", "Роли")
GOOD = ("first@ngo.example", "Ёлкина", "Анна", "Куратор семьи")
SECOND = ("second@ngo.example", "Ветров", "Олег", "Специалист")


def sent(page: Page, data: bytes, **values: Any) -> Page:
    file = {"file": (BytesIO(data), "Люди нашей организации.xlsx")}
    return page.submit(file | values, content_type="multipart/form-data")


def head(home: Home) -> Person:
    return home.person("organisation_administrator")


def people(home: Home) -> int:
    with home.bench.session() as session:
        return session.scalar(select(func.count()).select_from(Registered)) or 0


def test_a_file_is_checked_then_imported_and_its_people_are_named(home: Home) -> None:
    form = head(home).browser().get(PEOPLE).follow("Добавить людей из файла")
    before, data = people(home), workbook(HEADINGS, [GOOD, SECOND])
    checked = sent(form, data)
    assert (checked.status, people(home)) == (200, before), "only checked"
    assert "получатся 2 записи" in checked.one(".govuk-notification-banner--success").get_text(" ")
    done = sent(checked, data)
    assert (done.status, people(home)) == (200, before + 2)
    assert "Файл загружен" in done.text
    assert list(done.links()) == ["Ёлкина Анна", "Ветров Олег"]
    assert done.follow("Ветров Олег").heading == "Ветров Олег"


def test_a_wrong_cell_is_shown_by_row_and_column_and_nobody_is_registered(home: Home) -> None:
    form, before = head(home).browser().get(IMPORT), people(home)
    rows = [GOOD, ("нет", "Ёлкина", None, "капитан")]
    wrong = sent(form, typed(HEADINGS, rows), check="no")
    assert (wrong.status, people(home)) == (422, before)
    assert list(wrong.errors) == ["file"]
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in wrong.soup.select("tbody tr")]
    assert [row[:3] for row in cells[:3]] == [
        ["3", "D: Роли", "Такого значения нет в списке"],
        ["3", "A: Электронная почта", "Это не адрес электронной почты"],
        ["3", "C: Имя", "Здесь нужно значение"],
    ]
    assert wrong.one("input[name=check][value=no]").has_attr("checked"), "what was chosen stays"


def test_a_column_that_is_missing_for_who_sends_the_file_is_named(home: Home) -> None:
    wrong = sent(home.person("administrator").browser().get(IMPORT), typed(HEADINGS, [GOOD]))
    assert (wrong.status, list(wrong.errors)) == (422, ["file"])
    cells = [cell.get_text(" ", strip=True) for cell in wrong.one("tbody tr").select("td")]
    assert cells[:3] == ["2", "Организация", "Здесь нужно значение"]


def test_what_is_no_such_file_is_told_at_the_field(home: Home) -> None:
    form = head(home).browser().get(IMPORT)
    assert "Выберите файл" in form.submit(content_type="multipart/form-data").errors["file"]
    assert "не таблица" in sent(form, b"%PDF-1.4").errors["file"]
    assert "нет людей" in sent(form, b"").errors["file"]
    large = sent(form, b"x" * (2 * 1024 * 1024))
    assert (large.status, "больше 2 МБ" in large.errors["file"]) == (422, True)
    assert "колонки" in sent(form, typed(("Фамилия",), [("Ёлкина",)])).soup.select("tbody")[0].get_text()
    assert "Выберите файл" in form.submit({"file": "текст"}).errors["file"], "words are no file"


def test_the_same_file_again_must_be_meant(home: Home) -> None:
    form, data = head(home).browser().get(IMPORT), workbook((*HEADINGS, "Пригласить"), [(*GOOD, "нет")])
    assert not form.soup.select("[name=again]"), "asked only where it matters"
    assert sent(form, data, check="no").status == 200
    told = sent(head_again := form.browser.get(IMPORT), data, check="no")
    assert (told.status, list(told.errors)) == (409, ["again"])
    assert head_again.status == 200
    meant = sent(told, data, again="yes")
    assert meant.status == 422, "the address is taken by now"
    assert list(meant.errors) == ["file"]


def test_a_file_that_is_sent_twice_is_imported_once(home: Home) -> None:
    form, data = head(home).browser().get(IMPORT), workbook(HEADINGS, [GOOD])
    first, second = (sent(form, data, check="no") for _ in range(2))
    assert (first.status, second.status, first.path) == (200, 200, second.path)


def test_the_page_says_what_a_file_is_like_in_the_readers_language(home: Home) -> None:
    browser = head(home).browser("en")
    page = browser.get(IMPORT)
    assert "E-mail" not in page.text.split("Columns")[0]
    assert "Last name" in page.text
    assert browser.client.get(page.links()["Download a file to fill in (XLSX)"]).status_code == 200


def test_only_who_may_import_comes_here_and_sees_what_came_of_it(home: Home) -> None:
    done = sent(head(home).browser().get(IMPORT), workbook(HEADINGS, [GOOD]), check="no")
    assert head(home).browser().get(done.path).status == 404, "another organisation's"
    coordinator = home.person("volunteer_coordinator").browser()
    assert coordinator.get(IMPORT).status == 403
    assert "Добавить людей из файла" not in coordinator.get(PEOPLE).links()
