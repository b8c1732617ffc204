"""An invented case, to look at a wording before it is saved."""

from datetime import date

from services.cases.forms.facts import (
    Agreed,
    CaseSaid,
    ChildSaid,
    GoalSaid,
    Looked,
    Planned,
    Presence,
    Reviewed,
    Scored,
    TaskSaid,
)
from services.cases.forms.values import agreement_values, living_conditions_values, plan_values, review_values
from shared.forms.blocks import Values
from shared.forms.household import SAMPLE

WORKER = "Орлова Анна Сергеевна"
MOTHER, _, SON, DAUGHTER = (one.name for one in SAMPLE)
ADULTS = tuple(one for one in SAMPLE if not one.is_child)

CASE = CaseSaid(
    reference="555-123-457",
    organisation="АНО «Рядом» (пример)",
    worker=WORKER,
    today=date(2026, 11, 12),
    family=SAMPLE,
    signers=ADULTS,
    family_kind="blood",
    district="Лесной район",
    address="г. Заозёрск, ул. Садовая, д. 14, кв. 3",
    phone="+7 900 555-01-77",
)
GOALS = (
    GoalSaid(
        "У семьи больше близких людей рядом", "support_circle", "", "open", False,
        (
            TaskSaid("Прийти на встречу семейного клуба", MOTHER, date(2026, 12, 5), date(2026, 11, 10)),
            TaskSaid("Найти контактную семью", WORKER, date(2027, 1, 20), None),
        ),
    ),
    GoalSaid(
        "Фёдор догоняет класс по чтению", "education", SON, "open", True,
        (TaskSaid("Заниматься с логопедом раз в неделю", SON, date(2027, 3, 1), None),),
    ),
)  # fmt: skip
PRESENCE = Presence((MOTHER, SON), (WORKER,), ((DAUGHTER, "too_young"),))


def agreement() -> Values:
    return agreement_values(Agreed(CASE, date(2026, 11, 12)))


def living_conditions() -> Values:
    return living_conditions_values(
        Looked(
            CASE,
            done_on=date(2026, 11, 12),
            by=WORKER,
            presence=PRESENCE,
            scores=(Scored("", "household", 3), Scored(SON, "safety", 4)),
            children=(ChildSaid(SON, "", "no_risk"),),
            summary="В доме тепло и чисто. У Фёдора есть свой стол, у Ульяны пока нет своей кровати.",
            family_says="Хотим сами сделать ремонт в детской, нужна помощь с материалами.",
        )
    )


def plan() -> Values:
    return plan_values(Planned(CASE, 2, "valid", date(2026, 11, 12), GOALS, PRESENCE))


def review() -> Values:
    return review_values(
        Reviewed(
            CASE,
            held_on=date(2026, 11, 12),
            since=date(2026, 5, 12),
            by=WORKER,
            presence=PRESENCE,
            services=(("psychological", 6), ("goods", 1)),
            programmes=(("«Шаги»", 4),),
            goals=GOALS,
            scores=(Scored("", "support_circle", 4, 2, date(2026, 5, 20)), Scored(SON, "education", 3)),
            children=(ChildSaid(SON, "improved", "averted"), ChildSaid(DAUGHTER, "same", "no_risk")),
            summary="Семья чаще обращается за помощью сама.",
            family_says="Стало спокойнее: есть кому позвонить.",
            next_on=date(2027, 5, 12),
        )
    )
