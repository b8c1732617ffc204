"""Fields of which the answers are given: one of a few, several, yes or no."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from shared.codes import CodeList
from shared.web.pages.fields.written import Field, Typed
from shared.web.pages.reader import this_reader
from shared.web.pages.words import _

Option = tuple[str, str] | tuple[str, str, str]
"""What is sent, how it reads, and perhaps a hint."""


def options(codes: CodeList, *, group: str | None = None, without: Iterable[str] = ()) -> list[Option]:
    """Of a list of codes, or of one group of it, in the reader's language."""
    language, left_out = this_reader().language, set(without)
    wanted = (code for code in codes if code not in left_out and group in (None, codes.group(code)))
    return [(code, codes.text(code, language)) for code in wanted]


def sentences(codes: CodeList) -> dict[str, str]:
    """What a field says for each of these codes."""
    language = this_reader().language
    return {code: f"{codes.text(code, language)}." for code in codes}


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


def _item(option: Option) -> dict[str, Any]:
    item: dict[str, Any] = {"value": option[0], "text": option[1]}
    if len(option) == 3:
        item["hint"] = {"text": option[2]}
    return item
