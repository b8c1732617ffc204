"""Invented families: who belongs to them, what weighs on them, where they live."""

from dataclasses import dataclass, replace
from random import Random

from stack.demo.region.names import surname_of
from stack.demo.region.places import DISTRICTS
from stack.demo.region.story import Member, child, father, grandparent, mother
from stack.demo.region.themes import children, parents
from stack.demo.region.themes.theme import Theme

MOTHERS = "Алёна Валентина Вероника Диана Екатерина Елена Ирина Камила Лидия Марина Наталья Олеся Регина Татьяна Яна"
FATHERS = "Андрей Богдан Владимир Григорий Дамир Иван Константин Максим Павел Ринат Степан Юлиан Эдуард"
GIRLS = "Агата Василиса Варя Даша Ева Злата Катя Лиза Маша Милана Настя Полина Соня Тася Уля Ясмина"
BOYS = "Амир Артём Ваня Гриша Дима Ефим Илья Костя Лёша Макар Миша Паша Савва Тимоша Федя Ярик"
HER_MIDDLE = "Андреевна Викторовна Ильинична Маратовна Олеговна Павловна Сергеевна Юрьевна"
HIS_MIDDLE = "Андреевич Викторович Ильич Маратович Олегович Павлович Сергеевич Юрьевич"


@dataclass(frozen=True)
class Trouble:
    """What weighs on a family: the words of its referral and the course of the work. Ages of its eldest child."""

    theme: Theme
    narrative: str
    reasons: tuple[str, ...]
    help_wanted: tuple[str, ...]
    ages: tuple[float, float] = (3, 14)
    adults: str = "parents"


TROUBLES = (
    Trouble(
        children.TEENAGER,
        "Подросток уходит из дома и молчит. Родители просят помочь снова услышать друг друга.",
        ("destructive_behaviour", "low_parental_competence"),
        ("psychological", "pedagogical"),
        (12, 16),
    ),
    Trouble(
        children.SCHOOL,
        "Ребёнок месяц не ходит в школу и стыдится вернуться. Дома его поддерживают и ждут совета.",
        ("rights_violated", "social_adaptation"),
        ("pedagogical", "legal"),
        (8, 14),
    ),
    Trouble(
        children.SPECIAL,
        "Ребёнку нужны занятия, до которых далеко ехать. Родители знают о нём всё и очень устали.",
        ("rights_violated", "parent_emotional_state"),
        ("social", "pedagogical"),
        (3, 10),
    ),
    Trouble(
        parents.ALONE,
        "Мама растит детей одна, родных рядом нет. Она справляется, но поговорить ей не с кем.",
        ("few_contacts", "parent_emotional_state"),
        ("psychological", "social"),
        adults="mother",
    ),
    Trouble(
        parents.DEBTS,
        "Семья копит долги за жильё и боится открывать письма. Родители дружные и просят совета, а не денег.",
        ("low_financial_legal_literacy", "no_job_skills"),
        ("legal", "food"),
    ),
    Trouble(
        parents.SOBER,
        "После лечения родитель держится и ходит в группу. Семью просят поддержать, пока всё не окрепнет.",
        ("risk_of_losing_care", "no_supportive_circle"),
        ("psychological", "social"),
    ),
    Trouble(
        parents.YOUNG,
        "Молодая мама с малышом вернулась из роддома и никого в городе не знает. Она внимательна и хочет учиться.",
        ("low_parental_competence", "few_contacts"),
        ("goods", "social"),
        (1.2, 3),
        "mother",
    ),
    Trouble(
        parents.GRIEF,
        "В семье не стало близкого человека. Старшие держатся ради детей, дети стали бояться темноты.",
        ("parent_emotional_state", "child_emotional_development"),
        ("psychological",),
    ),
    Trouble(
        children.GRANDMOTHER,
        "Бабушка взяла внуков и не может собрать документы. Дети ходят за ней следом.",
        ("low_financial_legal_literacy", "child_emotional_development"),
        ("legal", "social"),
        adults="grandmother",
    ),
)
"""The first look and later ones use one tool, so that they can be compared."""


@dataclass(frozen=True)
class Family:
    key: str
    members: tuple[Member, ...]
    trouble: Trouble
    district: str

    @property
    def theme(self) -> Theme:
        return replace(self.trouble.theme, tool="interview")


def invented(key: str, number: int, months: int, random: Random) -> Family:
    """`months`: all its children were born before those."""
    trouble = TROUBLES[number % len(TROUBLES)]
    last = surname_of(random.randrange(1000))
    adults = _adults(trouble.adults, last, random)
    born = _children(trouble, last, months / 12, random)
    return Family(key, (*adults, *born), trouble, random.choice(DISTRICTS).code)


def _adults(kind: str, last: str, random: Random) -> list[Member]:
    if kind == "grandmother":
        return [grandparent(last + "а", _one(MOTHERS, random), _one(HER_MIDDLE, random), random.randint(56, 70))]
    age = random.randint(21, 25) if kind == "mother" else random.randint(33, 45)
    found = [mother(last + "а", _one(MOTHERS, random), _one(HER_MIDDLE, random), max(age, 22))]
    if kind == "parents" and random.random() < 0.6:
        found.append(father(last, _one(FATHERS, random), _one(HIS_MIDDLE, random), age + random.randint(0, 6)))
    return found


def _children(trouble: Trouble, last: str, years: float, random: Random) -> list[Member]:
    """One to three, with different first names; the eldest first. A young mother has small children."""
    first, latest = trouble.ages if trouble.adults != "mother" else (1.2, 4)
    age = random.uniform(first, latest) + years
    count = min(random.choice((1, 1, 2, 2, 3)), 2 if latest <= 4 else 3)
    names: list[str] = []
    found = []
    for _ in range(count):
        girl = random.random() < 0.5
        name = _one(GIRLS if girl else BOYS, random, names)
        names.append(name)
        found.append(child(last + ("а" if girl else ""), name, round(min(age, 16.5), 2)))
        age = max(age - random.uniform(1.2, 3), years + 0.3)
    return found


def _one(names: str, random: Random, taken: list[str] | None = None) -> str:
    return random.choice([name for name in names.split() if name not in (taken or ())])
