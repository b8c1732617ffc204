"""Codes that only referrals has."""

from services.referrals.rules.likeness import SAME_NAME_AND_BIRTH_DATE, SAME_PHONE
from shared.codes import CodeList, Text

BOXES = CodeList(
    "boxes",
    {
        "sent": Text("Отправленные", "Sent"),
        "received": Text("Полученные", "Received"),
        "passed_on": Text("Переданные дальше", "Passed on"),
    },
)

DUPLICATE_REASONS = CodeList(
    "duplicate_reasons",
    {
        SAME_NAME_AND_BIRTH_DATE: Text("Совпадают фамилия и дата рождения", "Same surname and date of birth"),
        SAME_PHONE: Text("Тот же телефон", "Same phone"),
    },
)

ENTRY_KINDS = CodeList(
    "history",
    {
        "submitted": Text("Отправлено", "Sent"),
        "info_requested": Text("Задан вопрос", "A question was asked"),
        "answered": Text("Получен ответ", "The question was answered"),
        "accepted": Text("Семью взяли", "The family was taken on"),
        "declined": Text("Не смогли принять", "Could not be taken on"),
        "passed_on": Text("Передано другой организации", "Passed on to another organisation"),
        "withdrawn": Text("Отозвано отправителем", "Taken back by the sender"),
        "duplicate": Text("Эта семья уже известна", "The family is already known"),
        "case_opened": Text("Началось сопровождение", "Support began"),
        "case_closed": Text("Сопровождение закончилось", "Support ended"),
        "case_reopened": Text("Сопровождение продолжается", "Support goes on"),
    },
)
