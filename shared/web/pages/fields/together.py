"""Fields that belong together: under one legend, or the same ones several times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from shared.web.pages.fields.written import NOTHING, Field, Hidden, Typed


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
