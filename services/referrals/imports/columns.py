"""The columns of a file of referrals: what they are called, and what of a referral's body each one fills."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.referrals.imports import values
from services.referrals.imports.table import Row, Trouble, fold
from services.referrals.imports.values import Read
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES

GROUP = "referral"
TO = "to_organisation"
DISTRICT = "family.district"


@dataclass(frozen=True)
class Column:
    """`path` is the place in the body of the API; of a `member`, within the member. `headings` are Russian, English,
    then what else it may be called. `needed`: a file without this column is refused."""

    path: str
    headings: tuple[str, ...]
    read: Read = values.text
    member: bool = False
    needed: bool = True

    def heading(self, language: str) -> str:
        return self.headings[0] if language == "ru" else self.headings[1]


COLUMNS = (
    Column(GROUP, ("№ направления", "Referral", "Номер направления", "Направление", "No")),
    Column(TO, ("Кому (организация)", "To organisation", "Кому", "Организация")),
    Column("channel", ("Как пришла семья", "Channel", "Канал"), values.code(CHANNELS), needed=False),
    Column("urgency", ("Срочность", "Urgency"), values.code(URGENCIES)),
    Column("basis.kind", ("Основание", "Basis"), values.code(BASIS)),
    Column("basis.given_on", ("Дата основания", "Basis date", "Basis given on", "Дата согласия"), values.day),
    Column("basis.document", ("Документ", "Basis document", "Document"), needed=False),
    Column("family.kind", ("Форма устройства", "Family kind", "Вид семьи"), values.code(FAMILY_KINDS)),
    Column(DISTRICT, ("Район", "District")),
    Column("family.address", ("Адрес", "Address"), needed=False),
    Column("family.phone", ("Телефон", "Phone"), needed=False),
    Column("reasons", ("Причины", "Reasons"), values.several(REASONS)),
    Column("narrative", ("Что происходит", "Narrative", "Описание")),
    Column("help_wanted", ("Какая помощь нужна", "Help wanted"), values.several(HELP_KINDS), needed=False),
    Column("role", ("Кто это", "Role", "Роль"), values.code(MEMBER_ROLES), member=True),
    Column("last_name", ("Фамилия", "Last name"), member=True),
    Column("first_name", ("Имя", "First name"), member=True),
    Column("middle_name", ("Отчество", "Middle name"), member=True, needed=False),
    Column("born_on", ("Дата рождения", "Born on", "Date of birth"), values.day, member=True, needed=False),
    Column("age", ("Возраст", "Age"), values.whole, member=True, needed=False),
)

_BY_HEADING = {fold(name): column for column in COLUMNS for name in (column.path, *column.headings)}

Places = Mapping[str, int]
"""In which column of the file (from 0) each path is."""


def places(headings: Row, trouble: Trouble) -> Places:
    """Headings that are unknown, there twice or missing are told."""
    found: dict[str, int] = {}
    for number, cell in enumerate(headings.cells):
        column = _BY_HEADING.get(fold(str(cell.value or "")))
        if column is None:
            if not cell.is_empty:
                trouble.heading(number, "unknown_heading")
        elif column.path in found:
            trouble.heading(number, "duplicate_heading")
        else:
            found[column.path] = number
            trouble.headings[number] = str(cell.value).strip()
    for column in COLUMNS:
        if column.needed and column.path not in found:
            trouble.heading(None, "missing_heading", heading=column.heading("ru"))
    return found
