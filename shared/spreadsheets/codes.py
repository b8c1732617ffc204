"""What cells hold, and what can be wrong with a file: said instead of what stands in it."""

from shared.codes import CodeList, Text

CELL_KINDS = CodeList(
    "cell_kinds",
    {
        "empty": Text("пусто", "nothing"),
        "text": Text("текст", "text"),
        "number": Text("число", "a number"),
        "date": Text("дата", "a date"),
        "yes_no": Text("да или нет", "true or false"),
        "formula": Text("формула", "a formula"),
        "error": Text("ошибка таблицы", "an error of the spreadsheet"),
    },
)
_GENERAL = {
    "required": Text("Здесь нужно значение", "A value is needed here"),
    "type": Text("Здесь нужно значение другого вида", "Another kind of value is needed here"),
    "unknown_code": Text("Такого значения нет в списке", "This is not in the list"),
    "not_found": Text("С таким названием ничего нет", "Nothing has this name"),
    "ambiguous": Text("Так называются несколько: укажите код", "Several have this name: give the code"),
    "became_date": Text(
        "Таблица сделала из этого дату: сделайте ячейку текстовой и впишите заново",
        "The spreadsheet made a date of this: format the cell as text and write it anew",
    ),
    "not_yes_or_no": Text("Нужно «да» или «нет»", "“Yes” or “no” is needed"),
    "invalid_date": Text("Это не дата: нужно дд.мм.гггг", "This is not a date: dd.mm.yyyy is needed"),
    "in_future": Text("Этот день ещё не настал", "This day is in the future"),
    "out_of_range": Text("Так не может быть", "This cannot be"),
    "conflicting": Text("Не сходится с другой ячейкой", "This contradicts another cell"),
    "not_a_name": Text("В имени лишние знаки", "A name holds letters only"),
    "invalid_phone": Text("Нужен один номер телефона, с кодом", "One phone number is needed here, with its code"),
    "not_whole": Text("Нужно целое число, цифрами", "A whole number is needed here, in digits"),
    "too_long": Text("Слишком длинный текст", "The text is too long"),
    "too_many": Text("Слишком много", "Too many"),
    "control_character": Text("В тексте управляющие знаки", "The text holds control characters"),
    "hidden_character": Text("В тексте невидимые знаки", "The text holds hidden characters"),
    "formula": Text("Здесь формула: вставьте значение", "This is a formula: paste its value"),
    "error_value": Text("Таблица показывает здесь ошибку", "The spreadsheet shows an error here"),
    "no_heading": Text("У этой колонки нет известного заголовка", "This column has no known heading"),
    "unknown_heading": Text("Такого заголовка в шаблоне нет", "The template has no such heading"),
    "duplicate_heading": Text("Этот заголовок уже есть", "This heading is there already"),
    "missing_heading": Text(
        "Не хватает колонки: все заголовки стоят в одной строке, самой верхней",
        "A column is missing: all headings stand in one row, the topmost",
    ),
    "empty": Text("В файле ничего нет", "There is nothing in the file"),
    "hidden_sheet": Text("Нужный лист скрыт", "The sheet is hidden"),
    "hidden_rows": Text("Часть строк скрыта: покажите или удалите их", "Some rows are hidden: show or delete them"),
    "hidden_columns": Text(
        "Часть колонок скрыта: покажите или удалите их", "Some columns are hidden: show or delete them"
    ),
    "merged_cells": Text("Есть объединённые ячейки: разъедините их", "Some cells are merged: split them"),
    "several_sheets": Text(
        "Заполнено несколько листов: назовите нужный, как в шаблоне",
        "Several sheets are filled: call the right one as in the template",
    ),
    "not_a_spreadsheet": Text("Это не таблица XLSX и не CSV", "This is neither XLSX nor CSV"),
    "old_excel": Text(
        "Старый Excel или файл с паролем: сохраните как XLSX без пароля",
        "An old Excel file, or one with a password: save it as XLSX without one",
    ),
    "broken_file": Text("Файл повреждён", "The file is damaged"),
    "bad_encoding": Text("Сохраните CSV в UTF-8 или Windows-1251", "Save the CSV as UTF-8 or Windows-1251"),
    "too_large_unpacked": Text("Файл слишком велик", "The file is too large"),
    "too_many_rows": Text("Слишком много строк: не больше 5000", "Too many rows: 5,000 at most"),
    "too_many_columns": Text("Слишком много колонок", "Too many columns"),
}


def import_errors(**own: Text) -> CodeList:
    """The list `import_errors` of one kind of files: what can be wrong with any, in its own words where it has some."""
    return CodeList("import_errors", _GENERAL | own)
