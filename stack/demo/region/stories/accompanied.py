"""Families who are supported now and were given, or wait for, a contact family."""

from stack.demo.region.acts.cases import Join
from stack.demo.region.acts.support import (
    FamilyGoesOnAlone,
    Introduce,
    Propose,
    SayNo,
    SayYes,
    Wish,
    WriteJournal,
)
from stack.demo.region.acts.teamwork import CheckStage, DrawRoadmap, Enrol, Meet, PresentStage
from stack.demo.region.course import course
from stack.demo.region.helpers import EVENINGS, MORNINGS, WEEKENDS
from stack.demo.region.story import Story, child, father, grandparent, mother
from stack.demo.region.themes.children import GRANDMOTHER, TEENAGER
from stack.demo.region.themes.parents import ALONE, DEBTS, GRIEF, SOBER

FRIEND = "contact_family"

STORIES = (
    Story(
        key="orlovy",
        members=(
            mother("Орлова", "Ксения", "Дмитриевна", 34),
            child("Орлов", "Савва", 10.5),
            child("Орлова", "Аглая", 6.8),
        ),
        narrative="Ксения растит двоих детей одна, родных в городе нет. Она много работает и говорит, что разучилась "
        "отдыхать. Савва помогает с сестрой и мечтает о собаке.",
        reasons=("few_contacts", "parent_emotional_state"),
        help_wanted=("social", "psychological"),
        began=240,
        sender="referrer@school.example",
        life=(
            *course(ALONE, "worker@ngo.example", helps=(40, 61, 95, 150, 200), reviews=(210,)),
            (44, Enrol("steps", ("Савва", "Аглая"))),
            (58, Enrol("strong", ("Ксения", "Савва"))),
            (
                45,
                Wish(
                    "friend",
                    FRIEND,
                    "Маме хочется дружить домами: гулять с детьми по выходным и пить чай.",
                    experience=("single_parent", "many_children"),
                    times=WEEKENDS,
                ),
            ),
            (48, Propose("friend", "family9@contact.example")),
            (48.4, SayNo("friend", "family9@contact.example", "Сейчас много своих забот.")),
            (50, Propose("friend", "family1@contact.example")),
            (50.4, SayYes("friend", "family1@contact.example")),
            (53, Introduce("friend", "Сквер у библиотеки, у фонтана")),
            (57, WriteJournal("friend", "family1@contact.example", "Гуляли у реки, дети быстро подружились.")),
            (92, WriteJournal("friend", "family1@contact.example", "Ксения смеялась. Договорились печь пироги.")),
            (170, WriteJournal("friend", "family1@contact.example", "Ездили вместе в лес за грибами.")),
        ),
    ),
    Story(
        key="vlasovy",
        members=(
            mother("Власова", "Регина", "Яновна", 38),
            child("Власов", "Демьян", 12.4),
            child("Власова", "Злата", 8.1),
        ),
        narrative="Папа погиб зимой. Демьян взял на себя взрослые дела и перестал играть. Регина просит помочь детям "
        "погоревать и снова стать детьми.",
        reasons=("parent_emotional_state", "child_emotional_development"),
        help_wanted=("psychological", "legal"),
        began=180,
        district="lesnoy",
        sender="referrer@hospital.example",
        life=(
            *course(GRIEF, "worker3@ngo.example", helps=(38, 52, 80, 120)),
            (44, Join("specialist2@ngo.example")),
            (47, Enrol("museum", ("Регина",))),
            (70, Meet("Как Демьяну снова играть", "Решили идти небольшими шагами.", (("Позвонить в секцию", 2),))),
            (178, Meet("Что дальше", ahead=5)),
            (
                60,
                Wish(
                    "friend",
                    FRIEND,
                    "Семья, которая тоже пережила утрату и снова радуется.",
                    experience=("loss",),
                    times=WEEKENDS,
                ),
            ),
            (61, Propose("friend", "family4@contact.example")),
            (61.4, SayYes("friend", "family4@contact.example")),
            (65, Introduce("friend", "Лесничество, у входа на тропу")),
            (75, WriteJournal("friend", "family4@contact.example", "Демьян учил нашего сына рыбачить.")),
        ),
    ),
    Story(
        key="ershiny",
        members=(
            mother("Ершина", "Майя", "Денисовна", 31),
            father("Ершин", "Платон", "Денисович", 33),
            child("Ершина", "Варя", 6.2),
            child("Ершин", "Остап", 4.1),
            child("Ершина", "Луша", 1.8),
        ),
        narrative="Трое малышей и долг за квартиру. Платон работает ночами, Майя не выходит одна из дома: не с кем "
        "оставить детей. В семье шутят и не жалуются.",
        reasons=("low_financial_legal_literacy", "few_contacts"),
        help_wanted=("legal", "goods", "social"),
        began=120,
        district="zarechny",
        life=(
            *course(DEBTS, "worker2@ngo.example", helps=(36, 50, 71)),
            (
                100,
                Wish(
                    "friend",
                    FRIEND,
                    "Соседи с детьми, чтобы иногда гулять всем двором.",
                    experience=("many_children",),
                    times=WEEKENDS,
                ),
            ),
            (115.2, Propose("friend", "family3@contact.example")),
            (117, SayYes("friend", "family3@contact.example")),
        ),
    ),
    Story(
        key="kirsanovy",
        members=(mother("Кирсанова", "Дана", "Олеговна", 35), child("Кирсанов", "Глеб", 15.3)),
        narrative="Глеб хочет бросить школу и работать. Мама растит его одна и устала спорить. Оба говорят, что "
        "скучают по тому, как раньше вместе готовили ужин.",
        reasons=("destructive_behaviour", "few_contacts"),
        help_wanted=("psychological", "pedagogical"),
        began=75,
        life=(
            *course(TEENAGER, "worker@ngo.example", helps=(37, 55)),
            (
                66,
                Wish(
                    "friend",
                    FRIEND,
                    "Семья с подростком: чтобы было с кем сравнить и посмеяться.",
                    experience=("teenager", "single_parent"),
                    times=EVENINGS,
                ),
            ),
            (74, Propose("friend", "family2@contact.example")),
            (74.1, Propose("friend", "family9@contact.example")),
        ),
    ),
    Story(
        key="bystrovy",
        members=(
            mother("Быстрова", "Марина", "Никитична", 37),
            child("Быстров", "Рома", 11.1),
            child("Быстрова", "Лиза", 9.9),
        ),
        narrative="Марина третий год трезвая и боится, что дети этого не замечают. Лиза хорошо танцует и хочет, чтобы "
        "мама пришла на концерт. Нужны люди, которые прошли тот же путь.",
        reasons=("risk_of_losing_care", "no_supportive_circle"),
        help_wanted=("psychological", "social"),
        began=110,
        district="zarechny",
        sender="referrer2@guardianship.example",
        life=(
            *course(SOBER, "worker4@ngo.example", helps=(37, 58, 84), removal="at_risk"),
            (46, Enrol("sober-children", ("Рома", "Лиза"))),
            (46.2, Enrol("sober-parents", ("Марина",))),
            (
                48,
                DrawRoadmap(
                    "Семье нужна помощь сразу нескольких служб: лечение, работа, опека.",
                    (
                        ("Год трезвости подтверждён", "Справка из наркологического кабинета", 4),
                        ("Постоянная работа", "Договор и справка с работы", 9),
                        ("Снятие с учёта в опеке", "Решение комиссии", 20),
                    ),
                ),
            ),
            (60, PresentStage(1, "Справка получена, копия у куратора.")),
            (62, CheckStage(1, "supervisor@ngo.example", "Справка без печати: попросите, пожалуйста, новую.")),
            (69, PresentStage(1, "Новая справка с печатью.")),
            (71, CheckStage(1, "supervisor@ngo.example")),
            (105, PresentStage(2, "Марина работает в пекарне третий месяц.")),
            (75, Meet("Как держится семья", "Марина спокойна, дети ходят на занятия.", (("Написать в опеку", 3),))),
            (
                70,
                Wish(
                    "friend",
                    FRIEND,
                    "Кто-то, кто справился с зависимостью и знает, как это бывает.",
                    experience=("addiction_overcome",),
                    times=EVENINGS,
                ),
            ),
            (72, Propose("friend", "family8@contact.example")),
            (72.4, SayNo("friend", "family8@contact.example")),
            (90, Propose("friend", "family2@contact.example")),  # nobody answers: it expires after three days
        ),
    ),
    Story(
        key="kalugins",
        members=(grandparent("Калугина", "Зинаида", "Макаровна", 65), child("Калугин", "Боря", 9.3)),
        narrative="Зинаида Макаровна растит внука после смерти дочери. Боря ласковый и очень боится, что бабушка "
        "заболеет. Ей нужны люди её склада рядом и помощь с уроками.",
        reasons=("few_contacts", "child_emotional_development"),
        help_wanted=("legal", "pedagogical", "social"),
        began=300,
        kind="kin_guardianship",
        district="priozerny",
        sender="referrer@village-school.example",
        life=(
            *course(GRANDMOTHER, "worker5@ngo.example", helps=(36, 60, 110, 190), reviews=(205,)),
            (
                42,
                Wish(
                    "friend",
                    FRIEND,
                    "Семья, где тоже растят внуков: поговорить и вместе сходить на праздник.",
                    experience=("kin_care", "loss"),
                    times=MORNINGS,
                ),
            ),
            (44, Propose("friend", "family5@contact.example")),
            (44.4, SayYes("friend", "family5@contact.example")),
            (47, Introduce("friend", "Дом культуры, гардероб")),
            (60, WriteJournal("friend", "family5@contact.example", "Пели вместе на посиделках. Боря раздавал ноты.")),
            (180, FamilyGoesOnAlone("friend")),
        ),
    ),
)
