"""Codes of the outcome figures, in the order in which the practice tells them."""

from shared.codes.codelist import CodeList, Text

OUTCOME_FIGURES = CodeList(
    "outcome_figures",
    {
        "children_served": Text("Дети, получившие услуги", "Children who received services"),
        "families_closed": Text("Семьи, снятые с сопровождения", "Families taken off support"),
        "families_self_sufficient": Text("Из них стали самодостаточными", "Of them became self-sufficient"),
        "support_months": Text("Сколько длилось сопровождение, месяцев", "How long support lasted, months"),
        "support_one_to_three_years": Text("Сопровождение длилось от 1 до 3 лет", "Support lasted 1 to 3 years"),
        "removal_prevented": Text(
            "Дети, чьё отобрание или отказ предотвращены", "Children whose removal or abandonment was prevented"
        ),
        "children_supported": Text("Дети на сопровождении", "Children on support"),
        "wellbeing_improved": Text("Из них благополучие улучшилось", "Of them whose well-being improved"),
        "outcomes_followed_up": Text(
            "Проверено устойчивых результатов (самодостаточные семьи)", "Follow-ups of self-sufficient families"
        ),
        "outcomes_hold": Text("Из них результат сохраняется", "Of them where the outcome holds"),
        "parents_at_closure": Text(
            "Родители, о правах которых известно при снятии", "Parents whose rights are known at closure"
        ),
        "parental_rights_kept_or_restored": Text(
            "Родительские права сохранены или восстановлены", "Parental rights kept or restored"
        ),
        "parental_rights_kept": Text("Родительские права сохранены", "Parental rights kept"),
        "parental_rights_restored": Text("Родительские права восстановлены", "Parental rights restored"),
        "parental_rights_restricted": Text("Родители ограничены в правах", "Parental rights restricted"),
        "parental_rights_lost": Text("Родители лишены прав", "Parental rights lost"),
    },
)
