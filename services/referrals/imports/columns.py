"""The columns of a file of referrals: what they are called, and what of a referral's body each one fills."""

from services.referrals.codes import IMPORT_ERRORS
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout

GROUP = "referral"
TO = "to_organisation"
DISTRICT = "family.district"

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

LAYOUT = Layout(COLUMNS, ("Направления", "Referrals"), IMPORT_ERRORS, "too_many_referrals")
