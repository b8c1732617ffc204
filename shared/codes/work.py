"""Codes about the work with a family: what is given, looked at, recorded."""

from shared.codes.codelist import CodeList, Text

HELP_KINDS = CodeList(
    "help_kinds",
    {
        "social": Text("Социальная помощь", "Social help"),
        "psychological": Text("Помощь психолога", "Psychological help"),
        "pedagogical": Text("Помощь педагога", "Help with learning and upbringing"),
        "legal": Text("Помощь юриста", "Legal help"),
        "informational": Text("Советы и сведения", "Information and advice"),
        "goods": Text("Вещи", "Goods"),
        "food": Text("Продукты", "Food"),
    },
)

SPECIALITIES = CodeList(
    "specialities",
    {
        "social_work": Text("Специалист по социальной работе", "Social worker"),
        "psychologist": Text("Психолог", "Psychologist"),
        "lawyer": Text("Юрист", "Lawyer"),
        "family_consultant": Text("Семейный консультант", "Family consultant"),
        "defectologist": Text("Дефектолог", "Special needs teacher"),
        "speech_therapist": Text("Логопед", "Speech therapist"),
        "teacher": Text("Педагог", "Teacher"),
        "other": Text("Другой специалист", "Another specialist"),
    },
)

CONTACT_KINDS = CodeList(
    "contact_kinds",
    {
        "visit": Text("Были у семьи", "Visited the family"),
        "call": Text("Говорили по телефону", "Talked by phone"),
        "message": Text("Переписывались", "Exchanged messages"),
        "office": Text("Семья приходила к нам", "The family came to us"),
        "not_reached": Text("Не застали, не дозвонились", "Could not reach the family"),
    },
)

ASSESSMENT_TOOLS = CodeList(
    "assessment_tools",
    {
        "interview": Text("Беседа и наблюдение", "Talk and observation"),
        "living_conditions": Text("Условия жизни", "Living conditions"),
        "child_psychology": Text("Психологическая диагностика ребёнка", "Psychological assessment of a child"),
        "adult_psychology": Text("Психологическая диагностика взрослого", "Psychological assessment of an adult"),
        "genogram_ecomap": Text("Генограмма и экокарта вместе с семьёй", "Genogram and eco-map made with the family"),
        "child_complex_needs": Text("Комплексные потребности ребёнка", "Complex needs of a child"),
    },
)

ASSESSMENT_DOMAINS = CodeList(
    "assessment_domains",
    {
        "safety": Text("Безопасность", "Safety", "child"),
        "health": Text("Здоровье", "Health", "child"),
        "emotional_development": Text("Чувства и развитие", "Feelings and development", "child"),
        "education": Text("Учёба", "Education", "child"),
        "behaviour": Text("Поведение", "Behaviour", "child"),
        "relations": Text("Отношения с близкими и друзьями", "Relations with family and friends", "child"),
        "rights": Text("Права ребёнка", "The child's rights", "child"),
        "parenting": Text("Воспитание и забота", "Parenting and care", "family"),
        "parent_wellbeing": Text("Самочувствие родителей", "Parents' well-being", "family"),
        "household": Text("Дом и быт", "Home and household", "family"),
        "money_and_work": Text("Деньги и работа", "Money and work", "family"),
        "support_circle": Text("Поддержка вокруг семьи", "Support around the family", "family"),
        "family_relations": Text("Отношения в семье", "Relations within the family", "family"),
        "legal": Text("Документы и законы", "Papers and law", "family"),
    },
)

NON_PARTICIPATION_REASONS = CodeList(
    "non_participation_reasons",
    {
        "too_young": Text("По возрасту ещё рано", "Too young"),
        "illness": Text("Болеет", "Ill"),
        "absent": Text("В отъезде", "Away"),
        "unsafe": Text("Участвовать вместе небезопасно", "Taking part together is not safe"),
        "refused": Text("Не хочет участвовать", "Did not want to take part"),
    },
)

ENTRY_KINDS = CodeList(
    "entry_kinds",
    {
        "agreement": Text("Соглашение о сотрудничестве", "Agreement"),
        "contact": Text("Контакт с семьёй", "Contact with the family"),
        "note": Text("Заметка", "Note"),
        "assessment": Text("Оценка потребностей", "Assessment of needs"),
        "service": Text("Услуга", "Service"),
        "review": Text("Мониторинг", "Review"),
        "follow_up": Text("Мониторинг устойчивости", "Follow-up"),
        "attendance": Text("Занятие групповой программы", "Session of a group programme"),
        "stage_check": Text("Проверка этапа дорожной карты", "Check of a stage of the roadmap"),
        "carried_over": Text("Перенесено из прежнего учёта", "Carried over from former records"),
    },
)

PLAN_STATES = CodeList(
    "plan_states",
    {
        "draft": Text("Черновик", "Draft"),
        "valid": Text("Действует", "In force"),
        "needs_participation": Text("Ещё не все в семье участвовали", "Not everyone in the family has taken part yet"),
    },
)

GOAL_STATES = CodeList(
    "goal_states",
    {
        "open": Text("В работе", "Being worked on"),
        "reached": Text("Достигнута", "Reached"),
        "dropped": Text("Решили отложить", "Set aside"),
    },
)
