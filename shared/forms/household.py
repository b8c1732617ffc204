"""A family as forms show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shared.codes import MEMBER_ROLES
from shared.forms.blocks import Table
from shared.forms.russian import age_text, day_text, full_name

MEMBERS = Table(("Кто в семье", "Фамилия, имя, отчество", "Дата рождения или возраст"), (3, 6, 3), ())
CHILDREN = Table(
    ("Фамилия, имя, отчество ребёнка", "Дата рождения или возраст", "Документ: вид, серия, номер"), (5, 3, 4), ()
)


@dataclass(frozen=True)
class Relative:
    """Someone of the household. `age` in years where no date of birth is known; `is_child` on the form's day."""

    role: str
    last_name: str | None
    first_name: str | None
    middle_name: str | None = None
    born_on: date | None = None
    age: int | None = None
    is_child: bool = False

    @property
    def name(self) -> str:
        return full_name(self.last_name, self.first_name, self.middle_name)

    @property
    def born(self) -> str:
        return day_text(self.born_on) or age_text(self.age)

    @property
    def role_text(self) -> str:
        return MEMBER_ROLES.text(self.role, "ru")


def members_table(family: Iterable[Relative]) -> Table:
    rows = tuple((one.role_text, one.name, one.born) for one in family)
    return Table(MEMBERS.head, MEMBERS.widths, rows)


def children_table(family: Iterable[Relative]) -> Table:
    """With a column in which their papers are written by hand."""
    rows = tuple((one.name, one.born, "") for one in family if one.is_child)
    return Table(CHILDREN.head, CHILDREN.widths, rows)


def names(people: Iterable[Relative]) -> str:
    return ", ".join(one.name for one in people if one.name)


SAMPLE = (
    Relative("mother", "Щербакова", "Алёна", "Олеговна", date(1991, 3, 8)),
    Relative("grandparent", "Щербакова", "Нина", "Петровна", None, 63),
    Relative("child", "Щербаков", "Фёдор", None, date(2016, 5, 9), is_child=True),
    Relative("child", "Щербакова", "Ульяна", None, None, 4, is_child=True),
)
"""An invented family, to look at a wording before it is saved."""
