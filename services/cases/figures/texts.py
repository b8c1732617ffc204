"""How each figure is counted, in words: for the workbook. `docs/figures.md` says the same at length."""

from collections.abc import Mapping

from shared.codes import Text

RULES: Mapping[str, Text] = {
    "served": Text(
        "Дети, которые за период получили хотя бы одну услугу или занятие программы.",
        "Children who got at least one service or programme session in the period.",
    ),
    "closed": Text(
        "Снятия с сопровождения за период, кроме отменённых возобновлением; у семьи считается последнее. "
        "Длительность: от подписания соглашения до снятия.",
        "Closures in the period but those after which the case was reopened; of one family the last. How long: from "
        "the signing of the agreement to the closure.",
    ),
    "removal": Text(
        "Дети, у которых мониторинг или оценка отметили риск отобрания или отказа, а более поздний мониторинг или "
        "снятие (в этом периоде) отметили, что он предотвращён; не считаются отобранные позже в этом же периоде.",
        "Children of whom a review or assessment recorded a risk of removal, and a later review or closure, in this "
        "period, that it was averted; not those removed after that in the same period.",
    ),
    "wellbeing": Text(
        "Дети, у которых последний в периоде мониторинг или снятие отметили «улучшилось», вместе с семьёй и на двух "
        "сравнимых оценках; из всех детей на сопровождении в периоде.",
        "Children of whom the last review or closure in the period records `improved`, with the family and on two "
        "comparable assessments; of all children on support in the period.",
    ),
    "follow_ups": Text(
        "Проверки устойчивости за период у семей, снятых как самодостаточные; у семьи считается последняя.",
        "Follow-ups in the period of families closed as self-sufficient; of one family the last.",
    ),
    "rights": Text(
        "Родители, о чьих правах сказано при снятии за период; у родителя считается последнее.",
        "Parents of whose rights a closure in the period says; of one parent the last.",
    ),
}

IN_GENERAL = (
    Text(
        "Люди и семьи считаются один раз, объединённые — как один. Ребёнок — до 18 лет в день события. В строках один "
        "человек может быть в нескольких группах, поэтому их сумма бывает больше общего числа.",
        "People and families are counted once, merged ones as one. A child is under 18 on the day of the fact. One "
        "person can be in several groups, so their sum may be more than the number of all.",
    ),
    Text(
        "Записи, внесённые или отменённые после указанного дня, учтены так, как было известно в этот день.",
        "What was recorded or annulled after the day of knowledge is seen as it stood on that day.",
    ),
)

SUPPRESSED = Text(
    "«скрыто» — меньше {least}, или по разности можно узнать число меньше {least}.",
    "“hidden”: fewer than {least}, or a number below {least} could be found by subtraction.",
)

WORDS: Mapping[str, Text] = {
    "all": Text("Все вместе", "All together"),
    "organisation": Text("По организациям", "By organisation"),
    "district": Text("По районам", "By district"),
    "region": Text("По регионам", "By region"),
    "year": Text("По годам", "By year"),
    "rules": Text("Как считается", "How it is counted"),
    "figure": Text("Показатель", "Figure"),
    "value": Text("Значение", "Value"),
    "of": Text("Из", "Of"),
    "share": Text("Доля", "Share"),
    "hidden": Text("скрыто", "hidden"),
    "period": Text("Период", "Period"),
    "known_on": Text("Как было известно на конец дня", "As known when this day ended"),
}


def said(text: Text, language: str) -> str:
    return text.ru if language == "ru" else text.en
