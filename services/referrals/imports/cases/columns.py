"""The columns of a file of cases: what they are called, and what of a case that is carried over each one fills."""

from services.referrals.codes import CASE_IMPORT_ERRORS
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout

GROUP = "case"
WORKER = "worker"
FROM = "from_organisation"
DISTRICT = "family.district"

COLUMNS = (
    Column(GROUP, ("№ семьи", "Family", "Номер семьи", "Семья", "No")),
    Column("former_reference", ("Номер дела в прежнем учёте", "Former file number", "Номер дела"), needed=False),
    Column(WORKER, ("Куратор (почта или имя)", "Worker (e-mail or name)", "Куратор", "Worker"), needed=False),
    Column("opened_on", ("Взяли на сопровождение", "Taken on", "Дата начала"), values.day),
    Column("channel", ("Как пришла семья", "Channel", "Канал"), values.code(CHANNELS), needed=False),
    Column(FROM, ("Кто направил (организация)", "Sent by organisation", "Кто направил"), needed=False),
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
    Column("signed_on", ("Соглашение подписано", "Agreement signed on"), values.day),
    Column("assessed_on", ("Последняя оценка", "Last assessment"), values.day),
    Column("planned_on", ("План согласован", "Plan agreed on"), values.day),
    Column("reviewed_on", ("Последний мониторинг", "Last review"), values.day),
    Column("contacted_on", ("Последний контакт", "Last contact"), values.day),
    Column("role", ("Кто это", "Role", "Роль"), values.code(MEMBER_ROLES), member=True),
    Column("last_name", ("Фамилия", "Last name"), member=True),
    Column("first_name", ("Имя", "First name"), member=True),
    Column("middle_name", ("Отчество", "Middle name"), member=True, needed=False),
    Column("born_on", ("Дата рождения", "Born on", "Date of birth"), values.day, member=True, needed=False),
    Column("age", ("Возраст сейчас", "Age now", "Возраст", "Age"), values.whole, member=True, needed=False),
    Column("signed", ("Подписал соглашение", "Signed the agreement"), values.yes_no, member=True, needed=False),
)

LAYOUT = Layout(COLUMNS, ("Случаи", "Cases"), CASE_IMPORT_ERRORS, "too_many_cases")
