"""Codes that only referrals has."""

from services.referrals.rules.likeness import reasons
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
        reasons.SAME_NAME_AND_BIRTH_DATE: Text("Совпадают фамилия и дата рождения", "Same surname and date of birth"),
        reasons.SIMILAR_NAME_AND_BIRTH_DATE: Text(
            "Похожее имя, та же дата рождения", "A similar name, the same date of birth"
        ),
        reasons.SAME_NAME_SIMILAR_BIRTH_DATE: Text(
            "То же имя, похожая дата рождения", "The same name, a similar date of birth"
        ),
        reasons.SAME_NAME_AND_AGE: Text("То же имя, подходит возраст", "The same name, and the age fits"),
        reasons.SAME_NAME: Text(
            "То же имя, возраст не совпадает или неизвестен", "The same name; the age differs or is not known"
        ),
        reasons.OTHER_SURNAME: Text("Тот же человек под другой фамилией?", "The same person under another surname?"),
        reasons.SAME_PHONE: Text("Тот же телефон", "Same phone"),
        reasons.SAME_ADDRESS: Text("Тот же адрес", "Same address"),
        reasons.SAME_HOUSE: Text("Тот же дом, квартира указана не везде", "Same house; not both name the flat"),
        reasons.SAME_DISTRICT: Text("Тот же район", "Same district"),
    },
)

DUPLICATE_DOUBTS = CodeList(
    "duplicate_doubts",
    {
        reasons.OTHER_ADULTS: Text("Другие взрослые", "Other adults"),
        reasons.OTHER_CHILDREN: Text("Другие дети", "Other children"),
        reasons.OTHER_DISTRICT: Text("Другой район", "Another district"),
    },
)

DUPLICATE_STRENGTHS = CodeList(
    "duplicate_strengths",
    {
        reasons.STRONG: Text("Очень похоже на ту же семью", "Very likely the same family"),
        reasons.LIKELY: Text("Вероятно, та же семья", "Likely the same family"),
        reasons.POSSIBLE: Text("Возможно, та же семья", "Possibly the same family"),
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
