"""What people type, as the values that bodies have. What can't be read comes back as it is: the schema refuses it."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.web.pages.words import _

_DAY = re.compile(r"\s*(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})\s*г?\.?\s*", re.ASCII)
_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d\s*", re.ASCII)
_TIME = re.compile(r"\s*(\d{1,2})[:.\- ]?(\d\d)\s*", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d{1,20}\.?\d{0,20}|\.\d{1,20})", re.ASCII)
_LONGEST_NUMBER = 10  # digits


def day(typed: str) -> str:
    """`YYYY-MM-DD` from 24.11.2026, 24/11/26, 2026-11-24."""
    if _ISO.fullmatch(typed):
        return typed.strip()
    found = _DAY.fullmatch(typed)
    if not found:
        return typed.strip()
    number, month, year = (int(part) for part in found.groups())
    try:
        return date(_century(year), month, number).isoformat()
    except ValueError:
        return typed.strip()


def _century(year: int) -> int:
    """Two digits up to 40 are a year of this century, later ones of the one before (ours)."""
    if year >= 100:
        return year
    return 2000 + year if year <= 40 else 1900 + year


def clock_time(typed: str) -> str:
    """`HH:MM` from 9:30, 09.30, 9-30, and from 0930: a phone's keys for figures have no colon."""
    found = _TIME.fullmatch(typed)
    return f"{int(found[1]):02}:{found[2]}" if found else typed.strip()


def moment(day_typed: str, time_typed: str, zone: ZoneInfo) -> str:
    """An ISO moment with its offset."""
    try:
        naive = datetime.fromisoformat(f"{day(day_typed)}T{clock_time(time_typed)}")
    except ValueError:
        return f"{day_typed} {time_typed}".strip()
    return naive.replace(tzinfo=zone).isoformat()


def whole(typed: str) -> Any:
    digits = typed.replace(" ", "").replace("\u00a0", "")
    readable = digits.removeprefix("-").isdecimal() and digits.isascii() and len(digits) <= _LONGEST_NUMBER
    return int(digits) if readable else typed.strip()


def decimal(typed: str) -> Any:
    digits = typed.replace(" ", "").replace("\u00a0", "").replace(",", ".").replace("\u2212", "-")
    return float(digits) if _DECIMAL.fullmatch(digits) else typed.strip()


def countdown(longest: int) -> dict[str, Any]:
    """Parameters of a text area that counts what is left, in the reader's language."""
    return {
        "maxlength": longest,
        "textareaDescriptionText": _("At most %{count} characters"),
        "charactersUnderLimitText": _few(_("Characters left: %{count}")),
        "charactersAtLimitText": _("No characters left"),
        "charactersOverLimitText": _few(_("Characters too many: %{count}")),
    }


def _few(text: str) -> dict[str, str]:
    """The forms that a browser may ask for, which read alike here."""
    return dict.fromkeys(("one", "few", "many", "other"), text)


def password() -> dict[str, Any]:
    return {
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show the password"),
        "hidePasswordAriaLabelText": _("Hide the password"),
        "passwordShownAnnouncementText": _("The password can be seen"),
        "passwordHiddenAnnouncementText": _("The password is hidden"),
    }
