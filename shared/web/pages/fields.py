"""What a form asks. A field's name is its dotted path in the body of the command's schema, so that what is refused is
found by the same path; its parameters are those of the GOV.UK component that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from shared.codes import CodeList
from shared.web.pages import dates, reading
from shared.web.pages.reader import this_reader
from shared.web.pages.words import _

NOTHING: Any = object()
"""Of a field that was left empty: its name stays out of the body."""

Typed = MultiDict[str, str]
Option = tuple[str, str] | tuple[str, str, str]
"""What is sent, how it reads, and perhaps a hint."""


def options(codes: CodeList, *, group: str | None = None, without: Iterable[str] = ()) -> list[Option]:
    """Of a list of codes, or of one group of it, in the reader's language."""
    language, left_out = this_reader().language, set(without)
    wanted = (code for code in codes if code not in left_out and group in (None, codes.group(code)))
    return [(code, codes.text(code, language)) for code in wanted]


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
class Choice(Field):
    """One of a few, as radio buttons; as a list to open where `many`."""

    options: Sequence[Option] = ()
    many: bool = False
    inline: bool = False
    asks: ClassVar[str] = "choice"

    @property
    def component(self) -> str:  # type: ignore[override]
        return "select" if self.many else "radios"

    @property
    def parameters(self) -> dict[str, Any]:
        if self.many:
            empty = [{"value": "", "text": _("Choose…")}]
            return super().parameters | {"items": empty + [_item(one) for one in self.options]}
        classes = f"{self.classes} govuk-radios--inline" if self.inline else self.classes
        found = {"idPrefix": self.name, "classes": classes, "value": self.typed, "fieldset": self._legend()}
        return self._common() | found | {"items": [_item(one) for one in self.options]}


@dataclass
class YesNo(Choice):
    """true or false."""

    inline: bool = True

    def __post_init__(self) -> None:
        self.options = self.options or [("yes", _("Yes")), ("no", _("No"))]

    def show(self, value: bool | None) -> None:
        self.typed = "" if value is None else ("yes" if value else "no")

    def read(self) -> Any:
        return {"yes": True, "no": False}.get(self.typed, self.typed or self.blank)


@dataclass
class Tick(Field):
    """One box: true when it is ticked, else false."""

    component: ClassVar[str] = "checkboxes"
    asks: ClassVar[str] = "choice"

    def show(self, value: bool | None) -> None:
        self.typed = "yes" if value else ""

    def read(self) -> Any:
        return self.typed == "yes"

    @property
    def parameters(self) -> dict[str, Any]:
        item = {"value": "yes", "text": self.label, "checked": self.typed == "yes"}
        if self.hint:
            item["hint"] = {"text": self.hint}
        return self._common() | {"idPrefix": self.name, "hint": None, "items": [item]}


@dataclass
class Several(Field):
    """Any number of a list, as boxes."""

    options: Sequence[Option] = ()
    component: ClassVar[str] = "checkboxes"
    asks: ClassVar[str] = "choice"
    typed: Any = field(default_factory=list, init=False)

    def take(self, form: Typed) -> None:
        self.typed = form.getlist(self.name)

    def show(self, value: Iterable[str] | None) -> None:
        self.typed = [str(one) for one in value or ()]

    def read(self) -> Any:
        return self.typed or self.blank

    def holds(self, path: str) -> bool:
        return path == self.name or path.startswith(f"{self.name}.")

    @property
    def parameters(self) -> dict[str, Any]:
        found = {"idPrefix": self.id, "values": self.typed, "fieldset": self._legend()}
        return self._common() | found | {"items": [_item(one) for one in self.options]}


@dataclass
class Hidden(Field):
    """Something that the page knows and the body needs."""

    component: ClassVar[str] = "hidden"


@dataclass
class File(Field):
    """A document. What was chosen can't be shown again: browsers keep that to themselves."""

    component: ClassVar[str] = "file"
    asks: ClassVar[str] = "file"

    @property
    def parameters(self) -> dict[str, Any]:
        return super().parameters | {"value": None}


@dataclass
class Group:
    """Fields under a common legend."""

    legend: str
    fields: Sequence["Field | Rows"]
    hint: str = ""

    component: ClassVar[str] = "group"

    def everything(self) -> Iterable["Field | Rows"]:
        for one in self.fields:
            yield from one.everything()


@dataclass
class Rows:
    """The same fields several times, for a list of objects: names are `<name>.<row>.<field>`. Rows in which nothing is
    typed are no items of the list, so an error's number is counted over those that are."""

    name: str
    rows: Sequence[Group]
    label: str = ""
    hint: str = ""
    error: str = field(default="", init=False)

    component: ClassVar[str] = "rows"
    asks: ClassVar[str] = "choice"
    errors: ClassVar[Mapping[str, str]] = {}

    def everything(self) -> Iterable["Field | Rows"]:
        yield self

    @property
    def id(self) -> str:
        """Of the first field that can be seen."""
        return next(one.id for one in self.rows[0].everything() if not isinstance(one, Hidden))

    def take(self, form: Typed) -> None:
        for one in self._fields():
            one.take(form)

    def show(self, value: Sequence[Mapping[str, Any]] | None) -> None:
        for row, item in zip(self.rows, value or (), strict=False):
            for one in row.everything():
                one.show(item.get(self._inner(one)))

    def read(self) -> Any:
        return [item for row in self.rows if (item := self._item(row))] or NOTHING

    def holds(self, path: str) -> bool:
        return path == self.name

    def inside(self, path: str) -> "Field | Rows | None":
        """The field of the row that the path's number means."""
        start, _dot, rest = path.removeprefix(f"{self.name}.").partition(".")
        if not path.startswith(f"{self.name}.") or not start.isdigit():
            return None
        filled = [row for row in self.rows if self._item(row)]
        if int(start) >= len(filled):
            return None
        fields = list(filled[int(start)].everything())
        return next((one for one in fields if self._inner(one) == rest), fields[0])

    def _fields(self) -> Iterable["Field | Rows"]:
        for row in self.rows:
            yield from row.everything()

    def _item(self, row: Group) -> dict[str, Any]:
        read = {self._inner(one): one.read() for one in row.everything()}
        said = {name: value for name, value in read.items() if value is not NOTHING}
        hidden = {self._inner(one) for one in row.everything() if isinstance(one, Hidden)}
        return said if said.keys() - hidden else {}

    def _inner(self, one: "Field | Rows") -> str:
        return one.name.removeprefix(f"{self.name}.").partition(".")[2]


def _item(option: Option) -> dict[str, Any]:
    item: dict[str, Any] = {"value": option[0], "text": option[1]}
    if len(option) == 3:
        item["hint"] = {"text": option[2]}
    return item
