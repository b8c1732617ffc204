"""Families whose referral waits, was answered otherwise, or went elsewhere."""

from stack.demo.region.acts.referrals import Acknowledge, Answer, Ask, Decline, Duplicate, PassOn, TakeBack
from stack.demo.region.course import course
from stack.demo.region.story import Member, Story, child, father, grandparent, mother
from stack.demo.region.themes.parents import YOUNG

STORIES = (
    Story(
        key="sinitsyny",
        members=(mother("Синицына", "Олеся", "Игоревна", 29), child("Синицын", "Матвей", 6.3)),
        narrative="Олеся с сыном две недели живут у подруги: уехали из дома после ссоры, в которой мальчик испугался. "
        "Возвращаться Олеся не хочет и боится, что останется одна. Матвей стал заикаться. Оба очень ждут, что с ними "
        "поговорят спокойно.",
        reasons=("parent_emotional_state", "abuse_or_risk"),
        help_wanted=("psychological", "legal", "social"),
        began=0.2,
        urgency="immediate",
        basis="legal_duty",
        address="г. Заозёрск, ул. Набережная, 17, кв. 4",
        life=((0.01, Acknowledge("supervisor@ngo.example")),),
    ),
    Story(
        key="kotovy",
        members=(
            mother("Котова", "Алёна", "Викторовна", 36),
            father("Котов", "Степан", "Олегович", 38),
            child("Котова", "Вика", 11.2),
            child("Котов", "Лёня", 4.6),
        ),
        narrative="Степан потерял работу, семья третий месяц живёт на пособие и занимает у соседей. Вика перестала "
        "приглашать подруг и отказалась от поездки с классом. Родители дружные и просят совета, а не денег.",
        reasons=("no_job_skills", "low_financial_legal_literacy"),
        help_wanted=("legal", "informational", "food"),
        began=1.1,
        urgency="urgent",
        sender="referrer@school.example",
        district="zarechny",
    ),
    Story(
        key="lukashiny",
        members=(mother("Лукашина", "Вера", "Петровна", 41), child("Лукашин", "Антон", 14.1)),
        narrative="Антон начал пропускать уроки и почти не разговаривает с мамой. Вера работает в две смены и "
        "винит себя. Классная руководительница говорит, что мальчик хорошо поёт и раньше выступал.",
        reasons=("destructive_behaviour", "child_emotional_development"),
        help_wanted=("psychological", "pedagogical"),
        began=13,
        sender="referrer2@school.example",
    ),
    Story(
        key="belovy",
        members=(
            grandparent("Белова", "Антонина", "Семёновна", 67),
            child("Белова", "Соня", 8.4),
            child("Белов", "Тихон", 5.1),
        ),
        narrative="Антонина Семёновна взяла внуков, когда дочь уехала на заработки и перестала писать. Дети "
        "здоровы, но документов на них почти нет, и в школу Соню пока водят по доброте директора.",
        reasons=("rights_violated", "low_financial_legal_literacy"),
        help_wanted=("legal", "social"),
        began=4,
        sender="referrer@village-school.example",
        kind="kin_guardianship",
        district="priozerny",
        life=((1.5, Ask("Есть ли у бабушки доверенность или решение об опеке? Если есть — на какой срок?")),),
    ),
    Story(
        key="ryabovy",
        members=(mother("Рябова", "Динара", "Маратовна", 33), child("Рябов", "Амир", 9.7)),
        narrative="После переезда Амир ни с кем не подружился и каждый день просит вернуться в прежний город. "
        "Динара ищет работу и говорит, что за месяц ей ни разу никто не позвонил.",
        reasons=("few_contacts", "social_adaptation"),
        help_wanted=("social", "psychological"),
        began=12,
        sender="referrer@hospital.example",
        life=((3, Ask("Согласна ли мама, чтобы мы позвонили ей сами, и в какое время?")),),
    ),
    Story(
        key="frolovy",
        members=(
            mother("Фролова", "Нелли", "Аркадьевна", 27),
            child("Фролова", "Мира", 3.2),
            child("Фролов", "Платон", 1.1),
        ),
        narrative="Нелли растит двоих малышей одна, съёмную комнату нужно освободить к концу месяца. Она не просила "
        "о помощи, пока не слегла с температурой. Дети ухожены и жмутся к ней.",
        reasons=("no_help_seeking", "few_contacts"),
        help_wanted=("social", "goods", "legal"),
        began=6,
        urgency="urgent",
        sender="referrer2@hospital.example",
        life=(
            (1, Ask("Удалось ли договориться об отсрочке с хозяйкой комнаты?")),
            (3.5, Answer("Да, хозяйка согласна подождать две недели. Нелли просит помочь с вещами для малышей.")),
        ),
    ),
    Story(
        key="zaitsevy",
        members=(mother("Зайцева", "Галина", "Ивановна", 45), child("Зайцев", "Кирилл", 16.4)),
        narrative="Кирилл хочет поступать в другой области, семья просит узнать о жилье и стипендии. Других "
        "трудностей Галина не называет, отношения у них тёплые.",
        reasons=("low_financial_legal_literacy",),
        help_wanted=("informational",),
        began=64,
        district="severny",
        sender="referrer@guardianship-north.example",
        life=(
            (
                4,
                Decline("not_eligible", "Семье нужна справка, а не сопровождение: мы дали телефон приёмной колледжа."),
            ),
        ),
    ),
    Story(
        key="medvedevy",
        members=(
            mother("Медведкова", "Злата", "Сергеевна", 19),
            child("Медведкова", "Ева", 0.6),
        ),
        narrative="Злате девятнадцать, дочке полгода. После ссоры с родителями они ночуют у знакомых. Злата хорошо "
        "справляется с малышкой и хочет закончить колледж, но жить им негде.",
        reasons=("risk_of_losing_care", "few_contacts"),
        help_wanted=("social", "psychological", "goods"),
        began=88,
        urgency="urgent",
        sender="referrer@hospital.example",
        life=(
            (1, PassOn("crisis", "Нужно безопасное жильё сейчас: оно есть только у вас. Мама согласна.")),
            *course(YOUNG, "worker@crisis.example", agree=6, assess=20, plan=31, helps=(33, 47, 66)),
        ),
    ),
    Story(
        key="gusevy",
        members=(
            mother("Гусева", "Тамара", "Львовна", 38),
            father("Гусев", "Илья", "Савельевич", 40),
            child("Гусев", "Ян", 7.5),
        ),
        narrative="Мама обратилась за советом: после развода Ян не хочет ночевать у папы. Родители хотят решить это "
        "мирно и просят встречи с семейным психологом.",
        reasons=("child_emotional_development",),
        help_wanted=("psychological",),
        began=47,
        sender="referrer2@school.example",
        life=((3, TakeBack("helped_elsewhere", "Родители нашли психолога в поликлинике рядом с домом.")),),
    ),
    Story(
        key="orlovy-again",
        members=(
            mother("Орлова", "Ксения", "Дмитриевна", 34),
            child("Орлов", "Савва", 10.5),
            child("Орлова", "Аглая", 6.8),
        ),
        narrative="В поликлинике заметили, что Ксения приходит с детьми одна и выглядит очень усталой. Она сказала, "
        "что ей уже кто-то помогает, но не вспомнила кто.",
        reasons=("parent_emotional_state",),
        help_wanted=("social",),
        began=52,
        sender="referrer3@hospital.example",
        phone_of="orlovy",
        life=((2, Duplicate("orlovy")),),
    ),
    Story(
        key="call-at-night",
        members=(
            Member("mother", None, "Лена", None, 31, told=True),
            Member("child", None, "Даня", None, 8, told=True),
        ),
        narrative="Звонок ночью. Мама не назвала фамилии, сказала, что «сил больше нет», а сын не спит и слушает. "
        "После разговора ей стало спокойнее, она согласилась, чтобы с ней связались днём.",
        reasons=("parent_emotional_state", "no_supportive_circle"),
        help_wanted=("psychological",),
        began=0.7,
        urgency="urgent",
        channel="crisis_line",
        basis="legal_duty",
        sender="referrer@line.example",
    ),
)
