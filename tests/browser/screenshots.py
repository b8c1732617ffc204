"""`python -m tests.browser.screenshots [FOLDER] [--language ru en] [--size phone tablet desktop zoom]`: every page of
the sample region: filled, empty, refused and forbidden; in Russian on a phone and on a desktop if nothing else is
asked for. FOLDER (./var-screenshots) gets a file for each and `index.html`, a sheet with all of them.
"""

import re
import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from html import escape
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser as Chromium

from shared.config import LANGUAGES
from tests.browser.finding import found_by, found_in
from tests.browser.forms import fill_wrongly, has_form, send
from tests.browser.looking import DESKTOP, PHONE, TABLET, ZOOMED, Window, running_chromium, window
from tests.browser.town import NEWCOMERS, Town, running_town
from tests.browser.walk import Found, Rule, declared
from tests.support.server import own_server

FOLDER = Path("var-screenshots")
SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP, "zoom": ZOOMED}
ZOOM = 4
"""How much larger everything is at 400 %: a screen of 1280 px shows what one of 320 px does, and less of its height."""

_SHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages of Opora</title><style>
body{{font:14px sans-serif;background:#f7f5f0;margin:1rem}} main{{display:flex;flex-wrap:wrap;gap:1rem}}
figure{{margin:0;width:20rem}} img{{width:100%;max-height:24rem;object-fit:cover;object-position:top;
border:1px solid #7c8a90;background:#fff}} figcaption{{overflow-wrap:anywhere}}</style>
<h1>Pages of Opora: {number}</h1><main>{figures}</main></html>
"""


@dataclass
class Look:
    """Everybody's windows in one language, at one size."""

    town: Town
    chromium: Chromium
    folder: Path
    language: str
    size: str
    opened: ExitStack
    windows: dict[str | None, Window] = field(default_factory=dict)

    def of(self, email: str | None) -> Window:
        if email not in self.windows:
            scale = ZOOM if self.size == "zoom" else 1
            options = {"size": SIZES[self.size], "device_scale_factor": scale}
            self.windows[email] = self.opened.enter_context(
                window(self.town, self.chromium, email, self.language, **options)
            )
        return self.windows[email]

    def shot(self, screen: Window, rule: Rule, state: str) -> str:
        """Of the whole page; zoomed, of what the screen shows first."""
        name = f"{named(rule)}--{state}-{self.language}-{self.size}.png"
        screen.page.screenshot(path=self.folder / name, full_page=self.size != "zoom")
        return name


def main() -> None:
    asked = _asked()
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.folder.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory() as place,
        own_server() as (server, _),
        running_chromium() as chromium,
        running_town(server, Path(place)) as town,
    ):
        for name in taken(town, chromium, asked):
            print(name, flush=True)
    sheet(asked.folder)


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=["ru"])
    parser.add_argument("--size", nargs="+", choices=SIZES, default=["phone", "desktop"])
    return parser.parse_args()


def taken(town: Town, chromium: Chromium, asked: Namespace) -> Iterator[str]:
    """The name of each, as soon as it is there; first what changes nothing."""
    found = found_in(town)
    theirs = found_by(town, list(NEWCOMERS.values()), each=1)
    for part in (_filled, _of_others, _refused):
        for language, size in product(asked.language, asked.size):
            with ExitStack() as opened:
                look = Look(town, chromium, asked.folder, language, size, opened)
                yield from part(look, found, theirs)


def _filled(look: Look, found: Found, _: Found) -> Iterator[str]:
    for rule, places in found.pages.items():
        screen = look.of(places[0].email)
        screen.go(places[0].address)
        yield look.shot(screen, rule, "filled")


def _of_others(look: Look, found: Found, theirs: Found) -> Iterator[str]:
    """What newcomers see of their own, and where they see that a record is not theirs."""
    seen = {rule for rule in found.pages if "<" in rule}
    for rule, places in theirs.pages.items():
        if rule not in seen:
            screen = look.of(places[0].email)
            screen.go(places[0].address)
            yield look.shot(screen, rule, "empty")
    screen = look.of(NEWCOMERS["referrer"])
    for rule in seen:
        if screen.go(found.pages[rule][0].address).status >= 400:
            yield look.shot(screen, rule, "forbidden")


def _refused(look: Look, found: Found, _: Found) -> Iterator[str]:
    for rule, spec in declared(look.town.apps).items():
        if not spec.form or rule not in found.pages:
            continue
        place = found.pages[rule][0]
        screen = look.of(place.email)
        if screen.go(place.address).status == 200 and has_form(screen):
            fill_wrongly(screen)
            if send(screen).status == 422:
                yield look.shot(screen, rule, "error")


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
