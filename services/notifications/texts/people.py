"""What is said when the work of one person goes to another all at once: how much it is, never whose it was."""

from services.notifications.texts.wording import Wording, Words

PEOPLE = {
    "cases_handed_over": Words(
        Wording(
            "Вам передали работу коллеги",
            "Случаи, где вы теперь куратор: {cases:number}. Команды: {teams:number}, группы программ: {groups:number}, "
            "запланированные визиты: {visits:number}. Всё уже в ваших списках.",
        ),
        Wording(
            "A colleague's work is now yours",
            "Cases of which you are the worker now: {cases:number}. Teams: {teams:number}, groups of programmes: "
            "{groups:number}, planned visits: {visits:number}. All of it is in your lists.",
        ),
    ),
    "cases_given_on": Words(
        Wording(
            "Ваши случаи передали коллеге",
            "Передано случаев: {cases:number}, мест в командах: {teams:number}, групп программ: {groups:number}. "
            "Спасибо за вашу работу с семьями.",
        ),
        Wording(
            "Your cases went to a colleague",
            "Handed over: cases {cases:number}, places on teams {teams:number}, groups of programmes {groups:number}. "
            "Thank you for your work with the families.",
        ),
    ),
    "cases_without_worker": Words(
        Wording(
            "Семьям нужен куратор",
            "Случаи, у которых сейчас нет куратора: {without_worker:number}. "
            "Назначьте, пожалуйста, кто будет рядом с этими семьями.",
        ),
        Wording(
            "Families need a worker",
            "Cases that have no worker at present: {without_worker:number}. "
            "Please name who will be there for these families.",
        ),
    ),
    "duty_handed_over": Words(
        Wording(
            "Вы теперь на дежурстве вместо коллеги",
            "Места в списке дежурных: {duty:number}. Направления без решения, за которыми вы теперь следите: "
            "{referrals:number}. Посмотрите их, пожалуйста, сразу.",
        ),
        Wording(
            "You are on duty instead of a colleague",
            "Places on the duty roster: {duty:number}. Undecided referrals that you see to now: {referrals:number}. "
            "Please look at them at once.",
        ),
    ),
    "pairings_handed_over": Words(
        Wording(
            "Вам передали поддержку волонтёров",
            "К вам теперь обращаются в парах: {pairings:number}. Вопросы волонтёрам без ответа: {proposals:number}, "
            "очереди вопросов: {chains:number}.",
        ),
        Wording(
            "You now look after a colleague's volunteers",
            "Pairings in which they turn to you now: {pairings:number}. Questions without an answer yet: "
            "{proposals:number}, orders of asking: {chains:number}.",
        ),
    ),
}
