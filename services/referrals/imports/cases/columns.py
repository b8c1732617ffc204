"""The columns of a file of cases: what they are called, and what of a case that is carried over each one fills."""

from services.referrals.codes import CASE_IMPORT_ERRORS
from services.referrals.imports.household_columns import CHANNEL, FAMILY, MEMBER
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout

GROUP = "case"
WORKER = "worker"
FROM = "from_organisation"

COLUMNS = (
    Column(GROUP, ("№ семьи", "Family", "Номер семьи", "Семья", "No")),
    Column("former_reference", ("Номер дела в прежнем учёте", "Former file number", "Номер дела"), needed=False),
    Column(WORKER, ("Куратор (почта или имя)", "Worker (e-mail or name)", "Куратор", "Worker"), needed=False),
    Column("opened_on", ("Взяли на сопровождение", "Taken on", "Дата начала"), values.day),
    CHANNEL,
    Column(FROM, ("Кто направил (организация)", "Sent by organisation", "Кто направил"), needed=False),
    *FAMILY,
    Column("signed_on", ("Соглашение подписано", "Agreement signed on"), values.day),
    Column("assessed_on", ("Последняя оценка", "Last assessment"), values.day),
    Column("planned_on", ("План согласован", "Plan agreed on"), values.day),
    Column("reviewed_on", ("Последний мониторинг", "Last review"), values.day),
    Column("contacted_on", ("Последний контакт", "Last contact"), values.day),
    *MEMBER,
    Column("age", ("Возраст сейчас", "Age now", "Возраст", "Age"), values.whole, member=True, needed=False),
    Column("signed", ("Подписал соглашение", "Signed the agreement"), values.yes_no, member=True, needed=False),
)

LAYOUT = Layout(COLUMNS, ("Случаи", "Cases"), CASE_IMPORT_ERRORS, "too_many_cases")
