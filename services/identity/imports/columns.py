"""The columns of a file of people: what they are called, and what of a person each one fills."""

from services.identity.codes import IMPORT_ERRORS
from shared.codes import INTERFACE_LANGUAGES, ROLES
from shared.spreadsheets import values
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout

EMAIL = "email"
ORGANISATION = "organisation"

COLUMNS = (
    Column(EMAIL, ("E-mail", "Email address", "Электронная почта", "Почта", "Эл. почта")),
    Column("last_name", ("Фамилия", "Last name", "Surname")),
    Column("first_name", ("Имя", "First name")),
    Column("middle_name", ("Отчество", "Middle name"), needed=False),
    Column("phone", ("Телефон", "Phone"), needed=False),
    Column("roles", ("Роли", "Roles", "Роль", "Role"), values.several(ROLES)),
    Column(ORGANISATION, ("Организация", "Organisation"), needed=False),
    Column("language", ("Язык", "Language"), values.code(INTERFACE_LANGUAGES), needed=False),
    Column("time_zone", ("Часовой пояс", "Time zone"), needed=False),
    Column("invite", ("Пригласить", "Invite"), values.yes_no, needed=False),
)

LAYOUT = Layout(COLUMNS, ("Люди", "People"), IMPORT_ERRORS, "too_many_people")
