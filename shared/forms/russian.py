"""How forms say days, ages and names."""

from datetime import date

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
UNKNOWN_NAME = "________"


def day_text(day: date | None) -> str:
    """«12 ноября 2026 г.», never broken within; empty for none."""
    return f"{day.day}\u00a0{MONTHS[day.month - 1]} {day.year}\u00a0г." if day else ""


def plural(count: int, one: str, few: str, many: str) -> str:
    """«1 год», «2 года», «5 лет»."""
    if count % 10 == 1 and count % 100 != 11:
        word = one
    elif count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        word = few
    else:
        word = many
    return f"{count}\u00a0{word}"


def age_text(years: int | None) -> str:
    if years is None:
        return ""
    return "до года" if years == 0 else plural(years, "год", "года", "лет")


def full_name(last: str | None, first: str | None, middle: str | None = None) -> str:
    """Surname first. A surname that nobody told, as on a crisis line, is a blank to fill in; empty when all is."""
    if not (last or first or middle):
        return ""
    return " ".join(part for part in (last or UNKNOWN_NAME, first, middle) if part)
