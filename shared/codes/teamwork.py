"""Codes about roadmaps, group programmes and the meetings of a case's team."""

from shared.codes.codelist import CodeList, Text

STAGE_STATES = CodeList(
    "stage_states",
    {
        "open": Text("Впереди", "Ahead"),
        "presented": Text("Ждёт проверки", "Waiting for a check"),
        "sent_back": Text("Вернули на доработку", "Sent back"),
        "passed": Text("Пройден", "Passed"),
    },
)

STAGE_VERDICTS = CodeList(
    "stage_verdicts",
    {"passed": Text("Пройден", "Passed"), "sent_back": Text("Вернуть на доработку", "Send back")},
)

PROGRAMME_AUDIENCES = CodeList(
    "programme_audiences",
    {
        "children": Text("Для детей", "For children"),
        "parents": Text("Для родителей", "For parents"),
        "both": Text("Для родителей и детей вместе", "For parents and children together"),
    },
)

SESSION_STATES = CodeList(
    "session_states",
    {
        "planned": Text("Запланировано", "Planned"),
        "held": Text("Прошло", "Held"),
        "cancelled": Text("Отменено", "Cancelled"),
        "annulled": Text("Записано по ошибке", "Noted by mistake"),
    },
)
"""Of a programme's session, and of a team's meeting."""

ABSENCE_REASONS = CodeList(
    "absence_reasons",
    {
        "illness": Text("Болезнь", "Illness"),
        "school_or_work": Text("Учёба или работа", "School or work"),
        "away": Text("В отъезде", "Away"),
        "no_escort": Text("Некому привести, не на чем доехать", "Nobody to bring them, no way to come"),
        "no_wish": Text("Не захотели прийти", "Did not want to come"),
        "unknown": Text("Причину не знаем", "We do not know why"),
        "other": Text("Другое", "Something else"),
    },
)

LEAVING_REASONS = CodeList(
    "leaving_reasons",
    {
        "completed": Text("Прошли программу", "Completed the programme"),
        "goal_reached": Text("Цель достигнута", "The goal is reached"),
        "family_wish": Text("Так решила семья", "The family's wish"),
        "not_suitable": Text("Программа не подошла", "The programme did not suit"),
        "left_family": Text("Больше не живёт в этой семье", "No longer lives in this family"),
        "case_closed": Text("Сопровождение закончилось", "Support has ended"),
        "other": Text("Другое", "Something else"),
    },
)

DECISION_STATES = CodeList(
    "decision_states",
    {
        "open": Text("В работе", "Being worked on"),
        "done": Text("Сделано", "Done"),
        "dropped": Text("Решили не делать", "Dropped"),
        "annulled": Text("Записано по ошибке", "Noted by mistake"),
    },
)
