"""The columns that every file of families has: whom one may share data about, and who they are."""

from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column

DISTRICT = "family.district"

CHANNEL = Column("channel", ("Как пришла семья", "Channel", "Канал"), values.code(CHANNELS), needed=False)

FAMILY = (
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
)

MEMBER = (
    Column("role", ("Кто это", "Role", "Роль"), values.code(MEMBER_ROLES), member=True),
    Column("last_name", ("Фамилия", "Last name"), member=True),
    Column("first_name", ("Имя", "First name"), member=True),
    Column("middle_name", ("Отчество", "Middle name"), member=True, needed=False),
    Column("born_on", ("Дата рождения", "Born on", "Date of birth"), values.day, member=True, needed=False),
)
"""An age comes after these: each kind of file asks for it in its own words."""
