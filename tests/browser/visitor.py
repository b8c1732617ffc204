"""Somebody who walks through the whole product by its links, without JavaScript and without a browser's weight."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from services.identity.passwords import DEMO_PASSWORD
from tests.browser.town import Town
from tests.support.pages import FROM_US, Browser, Page


class Visitor(Browser):
    """Signed in by the page that everybody signs in by. Follows redirects from one service to another."""

    def __init__(self, town: Town, email: str | None = None, language: str = "ru") -> None:
        super().__init__(town.client(), language=language)  # type: ignore[arg-type]
        self.home = "/identity/sign-in"
        if email:
            entered = self.post("/identity/sign-in", {"email": email, "password": DEMO_PASSWORD})
            assert entered.path != "/identity/sign-in", (email, entered.errors)
            self.home = entered.path

    def _page(self, path: str, answer: Any) -> Page:
        trail = [path]
        while answer.status_code in (301, 302, 303) and len(trail) < 5:
            trail.append(address_of(urljoin(trail[-1], answer.headers["Location"])))
            answer = self.client.get(trail[-1], headers=FROM_US)
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        return Page(self, trail[-1], answer.status_code, html, dict(answer.headers))


def address_of(link: str) -> str:
    """Without the host."""
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")
