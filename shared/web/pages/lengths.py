"""Lengths of time as pages say and ask them: a number with its unit, in the largest one that loses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from shared.deadlines.lengths import DAY, DAYS, HOUR, MINUTES, MONTHS
from shared.web.pages import reading
from shared.web.pages.dates import days
from shared.web.pages.fields import Field, Typed, Whole
from shared.web.pages.words import _, ngettext

HOURS = "hours"
"""Of no length's own: what is kept in minutes may be typed in it."""

MINUTES_OF: Mapping[str, int] = {MINUTES: 1, HOURS: HOUR, DAYS: DAY}


def said(length: int, unit: str) -> str:
    """“15 minutes”, “36 hours”, “3 days”: in the largest unit that loses nothing."""
    number, unit = typed_as(length) if unit == MINUTES else (length, unit)
    if unit == MONTHS:
        return ngettext("%(num)s month", "%(num)s months", number)
    if unit == DAYS:
        return days(number)
    if unit == HOURS:
        return ngettext("%(num)s hour", "%(num)s hours", number)
    return ngettext("%(num)s minute", "%(num)s minutes", number)


def typed_as(minutes: int) -> tuple[int, str]:
    """How many of which unit; a day by itself is 24 hours."""
    if minutes > DAY and minutes % DAY == 0:
        return minutes // DAY, DAYS
    if minutes and minutes % HOUR == 0:
        return minutes // HOUR, HOURS
    return minutes, MINUTES


@dataclass
class Counted(Whole):
    """A number of days or months: the unit stands behind it."""

    unit: str = DAYS

    @property
    def parameters(self) -> dict[str, Any]:
        return super().parameters | {"suffix": {"text": _("mo.") if self.unit == MONTHS else _("d.")}}


@dataclass
class Lasting(Field):
    """A number and the unit in which it is typed; the body has minutes. `<name>.number` and `<name>.unit` are sent."""

    component: ClassVar[str] = "lasting"
    asks: ClassVar[str] = "number"
    typed: Any = field(default_factory=lambda: {"number": "", "unit": MINUTES}, init=False)

    def take(self, form: Typed) -> None:
        self.typed = {part: form.get(f"{self.name}.{part}", "").strip() for part in ("number", "unit")}

    def show(self, value: int | None) -> None:
        if value is not None:
            number, unit = typed_as(value)
            self.typed = {"number": str(number), "unit": unit}

    def read(self) -> Any:
        number = reading.whole(self.typed["number"])
        if number == "":
            return self.blank
        known = MINUTES_OF.get(self.typed["unit"])
        return number * known if known and isinstance(number, int) else self.typed["number"] + self.typed["unit"]

    @property
    def id(self) -> str:
        return f"{self.name}.number"

    @property
    def units(self) -> list[tuple[str, str]]:
        return [(MINUTES, _("minutes")), (HOURS, _("hours")), (DAYS, _("days"))]

    @property
    def parameters(self) -> dict[str, Any]:
        return self._common() | {"fieldset": self._legend(), "id": self.name}
