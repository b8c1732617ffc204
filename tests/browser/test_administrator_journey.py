"""Administrators: of an organisation, who invites somebody; of the platform, who registers an organisation."""

from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.browser.at_work import EVERYWHERE, at_work, come_with_a_new_password, organisation
from tests.browser.looking import window
from tests.browser.people import Person, Values
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OF_THE_NGO, OF_ALL = "orgadmin@ngo.example", "admin@opora.example"
NAMES = {"ru": "Дом у озера", "en": "Lake House"}


def invited(email: str, role: str, language: str) -> Values:
    names = {"last_name": "Аистова", "first_name": "Нина", "email": email}
    return {**names, "roles": [role], "language": language}


def comes_by_the_mail(town: Town, chromium: Chromium, email: str, language: str, size: Any) -> None:
    """Chooses a password, and is at their first page."""
    with window(town, chromium, language=language, size=size) as screen:
        newcomer = Person(screen)
        newcomer.visit(town.link_to(email, "/identity/links"))
        come_with_a_new_password(newcomer, email)
        expect(newcomer.page.locator("h1")).to_be_visible()
        assert not screen.complaints(size)


@EVERYWHERE
def test_an_administrator_invites_a_colleague_who_signs_in(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    email = f"invited-{language}@ngo.example"
    with at_work(town, chromium, OF_THE_NGO, language, size=size) as administrator:
        administrator.follow("/identity/people")
        administrator.follow("/people/new")
        administrator.answer(invited(email, "case_worker", language))
        administrator.send()
        administrator.sees("The person is registered. The invitation is on its way.")
        assert not administrator.screen.complaints(size)
    comes_by_the_mail(town, chromium, email, language, size)


@EVERYWHERE
def test_an_administrator_of_the_platform_brings_in_an_organisation(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    name, email = NAMES[language], f"first-{language}@lake.example"
    with at_work(town, chromium, OF_ALL, language, size=size) as administrator:
        administrator.follow("/identity/organisations")
        administrator.follow("/organisations/new")
        administrator.answer({"name": name, "kind": "ngo", "districts": ["central"]})
        administrator.send()
        administrator.sees("The organisation is registered. Register its people now.")
        expect(administrator.page.locator("main")).to_contain_text(name)
        administrator.follow("/identity/people")
        administrator.follow("/people/new")
        place: Values = {"organisation": str(organisation(town, name))}
        administrator.answer(invited(email, "organisation_administrator", language) | place)
        administrator.send()
        administrator.sees("The person is registered. The invitation is on its way.")
    comes_by_the_mail(town, chromium, email, language, size)


@EVERYWHERE
def test_an_administrator_of_the_platform_sees_how_it_is_and_changes_a_deadline(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with at_work(town, chromium, OF_ALL, language, size=size) as administrator:
        administrator.follow("/identity/system")
        assert not administrator.screen.complaints(size)
        was = change_first_deadline(administrator, by=1)
        assert change_first_deadline(administrator, by=-1) == was + 1


def change_first_deadline(administrator: Person, by: int) -> int:
    """What it was before."""
    administrator.follow("/cases/deadlines")
    administrator.follow("/deadlines/change")
    field = administrator.page.locator('main input[name^="deadlines"]:not([type=hidden])').first
    was = int(field.input_value())
    field.fill(str(was + by))
    administrator.send()
    administrator.sees("The deadlines are changed.")
    return was
