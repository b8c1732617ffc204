"""Codes about lengths of time."""

from shared.codes import CodeList, Text
from shared.deadlines.lengths import ADMINISTRATOR, DAYS, MINUTES, MONTHS, OURS, PRACTICE

UNITS = CodeList(
    "units",
    {MINUTES: Text("Минуты", "Minutes"), DAYS: Text("Дни", "Days"), MONTHS: Text("Месяцы", "Months")},
)

SOURCES = CodeList(
    "sources",
    {
        PRACTICE: Text("Так в описании практики", "The practice says so"),
        OURS: Text("Так предложено в Опоре", "Opora proposes it"),
        ADMINISTRATOR: Text("Так решил администратор", "An administrator decided so"),
    },
)
