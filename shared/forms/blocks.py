"""What a placeholder can stand for: words within a line, or one of these, which take lines of their own."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.web.characters import turns_direction

_UNBROKEN = 30
_UPON_ONE = 10
"""Ours: scripts write up to six, and a flag of a country's part is an emoji with six."""
_UPON_OTHERS = ("Mn", "Me", "Mc", "Cf")


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the line. An empty cell is left high enough to write in."""

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]

    def data(self) -> dict[str, Any]:
        rows = [[breakable(cell) for cell in row] for row in self.rows]
        return {"kind": "table", "head": list(self.head), "widths": list(self.widths), "rows": rows}

    def blank(self, rows: int) -> "Table":
        """The same with empty rows."""
        return Table(self.head, self.widths, (("",) * len(self.head),) * rows)


@dataclass(frozen=True)
class Prose:
    """What somebody wrote: each of its lines is a paragraph."""

    text: str

    def data(self) -> dict[str, Any]:
        lines = [breakable(line) for line in self.text.splitlines() if line.strip()]
        return {"kind": "prose", "lines": lines}


@dataclass(frozen=True)
class Items:
    lines: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        return {"kind": "items", "lines": [breakable(line) for line in self.lines]}


@dataclass(frozen=True)
class Rules:
    """Empty lines to write on."""

    count: int

    def data(self) -> dict[str, Any]:
        return {"kind": "rules", "count": self.count}


@dataclass(frozen=True)
class Signatures:
    """Who signs, and their name where it is known: `((who, name), …)`."""

    rows: tuple[tuple[str, str], ...]

    def data(self) -> dict[str, Any]:
        rows = [[breakable(who), breakable(name)] for who, name in self.rows]
        return {"kind": "signatures", "rows": rows}


Block = Table | Prose | Items | Rules | Signatures
Value = str | Block
Values = dict[str, Value | None]
"""By placeholder. What is missing, None or empty prints as the placeholder's blank."""


def breakable(text: str) -> str:
    """With a place to break in every run without one: a line of two hundred signs would leave the paper. Without what
    turns the direction of writing (older records may hold it), nor more signs upon one letter than any script writes:
    a heap of them keeps Typst busy for minutes."""
    text = _without_heaps(sign for sign in text if not turns_direction(sign))
    return "".join(f"\u200b{sign}" if at else sign for sign, at in _marked(text))


def _without_heaps(signs: Iterable[str]) -> str:
    kept, heap = [], 0
    for sign in signs:
        heap = heap + 1 if unicodedata.category(sign) in _UPON_OTHERS else 0
        if heap <= _UPON_ONE:
            kept.append(sign)
    return "".join(kept)


def _marked(text: str) -> list[tuple[str, bool]]:
    marked, run = [], 0
    for sign in text:
        run = 0 if sign.isspace() or sign in "-–—/\u200b" else run + 1
        marked.append((sign, run > _UNBROKEN and run % _UNBROKEN == 1))
    return marked
