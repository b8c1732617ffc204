"""The system's Chromium: somebody at a screen, and what is wrong with what they see."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from services.identity.passwords import DEMO_PASSWORD
from shared.web import assets
from tests.browser.town import Town

PHONE, TABLET, DESKTOP = (320, 640), (768, 1024), (1280, 900)
ZOOMED = (320, 256)
"""What a screen of 1280×1024 px shows at 400 %."""
PATIENCE_MS = 20_000
NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(assets.__file__).parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_RUN_AXE = """async tags => {
    const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false});
    return found.violations.flatMap(one => one.nodes.map(node => `axe ${one.id}: ${node.html.slice(0, 160)}`));
}"""
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class NoChromium(RuntimeError):
    def __init__(self) -> None:
        super().__init__(f"no Chromium on this machine: none of {', '.join(NAMES)} (Debian's package: chromium)")


@contextmanager
def running_chromium() -> Iterator[Chromium]:
    """Raises NoChromium."""
    where = next(filter(None, map(shutil.which, NAMES)), None)
    if where is None:
        raise NoChromium
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """What one person sees; `said` is what the browser complained of since it was last asked."""

    town: Town
    context: BrowserContext
    page: Page
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.said.append(f"script failed: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        """That an answer was a refusal is no error of the page; what the page's policy stopped is one."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.said.append(f"console: {message.text}")

    def go(self, address: str) -> Response:
        answer = self.page.goto(self.town.address + address)
        assert answer is not None, address
        return answer

    def sign_in(self, email: str, password: str = DEMO_PASSWORD) -> None:
        self.go("/identity/sign-in")
        form = self.page.locator("main form").first
        form.locator("[name=email]").fill(email)
        form.locator("[name=password]").fill(password)
        with self.page.expect_navigation():
            form.locator("button:not([type=button])").click()

    def complaints(self, *sizes: tuple[int, int]) -> list[str]:
        """What is wrong with the page that stands here, at each of these sizes."""
        found = list(self.said)
        self.said.clear()
        self.page.evaluate(_axe())
        for width, height in sizes or (PHONE,):
            self.page.set_viewport_size({"width": width, "height": height})
            found += [f"at {width} px: {one}" for one in self._look()]
        where = self.page.url.removeprefix(self.town.address)
        return [f"{where}: {one}" for one in dict.fromkeys(found)]

    def _look(self) -> Iterator[str]:
        wider: Any = self.page.evaluate(_WIDER)
        if wider > 0:
            yield f"it is {wider} px wider than the screen"
        self.page.evaluate("scrollTo(0, 0)")  # what a button that stays on the screen covers changes with scrolling
        yield from self.page.evaluate(_RUN_AXE, RULES)


@cache
def _axe() -> str:
    return AXE.read_text()


@contextmanager
def window(
    town: Town, chromium: Chromium, email: str | None = None, language: str = "ru", **options: Any
) -> Iterator[Window]:
    """Of somebody who is signed in; nobody without an address."""
    width, height = options.pop("size", PHONE)
    context = chromium.new_context(
        viewport={"width": width, "height": height}, locale=language, reduced_motion="reduce", **options
    )
    context.add_cookies([{"name": "opora-language", "value": language, "url": town.address}])
    try:
        opened = Window(town, context, context.new_page())
        if email:
            opened.sign_in(email)
        yield opened
    finally:
        context.close()
