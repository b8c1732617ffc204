"""Each form of the product, sent with nonsense and sent empty: it names the fields, and loses nothing."""

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browser.complaining import nothing
from tests.browser.forms import FORM, content, fill_wrongly, has_form, refusal, send
from tests.browser.looking import PHONE, Window, window
from tests.browser.town import Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Found, Place, Rule, declared
from tests.browser.words import complaints
from tests.support.pages import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

REFUSED, DONE, TOO_LATE = 422, 303, 409


BOXES_ALONE = ("/volunteers/runs/<uuid:id>", "/volunteers/people/<uuid:id>/hand-over")
"""Nothing is typed there, and each shows at once what came of what was ticked."""


def asking(town: Town, found: Found) -> dict[Rule, list[Place]]:
    forms = [rule for rule, spec in declared(town.apps).items() if spec.form]
    return {rule: found.pages[rule] for rule in forms if rule in found.pages}


def test_nonsense_is_refused_at_its_fields_and_comes_back(town: Town, found: Found, chromium: Chromium) -> None:
    wrong = []
    for email, rules in _by_person(asking(town, found)).items():
        with window(town, chromium, email) as screen:
            for rule, address in rules:
                wrong += _nonsense(screen, address, rule)
    nothing(wrong)


def _by_person(asked: dict[Rule, list[Place]]) -> dict[str | None, list[tuple[Rule, str]]]:
    people: dict[str | None, list[tuple[Rule, str]]] = {}
    for rule, places in asked.items():
        people.setdefault(places[0].email, []).append((rule, places[0].address))
    return people


def _nonsense(screen: Window, address: str, rule: Rule) -> list[str]:
    if screen.go(address).status != 200 or not has_form(screen):
        return []
    filled = fill_wrongly(screen)
    answer = send(screen)
    if answer.status != REFUSED:
        fine = answer.status in (DONE, TOO_LATE) or rule in BOXES_ALONE
        return [] if fine else [f"{rule}: nonsense is answered by {answer.status}"]
    wrong = [f"{rule}: {said}" for said in refusal(screen)]
    if content(screen.page.locator(FORM).first) != filled:
        wrong.append(f"{rule}: something that was typed is lost")
    return wrong + screen.complaints(PHONE)


def test_an_empty_form_is_refused_or_has_nothing_to_refuse(town: Town, found: Found) -> None:
    """By the page without JavaScript. What cannot be undone and asks for nothing is not pressed here."""
    wrong = []
    for places in asking(town, found).values():
        visitor = Visitor(town, places[0].email)
        shown = visitor.get(places[0].address)
        if shown.status == 200 and (emptied := _emptied(shown)):
            page = shown.submit(emptied, form=FORM)
            wrong += complaints(page) if page.status not in (REFUSED, DONE, TOO_LATE, 200) else _summary(page)
    nothing(wrong)


def _emptied(page: Page) -> dict[str, str]:
    """Every line of the form, with nothing in it."""
    lines = page.soup.select(f"{FORM} input, {FORM} textarea, {FORM} select")
    kinds = ("hidden", "submit", "file")
    return {str(one["name"]): "" for one in lines if one.get("name") and one.get("type") not in kinds}


def _summary(page: Page) -> list[str]:
    if page.status != REFUSED:
        return []
    missing = [target for target in page.errors if target and not page.soup.find(id=target)]
    wrong = complaints(page) + [f"{page.path}: the summary leads to {target!r}" for target in missing]
    return wrong if page.errors else [*wrong, f"{page.path}: nothing is named"]
