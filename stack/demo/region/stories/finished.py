"""Families whose support has ended, and how; some went on alone, some came back."""

from stack.demo.region.acts.cases import Assess, Close, Contact, FollowUp, Reopen, Review
from stack.demo.region.acts.support import FamilyGoesOnAlone, Introduce, Propose, SayYes, Wish
from stack.demo.region.course import course, holds, self_sufficient
from stack.demo.region.story import Story, child, father, grandparent, mother
from stack.demo.region.themes.children import GRANDMOTHER, SCHOOL, TEENAGER
from stack.demo.region.themes.parents import ALONE, DEBTS, SOBER, YOUNG

STORIES = (
    Story(
        key="andreyevy",
        members=(mother("Андреева", "Владлена", "Юрьевна", 35), child("Андреев", "Филипп", 9.8)),
        narrative="Владлена осталась с сыном и долгом за свет. Она боялась, что ребёнка заберут, и долго никому не "
        "говорила. Филипп рисует корабли и хорошо учится.",
        reasons=("risk_of_losing_care", "low_financial_legal_literacy"),
        help_wanted=("legal", "psychological"),
        began=405,
        life=(
            *course(DEBTS, "worker@ngo.example", helps=(37, 60, 95, 140), removal="at_risk"),
            *self_sufficient(DEBTS, 205, "at_risk"),
            *holds(383),
        ),
    ),
    Story(
        key="shubiny",
        members=(
            mother("Шубина", "Евдокия", "Ильинична", 41),
            father("Шубин", "Тарас", "Григорьевич", 44),
            child("Шубин", "Клим", 16.2),
            child("Шубина", "Вера", 12.0),
        ),
        narrative="Клим ушёл из дома на три дня и вернулся сам. Родители поняли, что кричат чаще, чем говорят. "
        "Семья готова учиться.",
        reasons=("destructive_behaviour", "low_parental_competence"),
        help_wanted=("psychological",),
        began=400,
        sender="referrer2@school.example",
        life=(
            *course(TEENAGER, "worker2@ngo.example", helps=(38, 52, 80, 120)),
            *self_sufficient(TEENAGER, 190),
            *holds(366),
        ),
    ),
    Story(
        key="rozhkovy",
        members=(grandparent("Рожкова", "Нинель", "Адамовна", 61), child("Рожков", "Илюша", 8.7)),
        narrative="Нинель Адамовна взяла внука и осталась без выплат: документы застряли. Илюша ходит за ней следом "
        "и держит за рукав.",
        reasons=("low_financial_legal_literacy", "child_emotional_development"),
        help_wanted=("legal", "social"),
        began=390,
        kind="kin_guardianship",
        district="priozerny",
        sender="referrer2@village-school.example",
        life=(
            *course(GRANDMOTHER, "worker5@ngo.example", helps=(36, 70, 101)),
            (
                50,
                Wish("lessons", "volunteer", "Чтение и счёт, спокойно и с терпением.", skills=("company", "childcare")),
            ),
            (52, Propose("lessons", "daria@volunteer.example")),
            (52.4, SayYes("lessons", "daria@volunteer.example")),
            (55, Introduce("lessons", "Сельская библиотека")),
            (150, FamilyGoesOnAlone("lessons")),
            *self_sufficient(GRANDMOTHER, 170),
            (355, FollowUp(False, "Бабушка слегла, уроки и документы снова стоят. Семья просит вернуться.")),
            (357, Reopen("Бабушка в больнице, нужна помощь с временным устройством и уроками.")),
            (359, Contact("visit", "Илюша пока у соседки, держится. Составили список дел.", 50)),
        ),
    ),
    Story(
        key="kudrins",
        members=(mother("Кудрина", "Полина", "Андреевна", 21), child("Кудрин", "Мирон", 1.5)),
        narrative="Полина стала мамой в двадцать и вернулась из роддома в пустую комнату. Она внимательна к сыну и "
        "хочет учиться. Рядом никого, кто подсказал бы простое.",
        reasons=("low_parental_competence", "few_contacts"),
        help_wanted=("goods", "pedagogical", "social"),
        began=330,
        sender="referrer@hospital.example",
        life=(
            *course(YOUNG, "worker6@ngo.example", accept=1, helps=(35, 49, 77, 112)),
            *self_sufficient(YOUNG, 230),
        ),
    ),
    Story(
        key="zhiltsovy",
        members=(
            mother("Жильцова", "Нора", "Эдуардовна", 39),
            child("Жильцов", "Лёва", 11.7),
            child("Жильцова", "Рита", 7.6),
        ),
        narrative="Нора год назад закончила лечение, детей ей вернули. Она ходит в группу и работает в пекарне. "
        "Опека просит поддержать семью, пока всё не окрепнет.",
        reasons=("risk_of_losing_care", "no_supportive_circle"),
        help_wanted=("psychological", "social"),
        began=380,
        sender="referrer3@guardianship.example",
        life=(
            *course(SOBER, "worker4@ngo.example", helps=(37, 58, 84, 133, 180), reviews=(215,), removal="at_risk"),
            *self_sufficient(SOBER, 290, "at_risk"),
        ),
    ),
    Story(
        key="malyshevy",
        members=(mother("Малышева", "Фаина", "Гордеевна", 30), child("Малышев", "Егорка", 6.6)),
        narrative="Фаина с сыном живут в общежитии, соседи помогают. Егорке трудно в саду, он плачет по утрам. Мама "
        "ищет работу ближе к родителям.",
        reasons=("few_contacts", "child_emotional_development"),
        help_wanted=("psychological", "social"),
        began=220,
        district="zarechny",
        life=(
            *course(ALONE, "worker3@ngo.example", helps=(40, 75)),
            (
                130,
                Close(
                    "moved",
                    wellbeing="same",
                    says="«Едем к моим. Спасибо, что не бросали».",
                    reason="Семья переехала к родителям мамы в другую область, передали контакты центра там.",
                ),
            ),
        ),
    ),
    Story(
        key="ignatyevy",
        members=(
            mother("Игнатова", "Зарема", "Рустамовна", 37),
            father("Игнатов", "Лев", "Семёнович", 40),
            child("Игнатов", "Тихон", 13.9),
        ),
        narrative="Тихон перестал ходить в школу после насмешек. Родители перевели его на домашнее обучение и "
        "сомневаются, правильно ли это. Папа не любит, когда в дом приходят чужие.",
        reasons=("rights_violated", "social_adaptation"),
        help_wanted=("pedagogical",),
        began=170,
        sender="referrer@school.example",
        life=(
            *course(SCHOOL, "worker@ngo.example", agree=13, assess=32, plan=None),
            (
                60,
                Close(
                    "refused",
                    wellbeing="same",
                    agrees=False,
                    says="«Мы хотим попробовать сами».",
                    reason="Семья решила дальше справляться сама; дверь оставили открытой.",
                ),
            ),
        ),
    ),
    Story(
        key="lunyovy",
        members=(mother("Лунёва", "Лика", "Олеговна", 28), child("Лунёва", "Агата", 4.8)),
        narrative="Лика срывается и уходит, оставляя дочку с соседкой. В ясные дни она нежна с ней и просит помочь ей "
        "лечиться. Агата ждёт у окна.",
        reasons=("abuse_or_risk", "parent_emotional_state"),
        help_wanted=("psychological", "social"),
        began=260,
        urgency="immediate",
        basis="legal_duty",
        to="crisis",
        sender="referrer@guardianship.example",
        life=(
            *course(
                SOBER,
                "worker2@crisis.example",
                accept=0.3,
                contact=1,
                agree=7,
                assess=20,
                plan=32,
                helps=(34, 50),
                removal="at_risk",
            ),
            (
                90,
                Review(
                    "Мама снова исчезала на неделю. Девочка в безопасности у тёти, с мамой видится.",
                    "«Я лечусь. Подождите меня».",
                    wellbeing="worse",
                    removal="at_risk",
                ),
            ),
            (
                118,
                Close(
                    "child_removed",
                    wellbeing="same",
                    removal="removed",
                    at_home=False,
                    rights="restricted",
                    says="«Пусть пока у тёти. Я вернусь за ней».",
                    reason="Агата живёт у тёти под опекой, мама лечится и видится с ней по воскресеньям.",
                ),
            ),
        ),
    ),
    Story(
        key="uglovy",
        members=(mother("Углова", "Тая", "Марковна", 33), child("Углов", "Сёма", 7.4), child("Углова", "Дуня", 2.9)),
        narrative="Тая обратилась сама: «Дети хорошие, а я кричу». Муж работает вахтами, близких рядом нет. Она "
        "хочет научиться отдыхать раньше, чем кончатся силы.",
        reasons=("parent_emotional_state", "few_contacts"),
        help_wanted=("psychological", "social"),
        began=150,
        channel="family",
        sender="coordinator@ngo.example",
        district="zarechny",
        life=(
            *course(
                ALONE, "worker6@ngo.example", accept=0.2, contact=1, agree=8, assess=22, plan=31, helps=(36, 57, 86)
            ),
            (100, Assess(ALONE, better=1)),
            (104, Close("self_sufficient", says="«Я больше не кричу. Почти».")),
        ),
    ),
)
