"""People at a screen who do their work by the words that they read. A journey is written once, in the English of the
code; the catalogues say how it reads in Russian."""

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from playwright.sync_api import Locator, Page, expect

from shared.web.pages.translating import rooms, translated
from tests.browser.looking import Window

Values = dict[str, str | list[str]]
"""What is answered, by the names of the fields: a text, or what is chosen."""

ENOUGH_TABS = 300


@cache
def _russian() -> dict[str, str]:
    found = [one for room in rooms() for one in translated(room) if isinstance(one.id, str)]
    return {str(one.id): str(one.string) for one in found}


@dataclass
class Person:
    """With a mouse, or a finger."""

    screen: Window
    language: str = "ru"

    @property
    def page(self) -> Page:
        return self.screen.page

    def words(self, english: str) -> str:
        """As this person reads them."""
        return english if self.language == "en" else _russian()[english]

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text().strip()

    def sees(self, english: str) -> None:
        expect(self.page.locator("main")).to_contain_text(self.words(english))

    def follow(self, english: str) -> None:
        """A link of the page, else of the navigation, which a phone keeps folded."""
        link = self.page.get_by_role("link", name=self.words(english)).first
        if not link.is_visible():
            self._unfold()
        self._use(link)

    def press(self, english: str) -> None:
        self._use(self.page.locator("main").get_by_role("button", name=self.words(english)).first)

    def answer(self, values: Values) -> None:
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]')
            kind = field.first.evaluate("one => one.type")
            if kind in ("radio", "checkbox"):
                for one in [value] if isinstance(value, str) else value:
                    self._choose(self.page.locator(f'main [name="{name}"][value="{one}"]'))
            elif kind == "select-one":
                self._select(field, str(value))
            else:
                self._type(field, str(value))

    def _unfold(self) -> None:
        self.page.get_by_role("button", name=self.words("Show or hide the menu")).click()

    def _use(self, found: Locator) -> None:
        with self.page.expect_navigation():
            found.click()

    def _choose(self, found: Locator) -> None:
        found.check(force=True)

    def _select(self, found: Locator, value: str) -> None:
        found.select_option(value)

    def _type(self, found: Locator, text: str) -> None:
        found.fill(text)


class AtTheKeyboard(Person):
    """Who has no mouse: Tab, arrows, Space and Enter."""

    keys: ClassVar[dict[str, str]] = {"radio": "ArrowDown", "checkbox": "Tab"}

    def _use(self, found: Locator) -> None:
        self._reach(found)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _choose(self, found: Locator) -> None:
        if found.evaluate("one => one.type") == "checkbox":
            self._reach(found)
        else:
            self._reach_group(found)
            while not self._has_focus(found):
                self.page.keyboard.press("ArrowDown")
        if not found.is_checked():
            self.page.keyboard.press("Space")

    def _reach_group(self, found: Locator) -> None:
        """One button of the group takes the focus; the arrows go on from there."""
        name = found.get_attribute("name")
        self._tab_until("name => document.activeElement.name === name", name)

    def _select(self, found: Locator, value: str) -> None:
        self._reach(found)
        for _ in range(found.locator("option").count()):
            if found.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert found.input_value() == value, value

    def _type(self, found: Locator, text: str) -> None:
        self._reach(found)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _reach(self, found: Locator) -> None:
        for _ in range(ENOUGH_TABS):
            if self._has_focus(found):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard doesn't come to {found}")

    def _tab_until(self, test: str, argument: Any) -> None:
        for _ in range(ENOUGH_TABS):
            if self.page.evaluate(test, argument):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard doesn't come to {argument}")

    @staticmethod
    def _has_focus(found: Locator) -> bool:
        return bool(found.evaluate("one => one === document.activeElement"))
