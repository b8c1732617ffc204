"""Codes about a case: its states, its deadlines, how it ends."""

from shared.codes.codelist import CodeList, Text

CASE_STATES = CodeList(
    "case_states",
    {
        "opened": Text("Знакомимся с семьёй", "Getting to know the family"),
        "agreed": Text("Соглашение подписано", "The agreement is signed"),
        "assessed": Text("Потребности понятны", "The needs are understood"),
        "planned": Text("План готов", "The plan is ready"),
        "supported": Text("Помощь идёт по плану", "Help is given by the plan"),
        "closed": Text("Сопровождение закончилось", "Support has ended"),
        "followed_up": Text("Проверили, как дела после", "Looked at how things are afterwards"),
    },
)

CLOSED_CASE_STATES = ("closed", "followed_up")

DEADLINE_KINDS = CodeList(
    "deadline_kinds",
    {
        "answer": Text("Ответить на направление", "Answer the referral"),
        "reply": Text("Ответить на вопрос", "Answer the question"),
        "first_contact": Text("Связаться с семьёй", "Contact the family"),
        "agreement": Text("Подписать соглашение", "Sign the agreement"),
        "assessment": Text("Оценить потребности", "Assess the needs"),
        "plan": Text("Составить план", "Make the plan"),
        "review": Text("Посмотреть, как дела у семьи", "Review how the family is doing"),
        "team_meeting": Text("Собрать команду случая", "Meet as the case's team"),
        "closure": Text("Решить, продолжать ли сопровождение", "Decide whether support goes on"),
        "follow_up": Text("Узнать, как семья живёт после", "Find out how the family lives afterwards"),
    },
)

OUTCOMES = CodeList(
    "outcomes",
    {
        "self_sufficient": Text("Семья справляется сама", "The family manages by itself"),
        "moved": Text("Семья переехала", "The family moved"),
        "refused": Text("Семья отказалась от помощи", "The family did not want more help"),
        "child_removed": Text("Ребёнок живёт не в своей семье", "A child no longer lives in the family"),
        "child_returned": Text("Ребёнок вернулся в семью", "A child returned to the family"),
        "passed_on": Text("Семье помогает другая организация", "Another organisation helps the family"),
        "other": Text("Другое", "Something else"),
    },
)

WELLBEING = CodeList(
    "wellbeing",
    {
        "improved": Text("Стало лучше", "Better"),
        "same": Text("Как было", "The same"),
        "worse": Text("Стало труднее", "Harder"),
    },
)

REMOVAL = CodeList(
    "removal",
    {
        "no_risk": Text("Ребёнок остаётся в семье, угрозы нет", "No risk that the child leaves the family"),
        "at_risk": Text("Ребёнок может остаться без семьи", "The child may lose the family"),
        "averted": Text("Ребёнок остался в семье, угроза прошла", "The child stayed, the risk has passed"),
        "removed": Text("Ребёнок живёт не в своей семье", "The child no longer lives in the family"),
    },
)

PARENTAL_RIGHTS = CodeList(
    "parental_rights",
    {
        "kept": Text("Сохранены", "Kept"),
        "restored": Text("Восстановлены", "Restored"),
        "restricted": Text("Ограничены", "Restricted"),
        "lost": Text("Утрачены", "Lost"),
    },
)

REQUEST_STATES = CodeList(
    "request_states",
    {
        "open": Text("Ищем, кто поможет", "Looking for someone"),
        "proposed": Text("Предложили, ждём ответа", "Asked, waiting for an answer"),
        "matched": Text("Нашли, скоро познакомим", "Found, soon to be introduced"),
        "introduced": Text("Познакомились", "Introduced"),
        "ended": Text("Завершено", "Ended"),
        "withdrawn": Text("Больше не нужно", "No longer needed"),
    },
)
