"""Codes that only identity has."""

from shared.codes import Text
from shared.spreadsheets.codes import import_errors

IMPORT_ERRORS = import_errors(
    conflicting=Text("Эти роли или организация не сочетаются", "These roles, or this organisation, do not go together"),
    invalid_email=Text("Это не адрес электронной почты", "This is not an e-mail address"),
    taken=Text("С этим адресом уже кто-то есть", "Someone has this address already"),
    duplicate=Text("Этот адрес уже есть выше", "This address stands further above"),
    not_yours=Text("Этого вы дать не можете", "This is not yours to give"),
    inactive=Text("Организация не действует", "The organisation is closed"),
    empty=Text("В файле нет людей", "There are no people in the file"),
    hidden_sheet=Text("Лист с людьми скрыт", "The sheet is hidden"),
    several_sheets=Text(
        "Заполнено несколько листов: назовите нужный «Люди»", "Several sheets are filled: call the right one “People”"
    ),
    too_many_people=Text("Не больше 500 человек в файле", "A file holds 500 people at most"),
)
