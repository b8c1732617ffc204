"""Codes about organisations, people, volunteers and how they are matched."""

from shared import emergency
from shared.codes.codelist import CodeList, Text

ORGANISATION_KINDS = CodeList(
    "organisation_kinds",
    {
        "guardianship_body": Text("Орган опеки и попечительства", "Guardianship body"),
        "social_centre": Text("Центр помощи семье и детям", "Family and children's centre"),
        "crisis_centre": Text("Кризисный центр", "Crisis centre"),
        "hospital": Text("Больница", "Hospital"),
        "school": Text("Школа", "School"),
        "ngo": Text("НКО", "Non-profit organisation"),
        "crisis_line": Text("Телефон доверия", "Crisis line"),
        "business": Text("Бизнес", "Business"),
        "media": Text("СМИ", "Media"),
        "authority": Text("Орган власти", "Public authority"),
        "fund": Text("Фонд", "Foundation"),
        "other": Text("Другая организация", "Another organisation"),
    },
)

ROLES = CodeList(
    "roles",
    {
        "referrer": Text("Направляет семьи", "Refers families"),
        "coordinator": Text("Координатор", "Coordinator"),
        "case_worker": Text("Куратор семьи", "Case worker"),
        "specialist": Text("Специалист", "Specialist"),
        "supervisor": Text("Супервизор", "Supervisor"),
        "volunteer_coordinator": Text("Координатор волонтёров", "Volunteer coordinator"),
        "volunteer": Text("Волонтёр", "Volunteer"),
        "contact_family": Text("Контактная семья", "Contact family"),
        "organisation_administrator": Text("Администратор организации", "Organisation administrator"),
        "administrator": Text("Администратор системы", "Administrator"),
        "safeguarding_lead": Text("Ответственный за безопасность детей", "Safeguarding lead"),
        "analyst": Text("Аналитик: только сводные показатели", "Analyst: aggregate figures alone"),
    },
)

DEPUTISED_ROLES = frozenset(ROLES) - {"volunteer", "contact_family", "administrator", "analyst"}
"""Roles whose work a colleague can do meanwhile. Volunteers pause in the register; an administrator stands alone."""

TEAM_ROLES = CodeList(
    "team_roles",
    {
        "case_worker": Text("Куратор семьи", "Case worker"),
        "specialist": Text("Специалист", "Specialist"),
        "supervisor": Text("Супервизор", "Supervisor"),
    },
)

VOLUNTEER_KINDS = CodeList(
    "volunteer_kinds",
    {
        "contact_family": Text("Контактная семья", "Contact family"),
        "volunteer": Text("Волонтёр", "Volunteer"),
    },
)

SKILLS = CodeList(
    "skills",
    {
        "law": Text("Разбираться в законах", "Law"),
        "tutoring": Text("Помогать с учёбой", "Tutoring"),
        "driving": Text("Возить на машине", "Driving"),
        "mentoring": Text("Быть наставником", "Mentoring"),
        "childcare": Text("Присмотреть за детьми", "Childcare"),
        "repairs": Text("Чинить и ремонтировать", "Repairs"),
        "psychology": Text("Поддержать как психолог", "Psychology"),
        "interpreting": Text("Переводить", "Interpreting"),
        "leisure": Text("Проводить досуг", "Leisure"),
        "company": Text("Побыть рядом", "Keeping company"),
    },
)

MATCH_REASONS = CodeList(
    "match_reasons",
    {
        "same_district": Text("Живёт в том же районе", "Lives in the same district"),
        "near_district": Text("Живёт недалеко", "Lives nearby"),
        "language": Text("Говорит на языке семьи", "Speaks the family's language"),
        "time": Text("Свободное время совпадает", "Is free at the same time"),
        "skill": Text("Умеет то, что нужно", "Has the skill that is needed"),
        "experience": Text("Есть похожий опыт", "Has lived through something similar"),
        "free_capacity": Text("Есть силы помочь ещё одной семье", "Has room for one more family"),
    },
)

EXCLUSION_RULES = CodeList(
    "exclusion_rules",
    {
        "not_ready": Text(
            "Пока нельзя приглашать: знакомство не окончено или сейчас пауза", "Not ready yet, or pausing"
        ),
        "not_independent": Text(
            "Есть связь с организацией, которая оценивает семью",
            "Tied to an organisation that assesses the family",
        ),
        "no_capacity": Text("Уже помогает стольким семьям, скольким может", "Already helps as many as they can"),
        "wrong_kind": Text("Нужна помощь другого вида", "Another kind of help is needed"),
        "too_far": Text("Живёт слишком далеко", "Lives too far away"),
        "no_language": Text("Нет общего языка", "No language in common"),
        "declined_before": Text("На эту просьбу уже был ответ «нет»", "Has said no to this request before"),
    },
)

CONCERN_SEVERITIES = CodeList(
    "concern_severities",
    {
        "needs_specialist": Text("Нужен специалист", "A specialist is needed"),
        "danger": Text("Есть опасность", "There is danger"),
    },
)

CONCERN_STATES = CodeList(
    "concern_states",
    {
        "open": Text("Ждёт ответа", "Waiting for an answer"),
        "acknowledged": Text("Принято в работу", "Taken up"),
    },
)

EMERGENCY = CodeList(
    "emergency",
    {
        "call_emergency": Text(
            f"Если опасность прямо сейчас, звоните {emergency.NUMBER}", f"If the danger is now, call {emergency.NUMBER}"
        ),
    },
)

VOLUNTEER_STATES = CodeList(
    "volunteer_states",
    {
        "applied": Text("Знакомимся", "Getting acquainted"),
        "ready": Text("Можно приглашать", "Ready to help"),
        "paused": Text("Сейчас пауза", "Pausing"),
        "left": Text("Больше не участвует", "No longer takes part"),
    },
)

PROPOSAL_STATES = CodeList(
    "proposal_states",
    {
        "made": Text("Ждём ответа", "Waiting for an answer"),
        "accepted": Text("Да", "Yes"),
        "declined": Text("Нет", "No"),
        "expired": Text("Время ответа вышло", "The time to answer ran out"),
        "withdrawn": Text("Уже не нужно", "No longer needed"),
    },
)

ASSIGNMENT_STATES = CodeList(
    "assignment_states",
    {
        "started": Text("Скоро познакомим", "Soon to be introduced"),
        "introduced": Text("Познакомились", "Introduced"),
        "ended": Text("Завершено", "Ended"),
    },
)
