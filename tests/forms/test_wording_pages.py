"""An organisation's administrator words the forms at a screen, in both services that print some."""

from collections.abc import Callable

import pytest

from tests.support.bench import Bench, Person
from tests.support.pages import FROM_US, Page

FORMS = {"cases": "agreement", "referrals": "consent"}
OWN = "# Наш бланк\nСемья: {family.members}.\n{signatures}"


@pytest.fixture(params=FORMS)
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def here(bench: Callable[..., Bench], service: str) -> Bench:
    return bench(service)


@pytest.fixture
def administrator(here: Bench) -> Person:
    return here.person("organisation_administrator", organisation=here.organisation())


@pytest.fixture
def form(administrator: Person, service: str) -> Page:
    return administrator.browser().get(f"/{service}/forms/{FORMS[service]}")


def own(service: str) -> str:
    """A text that this form takes."""
    return OWN if service == "cases" else OWN.replace("{family.members}", "{person.name}")


def test_a_text_is_changed_and_goes_back_to_the_usual_one(form: Page, service: str) -> None:
    usual = form.one("textarea").get_text()
    assert "Вернуть обычный текст" not in form.links(), "it is the usual one"
    listed = form.submit({"text": own(service)})
    assert listed.path == f"/{service}/forms"
    assert "Ваш, с" in listed.text
    again = form.browser.get(form.path)
    assert again.one("textarea").get_text().strip() == own(service)
    sure = again.follow("Вернуть обычный текст")
    assert "Ваш текст больше не будет печататься" in sure.one(".govuk-warning-text").get_text(" ")
    assert "Ваш, с" not in sure.submit().text
    assert form.browser.get(form.path).one("textarea").get_text() == usual


def test_a_text_is_looked_at_and_nothing_is_saved(form: Page, service: str, here: Bench) -> None:
    sent = {"_key": form.one("[name=_key]")["value"], "text": own(service), "preview": "yes"}
    paper = form.browser.client.post(form.path, data=sent, headers=FROM_US)
    assert (paper.status_code, paper.mimetype, paper.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert here.counts()["form_wordings"] == 0
    assert form.submit({"text": own(service)}).path == f"/{service}/forms"


@pytest.mark.parametrize("preview", ["", "yes"])
def test_each_line_with_a_fault_is_named_and_nothing_typed_is_lost(form: Page, preview: str) -> None:
    typed = "\nЯ, {person.nam}\nи {signatures} рядом\nи {"
    refused = form.submit({"text": typed} | ({"preview": preview} if preview else {}))
    assert refused.status == 422
    lines = [one.get_text(" ", strip=True) for one in refused.soup.select(".govuk-error-summary__list li")]
    assert [line.partition(":")[0] for line in lines] == ["Строка 2", "Строка 3", "Строка 4"]
    assert "{person.nam}" in lines[0]
    assert list(refused.errors) == ["text"]
    assert refused.one("textarea").get_text().strip() == typed.strip()


def test_an_empty_text_and_one_that_is_too_long_are_refused_at_their_field(form: Page) -> None:
    for typed, words in (("", "Текст бланка"), ("  \n ", "верните обычный"), ("а" * 20_001, "20000")):
        refused = form.submit({"text": typed})
        assert (refused.status, list(refused.errors)) == (422, ["text"])
        assert words in refused.errors["text"]


def test_a_text_that_somebody_changed_meanwhile_is_not_written_over(form: Page, service: str) -> None:
    form.browser.get(form.path).submit({"text": own(service)})
    late = form.submit({"text": own(service) + "\nЕщё."})
    assert late.status == 409
    assert "Ещё." in late.one("textarea").get_text()


def test_what_a_form_needs_and_lacks_is_said(form: Page, service: str) -> None:
    listed = form.submit({"text": "# Бланк без подписей"})
    assert "Нет в тексте:" in listed.text
    assert "Нет в тексте:" in form.browser.get(form.path).text


def test_nobody_else_words_forms(here: Bench, service: str, administrator: Person) -> None:
    others = [here.person("coordinator", organisation=administrator.organisation), here.person("administrator")]
    listed = f"/{service}/forms"
    written = f"{listed}/{FORMS[service]}"
    for who in others:
        for path in (listed, written, f"{written}/usual"):
            assert who.browser().get(path).status == 403, path
    assert administrator.browser().get(f"/{service}/forms/nothing").status == 404
