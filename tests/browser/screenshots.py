"""`python -m tests.browser.screenshots [FOLDER]`: every page of the sample region as it looks on a phone and on a
desktop: filled, empty, refused and forbidden, in Russian, the first pages of each role in English too. FOLDER
(./var-screenshots) gets a file for each and `index.html`, a sheet with all of them.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from playwright.sync_api import Browser as Chromium

from tests.browser.finding import found_by, found_in
from tests.browser.forms import fill_wrongly, has_form, send
from tests.browser.looking import DESKTOP, PHONE, Window, running_chromium, window
from tests.browser.town import EMAILS, NEWCOMERS, Town, running_town
from tests.browser.visitor import Visitor
from tests.browser.walk import Found, Rule, declared
from tests.support.server import own_server

FOLDER = Path("var-screenshots")

_SHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages of Opora</title><style>
body{{font:14px sans-serif;background:#f7f5f0;margin:1rem}} main{{display:flex;flex-wrap:wrap;gap:1rem}}
figure{{margin:0;width:20rem}} img{{width:100%;max-height:24rem;object-fit:cover;object-position:top;
border:1px solid #7c8a90;background:#fff}} figcaption{{overflow-wrap:anywhere}}</style>
<h1>Pages of Opora: {number}</h1><main>{figures}</main></html>
"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory() as place,
        own_server() as (server, _),
        running_chromium() as chromium,
        running_town(server, Path(place)) as town,
    ):
        for name in taken(town, chromium, folder):
            print(name, flush=True)
    sheet(folder)


def taken(town: Town, chromium: Chromium, folder: Path) -> Iterator[str]:
    """The name of each, as soon as it is there; first what changes nothing."""
    found = found_in(town)
    yield from _filled(town, chromium, folder, found)
    yield from _of_others(town, chromium, folder, found)
    yield from _homes_in_english(town, chromium, folder)
    yield from _refused(town, chromium, folder, found)


def _filled(town: Town, chromium: Chromium, folder: Path, found: Found) -> Iterator[str]:
    for rule, places in found.pages.items():
        with window(town, chromium, places[0].email) as screen:
            screen.go(places[0].address)
            yield from shots(screen, folder, rule, "filled")


def _of_others(town: Town, chromium: Chromium, folder: Path, found: Found) -> Iterator[str]:
    """What newcomers see of their own, and where they see that a record is not theirs."""
    seen = {rule for rule in found.pages if "<" in rule}
    for rule, places in found_by(town, list(NEWCOMERS.values()), each=1).pages.items():
        if rule not in seen:
            with window(town, chromium, places[0].email) as screen:
                screen.go(places[0].address)
                yield from shots(screen, folder, rule, "empty")
    with window(town, chromium, NEWCOMERS["referrer"]) as screen:
        for rule in seen:
            if screen.go(found.pages[rule][0].address).status >= 400:
                yield from shots(screen, folder, rule, "forbidden")


def _homes_in_english(town: Town, chromium: Chromium, folder: Path) -> Iterator[str]:
    for email in EMAILS:
        with window(town, chromium, email, "en") as screen:
            home = Visitor(town, email).home
            screen.go(home)
            yield from shots(screen, folder, home, "filled-en")


def _refused(town: Town, chromium: Chromium, folder: Path, found: Found) -> Iterator[str]:
    for rule, spec in declared(town.apps).items():
        if not spec.form or rule not in found.pages:
            continue
        place = found.pages[rule][0]
        with window(town, chromium, place.email) as screen:
            if screen.go(place.address).status == 200 and has_form(screen):
                fill_wrongly(screen)
                if send(screen).status == 422:
                    yield from shots(screen, folder, rule, "error")


def shots(screen: Window, folder: Path, rule: Rule, state: str) -> Iterator[str]:
    """Of the whole page, at both sizes."""
    for width, height in (PHONE, DESKTOP):
        screen.page.set_viewport_size({"width": width, "height": height})
        name = f"{named(rule)}--{state}-{width}.png"
        screen.page.screenshot(path=folder / name, full_page=True)
        yield name


def named(rule: Rule) -> str:
    """`/cases/<uuid:id>/plan` → `cases-id-plan`."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"<\w+:", "<", rule).lower()).strip("-")


def sheet(folder: Path) -> None:
    names = sorted(file.name for file in folder.glob("*.png"))
    figures = "".join(
        f'<figure><a href="{escape(name)}"><img src="{escape(name)}" loading="lazy" alt=""></a>'
        f"<figcaption>{escape(name)}</figcaption></figure>"
        for name in names
    )
    (folder / "index.html").write_text(_SHEET.format(number=len(names), figures=figures))


if __name__ == "__main__":
    main()
