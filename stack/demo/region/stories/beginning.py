"""Families with whom the work has just begun: met, agreed, assessed, planned."""

from stack.demo.region.acts.cases import Comes, Contact, Join, MakePlan
from stack.demo.region.acts.referrals import Accept
from stack.demo.region.course import course
from stack.demo.region.story import Story, child, father, grandparent, guardian, mother
from stack.demo.region.themes.children import GRANDMOTHER, NEWCOMER, SCHOOL, SPECIAL, TEENAGER
from stack.demo.region.themes.parents import ALONE, DEBTS, GRIEF, SOBER

STORIES = (
    Story(
        key="tarasovy",
        members=(mother("Тарасова", "Инга", "Романовна", 32), child("Тарасов", "Гоша", 9.2)),
        narrative="Инга после развода осталась с сыном в чужом для неё городе. Гоша перестал ходить в секцию и "
        "подолгу сидит в телефоне. Мама открыта к разговору и сама попросила школу о помощи.",
        reasons=("few_contacts", "no_supportive_circle"),
        help_wanted=("social", "psychological"),
        began=3,
        sender="referrer@school.example",
        life=((2.2, Accept("worker@ngo.example")),),
    ),
    Story(
        key="maksimovy",
        members=(
            mother("Максимова", "Лидия", "Карповна", 39),
            father("Максимов", "Руслан", "Матвеевич", 42),
            child("Максимов", "Женя", 12.8),
            child("Максимова", "Нюра", 7.3),
        ),
        narrative="В доме третью неделю нет света за долги, дети делают уроки у соседки. Руслан ищет подработку, "
        "Лидия стесняется просить. Соседи говорят, что семья добрая и никому не отказывает.",
        reasons=("low_financial_legal_literacy", "no_help_seeking"),
        help_wanted=("legal", "food", "social"),
        began=10,
        urgency="urgent",
        district="zarechny",
        life=(
            (1.5, Accept("worker2@ngo.example")),
            (3.5, Contact("not_reached", "Телефон выключен, дома никого. Оставили записку.")),
        ),
    ),
    Story(
        key="nikulovy",
        members=(guardian("Никулова", "Раиса", "Фёдоровна", 58), child("Никулов", "Сева", 13.6)),
        narrative="Раиса Фёдоровна — опекун племянника. Сева вырос, спорит и грозит уйти. Она любит его и боится "
        "сделать хуже. Просит помочь им снова понимать друг друга.",
        reasons=("destructive_behaviour", "low_parental_competence"),
        help_wanted=("psychological",),
        began=11,
        kind="guardianship",
        sender="referrer3@guardianship.example",
        life=((2, Accept()),),
    ),
    Story(
        key="savinovy",
        members=(
            mother("Савинова", "Юлиана", "Олеговна", 30),
            child("Савинова", "Тася", 5.4),
            child("Савинов", "Фома", 2.2),
        ),
        narrative="Юлиана осталась с детьми, когда муж попал в больницу надолго. Она держится, но плачет по ночам, "
        "и Тася это слышит. Бабушка живёт в другом районе и приезжает, когда может.",
        reasons=("parent_emotional_state", "few_contacts"),
        help_wanted=("psychological", "social", "goods"),
        began=16,
        sender="referrer@hospital.example",
        life=course(ALONE, "worker@ngo.example", agree=None, assess=None, plan=None),
    ),
    Story(
        key="pavlenko",
        members=(
            mother("Павленко", "Оксана", "Тарасовна", 35),
            father("Павленко", "Марк", "Юрьевич", 37),
            child("Павленко", "Степан", 15.1),
        ),
        narrative="Степана дважды находили вечером далеко от дома. Родители испуганы и не знают, как говорить с ним. "
        "Сам он сказал учителю, что дома его «не видят».",
        reasons=("destructive_behaviour", "risk_of_losing_care"),
        help_wanted=("psychological", "pedagogical"),
        began=38,
        urgency="urgent",
        district="zarechny",
        life=course(TEENAGER, "worker@ngo.example", accept=1, contact=2, agree=9, assess=None, plan=None),
    ),
    Story(
        key="yurovy",
        members=(
            mother("Юрова", "Эльвира", "Ренатовна", 40),
            child("Юров", "Тимофей", 8.9),
            child("Юрова", "Ася", 8.9),
        ),
        narrative="Папа двойняшек умер весной. Эльвира говорит, что живёт на автомате. Дети перестали ссориться, и "
        "это её пугает. Друзья предлагали помощь, но она не знает, о чём просить.",
        reasons=("parent_emotional_state", "child_emotional_development"),
        help_wanted=("psychological", "legal"),
        began=24,
        sender="referrer@school.example",
        district="lesnoy",
        life=course(GRIEF, "worker3@ngo.example", accept=1, agree=8, assess=None, plan=None),
    ),
    Story(
        key="osokiny",
        members=(
            mother("Осокина", "Марианна", "Глебовна", 37),
            child("Осокин", "Прохор", 11.9),
            child("Осокина", "Устя", 9.0),
        ),
        narrative="Марианна закончила лечение от зависимости в июне и просит, чтобы кто-то был рядом, пока она "
        "привыкает к новой жизни. Дети вернулись к ней от бабушки. Все стараются и побаиваются друг друга.",
        reasons=("risk_of_losing_care", "low_parental_competence"),
        help_wanted=("psychological", "social"),
        began=33,
        sender="referrer2@guardianship.example",
        life=course(SOBER, "worker4@ngo.example", agree=9, assess=25, plan=None, removal="at_risk"),
    ),
    Story(
        key="stepnovy",
        members=(
            mother("Степнова", "Жанна", "Михайловна", 44),
            father("Степнов", "Аркадий", "Егорович", 47),
            child("Степнов", "Кузьма", 14.7),
        ),
        narrative="Кузьма с осени не ходит в школу. Папа считает, что пройдёт само, мама плачет. Мальчик много "
        "читает и хорошо говорит о том, что ему интересно.",
        reasons=("rights_violated", "low_parental_competence"),
        help_wanted=("pedagogical", "psychological", "legal"),
        began=58,
        sender="referrer2@school.example",
        life=(
            *course(SCHOOL, "worker2@ngo.example", agree=12, assess=30, plan=None),
            (40, MakePlan(SCHOOL, refuses="Аркадий")),
        ),
    ),
    Story(
        key="chaikiny",
        members=(
            grandparent("Чайкина", "Клавдия", "Ефимовна", 63),
            child("Чайкин", "Ярик", 10.1),
            child("Чайкина", "Поля", 7.9),
        ),
        narrative="Клавдия Ефимовна оформляет опеку над внуками. Дети спокойны с ней, учатся средне. Бабушка просит "
        "помочь с бумагами и с математикой, «а обнимать она и сама умеет».",
        reasons=("low_financial_legal_literacy", "no_supportive_circle"),
        help_wanted=("legal", "pedagogical"),
        began=51,
        kind="kin_guardianship",
        sender="referrer@village-school.example",
        district="priozerny",
        life=course(GRANDMOTHER, "worker5@ngo.example", agree=11, assess=28, plan=41),
    ),
    Story(
        key="arsenyevy",
        members=(
            mother("Арсеньева", "Виола", "Павловна", 42),
            father("Арсеньев", "Герман", "Антонович", 45),
            child("Арсеньева", "Леся", 9.6),
        ),
        narrative="Леся живёт в приёмной семье четыре месяца. Она прячет хлеб под подушку и просыпается от шума. "
        "Родители терпеливы, но очень устали и боятся ошибиться.",
        reasons=("child_emotional_development", "social_adaptation"),
        help_wanted=("psychological", "informational"),
        began=96,
        kind="foster",
        sender="referrer4@guardianship.example",
        district="lesnoy",
        life=(
            *course(NEWCOMER, "worker@ngo.example", agree=10, assess=26, plan=39),
            (45, Join("specialist@ngo.example")),
            (90, Comes(child("Арсеньев", "Ваня", 7.2))),
        ),
    ),
    Story(
        key="golikovy",
        members=(
            mother("Голикова", "Римма", "Антоновна", 33),
            father("Голиков", "Захар", "Юрьевич", 35),
            child("Голиков", "Лука", 4.3),
        ),
        narrative="Луке четыре, он пока не говорит. До занятий в центре два часа дороги, и семья ездит раз в месяц. "
        "Родители бодрятся, но Римма призналась, что давно не спала.",
        reasons=("rights_violated", "parent_emotional_state"),
        help_wanted=("pedagogical", "social", "legal"),
        began=70,
        sender="referrer2@hospital.example",
        district="severny",
        to="social",
        life=course(SPECIAL, "worker@social.example", agree=12, assess=30, plan=42, helps=(48, 62)),
    ),
    Story(
        key="dyomkiny",
        members=(
            mother("Дёмкина", "Арина", "Вадимовна", 36),
            child("Дёмкин", "Родион", 12.3),
            child("Дёмкина", "Глаша", 3.7),
        ),
        narrative="Арину сократили, алименты не приходят год. Она сама составила список долгов и принесла его в "
        "отдел опеки: «Помогите понять, с какого начать». Дети накормлены, в доме порядок.",
        reasons=("low_financial_legal_literacy", "no_job_skills"),
        help_wanted=("legal", "informational", "food"),
        began=29,
        sender="referrer5@guardianship.example",
        life=course(DEBTS, "worker6@ngo.example", accept=3, contact=5, agree=13, assess=26, plan=None),
    ),
)
