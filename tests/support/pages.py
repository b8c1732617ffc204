"""A browser without JavaScript on a service's app: pages that are read, forms that are filled in and sent."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from shared.web.sign_in import PLAIN_COOKIE

FROM_US = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}


@dataclass
class Browser:
    """Signed in by a token (or nobody), in one language."""

    client: FlaskClient
    token: str | None = None
    language: str = "ru"

    def __post_init__(self) -> None:
        if self.token:
            self.client.set_cookie(PLAIN_COOKIE, self.token)
        self.client.set_cookie("opora-language", self.language)

    def get(self, path: str) -> "Page":
        return self._page(path, self.client.get(path, headers=FROM_US))

    def post(self, path: str, values: dict[str, Any], **options: Any) -> "Page":
        """Sent to `path`; a redirect within the service is followed, as a browser does."""
        answer = self.client.post(path, data=values, headers=FROM_US, **options)
        return self._page(path, answer)

    def _page(self, path: str, answer: TestResponse) -> "Page":
        trail = [path]
        while answer.status_code in (301, 302, 303) and len(trail) < 5:
            trail.append(urljoin(trail[-1], answer.headers["Location"]))
            if trail[-1].split("/")[1] != path.split("/")[1]:
                break  # it leads to another service, which is not here
            answer = self.client.get(trail[-1], headers=FROM_US)
        return Page(self, trail[-1], answer.status_code, answer.get_data(as_text=True), dict(answer.headers))


@dataclass
class Page:
    browser: Browser
    path: str
    status: int
    html: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def title(self) -> str:
        return self.soup.title.get_text() if self.soup.title else ""

    @property
    def heading(self) -> str:
        return self.one("h1").get_text(" ", strip=True)

    @property
    def text(self) -> str:
        """All words of the work area, with single spaces."""
        return " ".join(self.one("main").get_text(" ").split())

    @property
    def errors(self) -> dict[str, str]:
        """The error summary: where each line leads, and its words."""
        lines = self.soup.select(".govuk-error-summary__list li")
        return {_href(line).removeprefix("#"): line.get_text(" ", strip=True) for line in lines}

    def one(self, selector: str) -> Tag:
        """The first that there is; an assertion otherwise."""
        found = self.soup.select_one(selector)
        assert found is not None, f"no {selector} on {self.path} ({self.status})"
        return found

    def links(self) -> dict[str, str]:
        """Words of each link of the work area, and where it leads."""
        return {" ".join(a.get_text(" ").split()): str(a["href"]) for a in self.one("main").select("a[href]")}

    def follow(self, words: str) -> "Page":
        return self.browser.get(urljoin(self.path, self.links()[words]))

    def submit(self, values: dict[str, Any] | None = None, *, form: str = "main form", **options: Any) -> "Page":
        """The form as a person sends it: what stands in it already, and `values`, which must be fields of it."""
        found = self.one(form)
        content = _content(found)
        names = {str(one["name"]) for one in found.select("[name]")}
        unknown = set(values or ()) - names
        assert not unknown, f"no fields {sorted(unknown)} on {self.path}; there are {sorted(names)}"
        return self.browser.post(
            urljoin(self.path, str(found.get("action") or "")), content | (values or {}), **options
        )

    def press(self, words: str) -> "Page":
        """A button of the work area by its words, with the form that it stands in."""
        button = next(one for one in self.one("main").select("button") if words in " ".join(one.get_text(" ").split()))
        form = button.find_parent("form")
        assert isinstance(form, Tag)
        content = _content(form) | ({str(button["name"]): str(button.get("value", ""))} if button.get("name") else {})
        return self.browser.post(urljoin(self.path, str(form.get("action") or "")), content)


def _href(line: Tag) -> str:
    link = line.select_one("a[href]")
    return str(link["href"]) if link else ""


def _content(form: Tag) -> dict[str, Any]:
    """What a browser would send of this form if nothing was typed."""
    content: dict[str, Any] = {}
    for one in form.select("input[name]"):
        kind, name = one.get("type", "text"), str(one["name"])
        value = str(one.get("value", "on" if kind in ("radio", "checkbox") else ""))
        if kind in ("radio", "checkbox"):
            if one.has_attr("checked"):
                content[name] = [*content.get(name, []), value] if kind == "checkbox" else value
        elif kind not in ("submit", "file", "button"):
            before = content.get(name)
            content[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
    for one in form.select("textarea[name]"):
        content[str(one["name"])] = one.get_text().removeprefix("\n")
    for one in form.select("select[name]"):
        chosen = one.select_one("option[selected]") or one.select_one("option")
        content[str(one["name"])] = str(chosen.get("value", "")) if chosen else ""
    return content
