"""Codes that only cases has."""

from services.cases.rules.lengths import NEAR, PASSED, SUPERVISOR, WORKER
from shared.codes import ENTRY_KINDS, CodeList, Text

_OURS = "Предложено в Опоре: практика срока не называет", "Opora proposes it: the practice names no time"


def _length(ru: str, en: str, origin: tuple[str, str] = _OURS) -> tuple[Text, Text]:
    return Text(ru, en), Text(*origin)


_LENGTHS = {
    "first_contact": _length("Первая встреча или разговор: от начала случая", "First contact: from the case's opening"),
    "first_contact_immediate": _length(
        "Первая встреча при опасности: от начала случая", "First contact in immediate danger: from the case's opening"
    ),
    "agreement": _length("Соглашение: от начала случая", "Agreement: from the case's opening"),
    "assessment": _length(
        "Оценка потребностей: от соглашения",
        "Assessment of needs: from the agreement",
        (
            "Практика: совместная оценка в течение 21 дня после соглашения",
            "The practice: a joint assessment within 21 days of the agreement",
        ),
    ),
    "plan": _length("План: от первой оценки", "Plan: from the first assessment"),
    "review": _length(
        "Мониторинг: от плана или прошлого мониторинга",
        "Review: from the plan or the last review",
        ("Практика: мониторинг не реже раза в 6 месяцев", "The practice: a review at least every 6 months"),
    ),
    "team_meeting": _length(
        "Встреча команды: от плана или прошлой встречи; 0 — срока нет",
        "Meeting of the team: from the plan or the last meeting; 0: none",
    ),
    "closure": _length(
        "Решение, продолжать ли сопровождение: от соглашения",
        "Deciding whether support goes on: from the agreement",
        (
            "Практика: сопровождение длится в среднем от 1 до 3 лет",
            "The practice: support lasts 1 to 3 years on average",
        ),
    ),
    "follow_up": _length(
        "Мониторинг устойчивости: от завершения",
        "Follow-up: from the closure",
        (
            "Предложено в Опоре по завершающему этапу практики: 6 месяцев",
            "Opora proposes it after the practice's completion stage of 6 months",
        ),
    ),
    "near_first_contact": _length("За сколько напомнить о первой встрече", "Reminder before the first contact's end"),
    "near_first_contact_immediate": _length(
        "За сколько напомнить о первой встрече при опасности",
        "Reminder before the first contact's end in immediate danger",
    ),
    "near_agreement": _length("За сколько напомнить о соглашении", "Reminder before the agreement's end"),
    "near_assessment": _length("За сколько напомнить об оценке", "Reminder before the assessment's end"),
    "near_plan": _length("За сколько напомнить о плане", "Reminder before the plan's end"),
    "near_review": _length("За сколько напомнить о мониторинге", "Reminder before the review's end"),
    "near_team_meeting": _length("За сколько напомнить о встрече команды", "Reminder before the team is to meet"),
    "near_closure": _length("За сколько напомнить о решении", "Reminder before support is decided on"),
    "near_follow_up": _length("За сколько напомнить о мониторинге устойчивости", "Reminder before the follow-up's end"),
    "concern_danger": _length(
        "Сколько ждёт сигнал об опасности, прежде чем о нём скажут снова",
        "How long a concern about danger waits before it is escalated",
        (
            "Предложено в Опоре: практика говорит «сразу» и часов не называет",
            "Opora proposes it: the practice says “at once” and names no hours",
        ),
    ),
    "concern_needs_specialist": _length(
        "Сколько ждёт сигнал о том, что нужен специалист", "How long a concern about a need for a specialist waits"
    ),
    "concern_again": _length(
        "Как часто напоминать о сигнале, пока его не взяли", "How often a concern is escalated again until taken up"
    ),
}

DEADLINES = CodeList("deadlines", {code: text for code, (text, _) in _LENGTHS.items()})

DEADLINE_ORIGINS = CodeList("deadline_origins", {code: origin for code, (_, origin) in _LENGTHS.items()})
"""Where the usual number comes from, in words."""

