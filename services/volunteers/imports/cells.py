"""What only cells of volunteers say: until when a document is good, and when in the week somebody is free."""

import re
from typing import Any

from shared.spreadsheets import values
from shared.spreadsheets.table import Cell, fold
from shared.spreadsheets.values import Read, Wrong

FOR_GOOD = frozenset({"да", "есть", "бессрочно", "без срока", "yes", "for good"})
"""A document that is there and does not end."""

_DAYS = (
    ("пн", "понедельник", "mon", "monday"),
    ("вт", "вторник", "tue", "tuesday"),
    ("ср", "среда", "wed", "wednesday"),
    ("чт", "четверг", "thu", "thursday"),
    ("пт", "пятница", "fri", "friday"),
    ("сб", "суббота", "sat", "saturday"),
    ("вс", "воскресенье", "sun", "sunday"),
)
_WEEKDAYS = {name: number for number, names in enumerate(_DAYS, 1) for name in names}
_HOUR = r"(\d{1,2})(?::(\d{2}))?"
_TIME = re.compile(rf"([^\W\d]+)\.?\s*{_HOUR}\s*[-–—]\s*{_HOUR}")


def document(kind: str) -> Read:
    """The document of this kind: its last day, or a word that it does not end."""

    def read(cell: Cell) -> dict[str, Any]:
        ends = not (cell.kind == "text" and fold(str(cell.value)) in FOR_GOOD)
        return {"kind": kind, "expires_on": values.day(cell) if ends else None}

    return read


def times(cell: Cell) -> list[dict[str, Any]]:
    """“сб 11:00-15:00; вс 10-12”: times of the week, with semicolons, commas or line breaks between."""
    pieces = [one for one in re.split(r"[;,\n]+", values.text(cell)) if one.strip()]
    return [_time(one.strip()) for one in pieces]


def _time(written: str) -> dict[str, Any]:
    found = _TIME.fullmatch(written)
    weekday = _WEEKDAYS.get(found[1].casefold()) if found else None
    if not found or weekday is None:
        raise Wrong("invalid_time")
    return {"weekday": weekday, "from": _hour(found[2], found[3]), "to": _hour(found[4], found[5])}


def _hour(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{minute or '00'}"
