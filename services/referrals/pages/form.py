"""The form by which an invited organisation refers a family: what was typed, as the API's body and for showing again.

A field's name is its dotted path in the body, so that what is refused is found by the same path.
"""

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

ROWS = 6
MEMBER = ("role", "last_name", "first_name", "middle_name", "born_on", "age")
ONE = (
    "basis.kind",
    "basis.given_on",
    "basis.document",
    "urgency",
    "family.kind",
    "family.district",
    "family.address",
    "family.phone",
    "narrative",
)
SEVERAL = ("reasons", "help_wanted")
OTHER = ("answer", "reason", "note")
MEMBERS = "family.members"
LONGEST_NUMBER = 4
"""An age that is typed with more digits is no number of years in any case."""


@dataclass(frozen=True)
class Typed:
    """`values` by path, line breaks as \\n; `ticked` holds the chosen codes of each list."""

    values: dict[str, str]
    ticked: dict[str, list[str]]

    @classmethod
    def of(cls, form: "MultiDict[str, str]") -> "Typed":
        members = [f"{MEMBERS}.{row}.{name}" for row in range(ROWS) for name in MEMBER]
        values = {name: form.get(name, "").replace("\r\n", "\n") for name in (*ONE, *members, *OTHER)}
        return cls(values, {name: form.getlist(name) for name in SEVERAL})

    def referral(self) -> dict[str, Any]:
        """The body of the API's POST …/referral. What is blank is left out."""
        body: dict[str, Any] = {"channel": "partner", "basis": {}, "family": {}} | self.ticked
        for path in ONE:
            *part, name = path.split(".")
            if self.values[path].strip():
                (body[part[0]] if part else body)[name] = self.values[path]
        body["family"]["members"] = [self._member(row) for row in self.rows()]
        return body

    def chosen(self, *names: str) -> dict[str, Any]:
        """A body of these fields alone; what is blank is left out."""
        return {name: self.values[name] for name in names if self.values[name].strip()}

    def rows(self) -> list[int]:
        """Rows of members in which anything is filled in."""
        return [row for row in range(ROWS) if self._member(row)]

    def _member(self, row: int) -> dict[str, Any]:
        typed = {name: self.values[f"{MEMBERS}.{row}.{name}"].strip() for name in MEMBER}
        member: dict[str, Any] = {name: value for name, value in typed.items() if value}
        age = typed["age"]
        if age.isascii() and age.isdigit() and len(age) <= LONGEST_NUMBER:
            member["age"] = int(age)
        return member


def by_field(errors: dict[str, list[str]], typed: Typed) -> dict[str, str]:
    """The first code for each field of the form: rows of members as they were typed, lists as a whole."""
    found: dict[str, str] = {}
    for path, codes in errors.items():
        found.setdefault(_field(path, typed), codes[0])
    return found


def _field(path: str, typed: Typed) -> str:
    if path == MEMBERS:
        return f"{MEMBERS}.0.first_name"
    if path.startswith(f"{MEMBERS}."):
        _, _, number, *rest = path.split(".")
        return ".".join((MEMBERS, str(typed.rows()[int(number)]), *rest))
    first = path.split(".")[0]
    return first if first in SEVERAL else path