VISIT_KINDS = CodeList(
    "visit_kinds",
    {
        "visit": Text("Визит к семье", "Visit to the family"),
        "call": Text("Звонок семье", "Call to the family"),
        "message": Text("Написать семье", "Message to the family"),
        "office": Text("Встреча у нас", "Meeting at our place"),
    },
)
"""Kinds of contact that can be planned."""

VISIT_STATES = CodeList(
    "visit_states",
    {
        "planned": Text("Запланировано", "Planned"),
        "done": Text("Состоялось", "Done"),
        "cancelled": Text("Отменено", "Cancelled"),
    },
)

WRITTEN_KINDS = tuple(code for code in ENTRY_KINDS if code not in ("attendance", "stage_check"))
"""Kinds of entries that people write: who came and who checked have records of their own."""

CALENDAR_KINDS = CodeList(
    "calendar_kinds",
    {
        "meeting": Text("Встреча команды", "Meeting of the team"),
        "stage": Text("Пройти этап дорожной карты", "Pass a stage of the roadmap"),
        "session": Text("Занятие группы", "Session of a group"),
    },
)

TIMELINE_KINDS = CodeList(
    "timeline_kinds",
    {
        "opened": Text("Случай начался", "The case was opened"),
        **{code: Text(ENTRY_KINDS.text(code, "ru"), ENTRY_KINDS.text(code, "en")) for code in WRITTEN_KINDS},
        "introduction": Text("Познакомили", "Introduced"),
        "plan": Text("План", "Plan"),
        "roadmap": Text("Дорожная карта", "Roadmap"),
        "stage_presented": Text("Этап показали на проверку", "A stage was presented"),
        "stage_passed": Text("Этап пройден", "A stage was passed"),
        "stage_sent_back": Text("Этап вернули на доработку", "A stage was sent back"),
        "enrolled": Text("Записали в группу", "Enrolled in a group"),
        "session_attended": Text("Были на занятии", "Came to a session"),
        "left_group": Text("Больше не ходят в группу", "Left a group"),
        "meeting_planned": Text("Встречу команды запланировали", "A meeting of the team was planned"),
        "meeting_held": Text("Команда встретилась", "The team met"),
        "meeting_cancelled": Text("Встречу команды отменили", "A meeting of the team was cancelled"),
        "decision_done": Text("Решение выполнили", "A decision was carried out"),
        "decision_dropped": Text("От решения отказались", "A decision was dropped"),
        "closed": Text("Сопровождение закончилось", "Support ended"),
        "reopened": Text("Сопровождение продолжается", "Support goes on"),
        "worker": Text("Другой куратор", "Another worker"),
        "team": Text("Команда изменилась", "The team changed"),
        "deadline_passed": Text("Срок прошёл", "A deadline passed"),
        "support_requested": Text("Попросили помощника", "Someone was asked for"),
        "support_matched": Text("Помощник нашёлся", "Someone was found"),
        "support_ended": Text("Помощник больше не приходит", "The pairing ended"),
        "support_withdrawn": Text("Помощник больше не нужен", "Nobody is looked for any more"),
        "visit_planned": Text("Встречу запланировали", "A visit was planned"),
        "visit_moved": Text("Встречу перенесли", "A visit was moved"),
        "visit_changed": Text("Встречу уточнили", "A visit was changed"),
        "visit_cancelled": Text("Встречу отменили", "A visit was cancelled"),
        "visit_done": Text("Встреча состоялась", "A visit was made"),
        "visit_reopened": Text("Встреча снова впереди", "A visit is ahead again"),
        "document": Text("Добавили документ", "A document was added"),
    },
)

WARNED = CodeList(
    "warned",
    {
        WORKER: Text("Кто ведёт случай; без него координаторы", "The worker; without one the coordinators"),
        SUPERVISOR: Text("Руководители", "The supervisors"),
    },
)

WARNED_WHEN = CodeList(
    "warned_when",
    {NEAR: Text("Когда срок близко", "When it is near"), PASSED: Text("Когда срок прошёл", "When it has passed")},
)
