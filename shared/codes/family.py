"""Codes about a family and why it is referred."""

from shared.codes.codelist import CodeList, Text

FAMILY_KINDS = CodeList(
    "family_kinds",
    {
        "blood": Text("Родная семья", "Birth family"),
        "guardianship": Text("Опека", "Guardianship"),
        "kin_guardianship": Text("Опека родственников", "Kin guardianship"),
        "foster": Text("Приёмная семья", "Foster family"),
        "adoptive": Text("Усыновители", "Adoptive family"),
        "candidate": Text("Готовятся принять ребёнка", "Preparing to take in a child"),
    },
)

MEMBER_ROLES = CodeList(
    "member_roles",
    {
        "mother": Text("Мама", "Mother"),
        "father": Text("Папа", "Father"),
        "guardian": Text("Опекун или приёмный родитель", "Guardian or foster parent"),
        "child": Text("Ребёнок", "Child"),
        "grandparent": Text("Бабушка или дедушка", "Grandparent"),
        "other": Text("Другой близкий", "Another close person"),
    },
)

REASONS = CodeList(
    "reasons",
    {
        "low_motivation": Text("Не хватает сил и желания что-то менять", "Little strength or wish to change", "family"),
        "no_help_seeking": Text("Трудно просить о помощи", "Finds it hard to ask for help", "family"),
        "parent_emotional_state": Text("Родителю тяжело на душе", "A parent is emotionally unwell", "family"),
        "low_parental_competence": Text(
            "Родителям не хватает знаний о воспитании",
            "Parents need more knowledge of raising children",
            "family",
        ),
        "few_contacts": Text("Мало близких и знакомых вокруг", "Few people around the family", "family"),
        "no_job_skills": Text("Не хватает навыков для работы", "Lacks skills for a job", "family"),
        "low_financial_legal_literacy": Text(
            "Трудно разобраться с деньгами и законами", "Finds money and law hard to manage", "family"
        ),
        "risk_of_losing_care": Text("Ребёнок может остаться без родителей", "A child may lose parental care", "child"),
        "child_emotional_development": Text(
            "Ребёнку нужна поддержка в чувствах и развитии",
            "A child needs emotional or developmental support",
            "child",
        ),
        "destructive_behaviour": Text(
            "Поведение опасно для самого ребёнка", "Behaviour puts the child at risk", "child"
        ),
        "no_supportive_circle": Text(
            "Рядом с ребёнком мало надёжных людей", "Few reliable people near the child", "child"
        ),
        "rights_violated": Text(
            "Ребёнок не учится или не получает лечения",
            "A child goes without schooling or medical help",
            "child",
        ),
        "abuse_or_risk": Text(
            "С ребёнком плохо обращаются или это возможно", "Abuse of a child, or a risk of it", "child"
        ),
        "social_adaptation": Text("Ребёнку трудно среди людей", "A child finds it hard among people", "child"),
        "other": Text("Другое", "Something else", "child"),
    },
)

EXPERIENCE = CodeList(
    "experience",
    {
        "single_parent": Text("Растит детей в одиночку", "Raises children alone"),
        "many_children": Text("Много детей", "Many children"),
        "disability": Text("Инвалидность в семье", "Disability in the family"),
        "teenager": Text("Подросток", "A teenager"),
        "loss": Text("Потеря близкого", "Loss of a loved one"),
        "addiction_overcome": Text("Зависимость, с которой справились", "An addiction overcome"),
        "foster": Text("Приёмные дети", "Foster children"),
        "kin_care": Text("Дети родственников", "Relatives' children"),
    },
)
