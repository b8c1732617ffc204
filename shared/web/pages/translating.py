"""Keeps the `ru.po` of each room of pages in step with the words in its code: `python -m shared.web.pages.translating`.

Every room (a folder `pages`, with all below it) has one catalogue, `ru.po`, in its own folder. New words are added with
an empty translation, words that nobody says any more go. Exit status 1 while a translation is missing.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from shared.problems import Conflict
from shared.web.pages.words import ROOT

KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def rooms() -> list[Path]:
    """Folders of pages, each with one catalogue."""
    return [ROOT / "shared/web/pages", *sorted(ROOT.glob("services/*/pages"))]


def said(room: Path) -> Catalog:
    """Every text of a room's code and templates, and what the commands below them say of a state."""
    catalogue = Catalog(locale="ru", fuzzy=False, header_comment="#", project="Opora", charset="utf-8")
    for file in sorted([*room.rglob("*.py"), *room.rglob("*.html")]):
        for _line, text, _comments, context in _texts(file):
            catalogue.add(text, context=context)
    for file in below(room):
        for _line, text, _comments, context in _texts(file, refusals()):
            catalogue.add(text, context=context)
    return catalogue


def below(room: Path) -> list[Path]:
    """The code whose refusals a room's pages show: its service's, or what all share."""
    frame = ROOT / "shared"
    return sorted((frame if room.is_relative_to(frame) else room.parent).rglob("*.py"))


@cache
def refusals() -> dict[str, Any]:
    """What marks a sentence there: `Conflict`, each kind of it, and `N_` in tables."""
    code = "".join(file.read_text() for room in rooms() for file in below(room))
    return dict.fromkeys(["N_", Conflict.__name__, *re.findall(r"^class (\w+)\(Conflict\)", code, re.MULTILINE)])


def _texts(file: Path, keywords: dict[str, Any] = KEYWORDS) -> Iterator[tuple[Any, ...]]:
    with file.open("rb") as source:
        if file.suffix == ".py":
            yield from extract("python", source, keywords)
        else:
            yield from extract("jinja2", source, KEYWORDS, options=_JINJA)


def translated(room: Path) -> Catalog:
    file = room / "ru.po"
    if not file.exists():
        return Catalog(locale="ru")
    with file.open("rb") as source:
        return read_po(source, locale="ru")


def merged(room: Path) -> Catalog:
    """The room's texts, each with the translation that it had."""
    now, before = said(room), translated(room)
    for message in now:
        if message.id and (known := before.get(message.id, message.context)):
            message.string = known.string
    return now


def missing(room: Path) -> list[str]:
    """Texts without a whole translation."""
    return [str(message.id) for message in merged(room) if message.id and not _whole(message.string)]


def _whole(string: Any) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def written(catalogue: Catalog) -> bytes:
    """As the file has it: sorted, without places and dates, so that two who work side by side seldom meet."""
    out = BytesIO()
    write_po(out, catalogue, width=10_000, no_location=True, omit_header=False, sort_output=True)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(('"POT-', '"PO-', '"Last', '"Report', '"Generated'))]
    return ("\n".join(kept).strip() + "\n").encode()


def main() -> int:
    left = 0
    for room in rooms():
        (room / "ru.po").write_bytes(written(merged(room)))
        for text in missing(room):
            left += 1
            sys.stdout.write(f"{room.relative_to(ROOT)}: {text}\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
