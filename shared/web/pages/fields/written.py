"""A field, and those that are written, sent along or uploaded: text, numbers, days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from shared.web.pages import dates, reading
from shared.web.pages.reader import this_reader
from shared.web.pages.words import _

NOTHING: Any = object()
"""Of a field that was left empty: its name stays out of the body."""

Typed = MultiDict[str, str]


@dataclass
class Field:
    """`errors` are sentences for codes where the general one does not say enough. `blank` is what an empty field sends:
    None where that takes a value away. A field that may stay empty says so in its label."""

    name: str
    label: str
    hint: str = ""
    optional: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    blank: Any = NOTHING
    classes: str = ""
    typed: Any = field(default="", init=False)
    error: str = field(default="", init=False)

    component: ClassVar[str] = ""
    asks: ClassVar[str] = "text"
    """How its general error sentences are worded: text, choice, date, number or file."""

    def take(self, form: Typed) -> None:
        """What was sent, as it is shown again."""
        self.typed = form.get(self.name, "").replace("\r\n", "\n")

    def show(self, value: Any) -> None:
        """A value of the body, as it is typed."""
        self.typed = "" if value is None else str(value)

    def read(self) -> Any:
        """For the body; NOTHING where nothing was typed. What can't be read goes through: the schema refuses it."""
        return self.typed.strip() or self.blank

    def holds(self, path: str) -> bool:
        """Whether an error at this path of the body is this field's."""
        return path == self.name

    @property
    def id(self) -> str:
        """Where a link of the error summary leads."""
        return self.name

    def everything(self) -> Iterable["Field"]:
        yield self

    @property
    def parameters(self) -> dict[str, Any]:
        """Of its GOV.UK component."""
        return self._common() | {"id": self.id, "value": self.typed, "label": {"text": self._label()}}

    def _common(self) -> dict[str, Any]:
        found: dict[str, Any] = {"name": self.name, "classes": self.classes}
        if self.hint:
            found["hint"] = {"text": self.hint}
        if self.error:
            found["errorMessage"] = {"text": self.error, "visuallyHiddenText": _("Error")}
        return found

    def _label(self) -> str:
        return _("%(label)s (if you like)", label=self.label) if self.optional else self.label

    def _legend(self) -> dict[str, Any]:
        return {"legend": {"text": self._label(), "classes": "govuk-fieldset__legend--s"}}


@dataclass
class Text(Field):
    """A line, or `rows` of them. `kind` is the input's type; `mode` what a phone's keyboard offers; `width` in
    characters: 2, 3, 4, 5, 10, 20 or 30. `longest` counts down while it is typed."""

    rows: int = 1
    kind: str = "text"
    mode: str = ""
    width: int = 0
    longest: int = 0
    autocomplete: str = "off"

    @property
    def component(self) -> str:  # type: ignore[override]
        if self.rows == 1:
            return "password" if self.kind == "password" else "input"
        return "character-count" if self.longest else "textarea"

    @property
    def parameters(self) -> dict[str, Any]:
        found = super().parameters | {"autocomplete": self.autocomplete}
        if self.rows > 1:
            return found | {"rows": self.rows} | (reading.countdown(self.longest) if self.longest else {})
        if self.kind == "password":  # what was typed goes back into no page
            return found | reading.password() | {"value": None}
        if self.width:
            found["classes"] = f"{self.classes} govuk-input--width-{self.width}".strip()
        return found | {"type": self.kind, "inputmode": self.mode or None, "spellcheck": False}


@dataclass
class Phone(Text):
    kind: str = "tel"
    width: int = 20
    autocomplete: str = "off"


@dataclass
class Whole(Text):
    """A whole number."""

    mode: str = "numeric"
    width: int = 4
    asks: ClassVar[str] = "number"

    def read(self) -> Any:
        return reading.whole(self.typed) if self.typed.strip() else self.blank


@dataclass
class Decimal(Text):
    """A number that may have a fraction, after a comma or a point."""

    mode: str = "decimal"
    width: int = 5
    asks: ClassVar[str] = "number"

    def read(self) -> Any:
        return reading.decimal(self.typed) if self.typed.strip() else self.blank


@dataclass
class Day(Text):
    """дд.мм.гггг; the body has YYYY-MM-DD."""

    mode: str = "numeric"
    width: int = 10
    asks: ClassVar[str] = "date"

    def __post_init__(self) -> None:
        self.hint = self.hint or _("For example, %(day)s", day=dates.typed_day(date(2026, 3, 24)))

    def show(self, value: date | None) -> None:
        self.typed = dates.typed_day(value)

    def read(self) -> Any:
        return reading.day(self.typed) if self.typed.strip() else self.blank


@dataclass
class Moment(Field):
    """A day and a time where the reader is; the body has one ISO moment. `<name>.day` and `<name>.time` are sent."""

    component: ClassVar[str] = "moment"
    asks: ClassVar[str] = "date"
    typed: Any = field(default_factory=lambda: {"day": "", "time": ""}, init=False)

    def take(self, form: Typed) -> None:
        self.typed = {part: form.get(f"{self.name}.{part}", "").strip() for part in ("day", "time")}

    def show(self, value: datetime | None) -> None:
        if value:
            self.typed = {"day": dates.typed_day(value), "time": dates.time(value)}

    def read(self) -> Any:
        if not any(self.typed.values()):
            return self.blank
        return reading.moment(self.typed["day"], self.typed["time"], ZoneInfo(this_reader().time_zone))

    @property
    def id(self) -> str:
        return f"{self.name}.day"

    @property
    def parameters(self) -> dict[str, Any]:
        return self._common() | {"fieldset": self._legend(), "id": self.name}


@dataclass
class Hidden(Field):
    """Something that the page knows and the body needs."""

    component: ClassVar[str] = "hidden"


@dataclass
class File(Field):
    """A document. What was chosen can't be shown again: browsers keep that to themselves."""

    component: ClassVar[str] = "file"
    asks: ClassVar[str] = "file"

    def read(self) -> Any:
        """It does not come among what was typed."""
        return NOTHING

    @property
    def parameters(self) -> dict[str, Any]:
        return super().parameters | {"value": None}
