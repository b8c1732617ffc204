"""Every page that the services declare, and a walk by links that finds where each of them can be seen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.browser.visitor import Visitor, address_of
from tests.support.pages import Page

EACH, AT_MOST = 3, 60
"""So many addresses of one rule are read by one person; at most so many while something that lies below was reached by
nobody: records differ in their states, and what can be done with them is reached from their pages."""

Rule = str
"""As the URL map has it: `/referrals/<uuid:id>/decline`."""


@dataclass(frozen=True)
class Place:
    """Where somebody saw a page."""

    email: str | None
    address: str


@dataclass
class Found:
    pages: dict[Rule, list[Place]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def add(self, rule: Rule, place: Place) -> None:
        self.pages.setdefault(rule, []).append(place)

    @property
    def addresses(self) -> list[str]:
        return [place.address for places in self.pages.values() for place in places]

    def one_each(self) -> dict[str | None, list[str]]:
        """An address of each page, by who looks at it."""
        by_person: dict[str | None, list[str]] = defaultdict(list)
        for places in self.pages.values():
            by_person[places[0].email].append(places[0].address)
        return by_person


def declared(apps: Mapping[str, Flask]) -> dict[Rule, Any]:
    """Each page that can be looked at, and what it declares, from the URL maps. What has a file's name is no page."""
    return {
        rule.rule: view.page
        for app in apps.values()
        for rule in app.url_map.iter_rules()
        if hasattr(view := app.view_functions[rule.endpoint], "page")
        and "GET" in (rule.methods or ())
        and "." not in rule.rule
    }


def rule_of(apps: Mapping[str, Flask], address: str) -> Rule | None:
    """None for what is no page: files, calendars, the API."""
    path = urlsplit(address).path
    app = apps.get(path.split("/")[1])
    try:
        rule, _ = app.url_map.bind("town").match(path, "GET", return_rule=True) if app else (None, None)
    except HTTPException:
        return None
    if not app or not rule or "." in rule.rule:
        return None
    return rule.rule if hasattr(app.view_functions[rule.endpoint], "page") else None


def walk(
    apps: Mapping[str, Flask], visitor: Visitor, starts: Sequence[str], unreached: set[Rule], each: int = EACH
) -> Iterator[tuple[Rule, Page]]:
    """Each page that can be reached by links, what was seen least first. What is reached leaves `unreached`."""
    seen: Counter[Rule] = Counter()
    waiting = {start: rule for start in starts if (rule := rule_of(apps, start))}
    known = set(waiting)
    while waiting:
        address = min(waiting, key=lambda one: seen[waiting[one]])
        rule = waiting.pop(address)
        if seen[rule] >= (AT_MOST if _leads_on(rule, unreached) else each):
            continue
        seen[rule] += 1
        page = visitor.get(address)
        shown = rule_of(apps, page.path) or rule
        if page.status == 200:
            unreached.discard(shown)
        yield shown, page
        if shown != rule and rule in unreached and page.status == 200 and "<" not in rule:
            unreached.discard(rule)  # a short address that leads to whose own record it is
            yield rule, page
        fresh = {link: rule for link in links_of(page) if link not in known and (rule := rule_of(apps, link))}
        known.update(fresh)
        waiting |= fresh


def _leads_on(rule: Rule, unreached: Iterable[Rule]) -> bool:
    return any(other.startswith(f"{rule}/") for other in unreached)


def links_of(page: Page) -> list[str]:
    """Of our own site, each once, in the order of the page; a change of language is no other page. Where a form is sent
    can often be looked at, too."""
    links = [str(a["href"]) for a in page.soup.select("a[href]") if not a.has_attr("hreflang")]
    links += [str(form["action"]) for form in page.soup.select("form[action]")]
    links = [urljoin(page.path, link) for link in links]
    ours = [address_of(link.split("#")[0]) for link in links if link.startswith("/")]
    return [*dict.fromkeys(ours)]
