"""Families who are supported now and were given, or wait for, a volunteer."""

from stack.demo.region.acts.cases import Contact, Join, Note
from stack.demo.region.acts.support import HelperEnds, Introduce, Propose, SayYes, Wish, WishNoMore, WriteJournal
from stack.demo.region.course import CALL, course
from stack.demo.region.helpers import EVENINGS, MORNINGS, WEEKENDS
from stack.demo.region.story import Story, child, father, mother
from stack.demo.region.themes.children import NEWCOMER, SCHOOL, SPECIAL, TEENAGER

HAND = "volunteer"

STORIES = (
    Story(
        key="tuchkovy",
        members=(mother("Тучкова", "Снежана", "Львовна", 34), child("Тучков", "Арсений", 13.2)),
        narrative="После долгой болезни Арсений отстал от класса на полгода и стесняется вернуться. Мама работает и "
        "не может сидеть с ним днём. Мальчик соображает быстро, ему нужен старший, который поверит в него.",
        reasons=("rights_violated", "no_supportive_circle"),
        help_wanted=("pedagogical",),
        began=140,
        sender="referrer3@hospital.example",
        life=(
            *course(SCHOOL, "worker6@ngo.example", helps=(38, 66, 99)),
            (
                41,
                Wish(
                    "lessons",
                    HAND,
                    "Математика и физика за седьмой класс, дважды в неделю вечером.",
                    skills=("tutoring",),
                    times=EVENINGS,
                ),
            ),
            (43, Propose("lessons", "anna@volunteer.example")),
            (43.4, SayYes("lessons", "anna@volunteer.example")),
            (46, Introduce("lessons", "Библиотека семейного чтения, читальный зал")),
            (52, WriteJournal("lessons", "anna@volunteer.example", "Прошли дроби. Арсений объяснил их мне сам.")),
            (94, WriteJournal("lessons", "anna@volunteer.example", "Первая четвёрка за контрольную.")),
        ),
    ),
    Story(
        key="rudakovy",
        members=(
            mother("Рудакова", "Алла", "Семёновна", 43),
            father("Рудаков", "Вениамин", "Тимурович", 46),
            child("Рудаков", "Марат", 10.8),
            child("Рудакова", "Нелли", 12.9),
        ),
        narrative="Брат и сестра полгода в приёмной семье. Марат дерётся, Нелли ходит за мамой хвостиком. Родители "
        "опытные, но с двумя сразу им впервые.",
        reasons=("child_emotional_development", "social_adaptation"),
        help_wanted=("psychological", "informational"),
        began=200,
        kind="foster",
        district="lesnoy",
        sender="referrer4@guardianship.example",
        life=(
            *course(NEWCOMER, "worker@ngo.example", helps=(40, 57, 88, 130, 175)),
            (47, Join("specialist@ngo.example")),
            (66, Wish("drive", HAND, "Возить детей на занятия по субботам.", skills=("driving",), times=WEEKENDS)),
            (68, Propose("drive", "egor@volunteer.example")),
            (68.4, SayYes("drive", "egor@volunteer.example")),
            (71, Introduce("drive", "У дома семьи")),
            (150, HelperEnds("drive", "egor@volunteer.example")),
            (189, Note("Родители просят подумать о летнем лагере для обоих.")),
        ),
    ),
    Story(
        key="mironovy",
        members=(mother("Миронова", "Стелла", "Борисовна", 32), child("Миронова", "Ника", 5.9)),
        narrative="У Ники трудности с речью, занятия далеко. Стелла одна и не может работать. Девочка любит воду и "
        "музыку и узнаёт всех по шагам.",
        reasons=("rights_violated", "few_contacts"),
        help_wanted=("pedagogical", "social"),
        began=250,
        sender="referrer2@hospital.example",
        life=(
            *course(SPECIAL, "worker2@ngo.example", helps=(44, 70, 120)),  # no review in half a year: it is overdue
            (60, Wish("rest", HAND, "Посидеть с девочкой два утра в неделю.", skills=("childcare",), times=MORNINGS)),
            (63, WishNoMore("rest")),
            (160, Contact("call", CALL, 15)),
        ),
    ),
    Story(
        key="ponomaryovy",
        members=(
            mother("Пономарёва", "Ася", "Родионовна", 36),
            child("Пономарёв", "Макар", 14.3),
            child("Пономарёва", "Тоня", 11.4),
        ),
        narrative="Макар и Тоня переехали к маме после трёх лет у тёти. Все трое учатся жить вместе. Макару трудно "
        "с учёбой, и он просит, чтобы помог кто-нибудь не из школы.",
        reasons=("social_adaptation", "child_emotional_development"),
        help_wanted=("psychological", "pedagogical"),
        began=90,
        sender="referrer@guardianship.example",
        life=(
            *course(TEENAGER, "worker3@ngo.example", helps=(38, 63)),
            (
                80,
                Wish(
                    "lessons",
                    HAND,
                    "Русский и история за восьмой класс, вечером.",
                    skills=("tutoring",),
                    experience=("teenager",),
                    times=EVENINGS,
                ),
            ),
            (89, Propose("lessons", "anna@volunteer.example")),
        ),
    ),
)
