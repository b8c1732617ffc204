"""People at a screen. A journey is written once for all languages: links are known by where they lead, fields by their
names, and a form is sent by its own button."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from shared.web.pages.words import translations
from tests.browser.looking import Window

Values = dict[str, str | list[str]]
"""What is answered, by the names of the fields: a text, or what is chosen."""

ENOUGH_TABS = 300


MENU = ".govuk-service-navigation__toggle"


@dataclass
class Person:
    """With a mouse, or a finger."""

    screen: Window

    @property
    def page(self) -> Page:
        return self.screen.page

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text().strip()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def language(self) -> str:
        return self.page.locator("html").get_attribute("lang") or ""

    def says(self, words: str, **values: Any) -> str:
        """The words of the service whose page this is, in the reader's language; English as the code has it."""
        said = translations(self.language, self.path.split("/")[1]).gettext(words)
        return said % values if values else said

    def sees(self, words: str, **values: Any) -> None:
        expect(self.page.locator("main")).to_contain_text(self.says(words, **values))

    def visit(self, address: str) -> None:
        self.screen.go(address)

    def follow(self, address: str) -> None:
        """The first link that ends so: of the page, else of the navigation, which a phone keeps folded."""
        in_page = self.page.locator(f'main a[href$="{address}"]')
        link = (in_page if in_page.count() else self.page.locator(f'nav a[href$="{address}"]')).first
        if not link.is_visible():
            self.page.locator(f'nav:has(a[href$="{address}"]) {MENU}').first.click()
        self._use(link)

    def open(self, which: str) -> None:
        """What the first link leads to that this selector finds."""
        self._use(self.page.locator(which).first)

    def open_row(self, words: str) -> None:
        """What the first row or item leads to that says so."""
        self._use(self.page.locator("main tr, main li").filter(has_text=words).locator("a").first)

    def look_for(self, words: str) -> None:
        """In the search box that stands on every page."""
        self._type(self.page.locator("search [name=q]"), words)
        self._use(self.page.locator("search button"))

    def send(self, form: str = "") -> None:
        """Press the button of the page's form, or of the one that is sent to an address that ends so."""
        which = f'main form[action$="{form}"]' if form else "main form"
        self._use(self.page.locator(f"{which} button:not([type=button])").last)

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

    def tick_first(self, *names: str) -> None:
        """The first of what can be chosen."""
        for name in names:
            self._choose(self.page.locator(f'main [name="{name}"]').first)

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
