"""A form: fields, what was typed into them, and what was wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from shared.problems import Problem
from shared.web.pages.fields import NOTHING, Field, File, Group, Hidden, Rows, Typed
from shared.web.pages.sentences import sentence
from shared.web.pages.words import _, of_code

Part = Field | Group | Rows


@dataclass
class Wrong:
    """One line of the error summary; `id` is that of the field, empty where no field is meant."""

    id: str
    text: str


@dataclass
class Form:
    """One page that asks. `button` says what happens when it is pressed. `lead` stands above the fields, `warning` too
    where it cannot be undone. `values` are shown at first: a body, or what a record holds. `back` is where to go
    instead. `key` and `version` travel with the form: by the one a second sending has no second effect, by the other it
    shows that somebody changed the record meanwhile.
    """

    title: str
    fields: Sequence[Part]
    button: str
    lead: str = ""
    warning: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    back: str = ""
    back_text: str = ""
    dangerous: bool = False
    shown: Mapping[str, Any] = field(default_factory=dict)
    """What a template of its own shows besides."""
    action: str = ""
    """Where it is sent, when not to its own address."""
    keep: str = ""
    """A name under which the browser keeps what was typed while there is no line."""
    key: str = field(default="", init=False)
    version: str = field(default="", init=False)
    wrong: list[Wrong] = field(default_factory=list, init=False)
    notice: str = field(default="", init=False)

    def __post_init__(self) -> None:
        for one in self:
            value = _at(self.values, one.name)
            if value is not NOTHING:
                one.show(value)

    def __iter__(self) -> Iterator[Field | Rows]:
        return chain.from_iterable(part.everything() for part in self.fields)

    def __getitem__(self, name: str) -> Field | Rows:
        return next(one for one in self if one.name == name)

    @property
    def has_file(self) -> bool:
        return any(isinstance(one, File) for one in self)

    def take(self, form: Typed) -> None:
        """What was sent, to be read and, when it is refused, shown again."""
        for one in self:
            one.take(form)

    def body(self) -> dict[str, Any]:
        """What was typed, as the command's schema loads it."""
        body: dict[str, Any] = {}
        for one in self:
            value = one.read()
            if value is not NOTHING:
                _put(body, one.name, value)
        return body

    def refuse(self, problem: Problem, errors: Mapping[str, Sequence[str]]) -> None:
        """Show what is wrong, each at its field; without any it is the whole that was refused."""
        for path, codes in errors.items():
            for meant in self._meant(path):
                self._wrong(meant, codes[0])
        self.wrong = [*_in_order(self._fields(), self.wrong)]
        if not errors:
            self.notice = notice_of(problem)

    def _meant(self, path: str) -> Sequence[str]:
        """An object of which nothing was typed is missing as a whole: that is each field of it that has to be there."""
        inside = [one.name for one in self if one.name.startswith(f"{path}.") and not getattr(one, "optional", False)]
        return [path] if self._field_of(path) or not inside else inside

    def _wrong(self, path: str, code: str) -> None:
        found = self._field_of(path)
        if found is None:
            self.wrong.append(Wrong("", sentence(code, path, "text")))
            return
        if found.error:
            return
        found.error = found.errors.get(code) or sentence(code, found.label, found.asks)
        # Nobody comes to a hidden field by a link.
        self.wrong.append(Wrong("" if isinstance(found, Hidden) else found.id, found.error))

    def _field_of(self, path: str) -> Field | Rows | None:
        for one in self:
            if one.holds(path):
                return one
            if isinstance(one, Rows) and (inner := one.inside(path)):
                return inner
        return next((one for one in self if path.startswith(f"{one.name}.")), None)

    def _fields(self) -> Iterable[Field | Rows]:
        for one in self:
            yield one
            if isinstance(one, Rows):
                yield from chain.from_iterable(row.everything() for row in one.rows)


def notice_of(problem: Problem) -> str:
    """What is said above a form when not a field but the time or the state was wrong."""
    if problem.kind == "changed_meanwhile":
        return _("Someone changed this after you opened it. Look at what it says now, then send yours again.")
    if problem.kind == "too_often":
        return _("These were too many attempts. What you typed is still here: wait some minutes, then send it again.")
    if why := of_code(problem.detail):
        return _("%(why)s What you typed is still here; nothing was saved.", why=why)
    return _("This is not possible any more: the state changed. What you typed is still here; nothing was saved.")


def _in_order(fields: Iterable[Field | Rows], wrong: Sequence[Wrong]) -> Iterator[Wrong]:
    """As the fields stand on the page; first what belongs to none."""
    places = {one.id: number for number, one in enumerate(fields, start=1)}
    return iter(sorted(wrong, key=lambda one: places.get(one.id, 0)))


def _at(values: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path; NOTHING where there is none."""
    if path in values:
        return values[path]
    found: Any = values
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return NOTHING
        found = found[name]
    return found


def _put(body: dict[str, Any], path: str, value: Any) -> None:
    *parts, name = path.split(".")
    for part in parts:
        body = body.setdefault(part, {})
    body[name] = value
