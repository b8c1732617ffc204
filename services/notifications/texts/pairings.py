"""What is told about contact families and volunteers, and to them. To them without a case's reference: it is a name
that opens nothing for them, and a family is not a number."""

from services.notifications.texts.wording import Wording, Words

PAIRINGS = {
    "support_requested": Words(
        Wording(
            "Семье нужен человек рядом", "Кто нужен: «{kind:volunteer_kinds}». Посмотрите, пожалуйста, кто подойдёт."
        ),
        Wording("A family would like company", "Wanted: “{kind:volunteer_kinds}”. Please see who would suit."),
    ),
    "support_withdrawn": Words(
        Wording("Искать больше не нужно", "Просьбу отозвали. Кто был нужен: «{kind:volunteer_kinds}»."),
        Wording("No need to look any more", "The request was withdrawn. Wanted was: “{kind:volunteer_kinds}”."),
    ),
    "support_introduced": Words(
        Wording("Пора знакомиться", "Для вас назначена первая встреча. С кем, где и когда — по ссылке, после входа."),
        Wording("Time to meet", "Your first meeting is arranged. Sign in by the link to see whom, where and when."),
    ),
    "support_introduction_annulled": Words(
        Wording(
            "Со знакомством нужно подождать",
            "В том, что мы писали о первой встрече, была ошибка. Пожалуйста, подождите: куратор семьи напишет ещё раз.",
        ),
        Wording(
            "Please wait with the first meeting",
            "What we wrote about your first meeting was a mistake. Please wait: the family's worker will write again.",
        ),
    ),
    "support_ended": Words(
        Wording(
            "Ваши встречи с семьёй завершились",
            "Объяснять причину никто не должен, ни семья, ни вы. Спасибо, что были рядом.",
        ),
        Wording(
            "Your time with the family has ended",
            "Nobody has to give a reason, neither the family nor you. Thank you for being there.",
        ),
    ),
    "proposal_made": Words(
        Wording(
            "Вас просят поддержать семью",
            "Ответьте, пожалуйста, до {expires_at:moment}, готовы ли вы. Отказаться можно, ничего не объясняя.",
        ),
        Wording(
            "Would you be there for a family?",
            "Please say by {expires_at:moment} whether you would. You can say no without giving a reason.",
        ),
    ),
    "proposal_accepted": Words(
        Wording("Вам ответили «да»", "Приглашённый человек согласен быть рядом с семьёй. Куратор их познакомит."),
        Wording("They said yes", "The person you asked will be there for the family. The worker introduces them."),
    ),
    "proposal_declined": Words(
        Wording(
            "Вам ответили «нет»",
            "В этот раз не получится. Если вы просили спрашивать по очереди, спросим следующего; иначе "
            "посмотрите, кого ещё можно пригласить.",
        ),
        Wording(
            "They said no",
            "It does not work out this time. If you gave an order, the next is asked; if not, "
            "please see who else could be asked.",
        ),
    ),
    "proposal_expired": Words(
        Wording(
            "Ответа не было",
            "На приглашение не ответили в срок. Если вы просили спрашивать по очереди, спросим следующего; иначе "
            "посмотрите, кого ещё можно пригласить.",
        ),
        Wording(
            "No answer came",
            "There was no answer in time. If you gave an order, the next is asked; if not, "
            "please see who else could be asked.",
        ),
    ),
    "nobody_left": Words(
        Wording(
            "Спрашивать больше некого",
            "Все, кого вы просили спросить по очереди, отказались, не ответили или больше не подходят. "
            "Посмотрите, кого ещё можно пригласить.",
        ),
        Wording(
            "Nobody is left to ask",
            "Everyone in the order you gave said no, did not answer or does not fit any more. "
            "Please see who else could be asked.",
        ),
    ),
    "search_goes_on": Words(
        Wording("Пока ищем, кто будет рядом с семьёй", "Пока не получилось. Координатор волонтёров ищет дальше."),
        Wording("Still looking for someone", "It has not worked out yet. The volunteer coordinator goes on looking."),
    ),
    "proposal_withdrawn": Words(
        Wording(
            "Отвечать больше не нужно", "На просьбу, о которой мы вам писали, больше не нужно отвечать. Спасибо вам."
        ),
        Wording("No need to answer any more", "You need not answer what we asked of you any more. Thank you."),
    ),
    "assignment_started": Words(
        Wording("Вы будете рядом с семьёй", "Спасибо за согласие. Куратор семьи скоро вас познакомит."),
        Wording("You will be there for a family", "Thank you for your yes. Their worker will introduce you soon."),
    ),
    "pairing_handed_on": Words(
        Wording("Теперь к вам обращаются за поддержкой", "Вас просят быть рядом с тем, кто поддерживает семью."),
        Wording("Someone now turns to you", "You are asked to look after someone who is there for a family."),
    ),
    "supervisor_changed": Words(
        Wording("У вас новый куратор", "Кто это теперь и к кому обращаться — по ссылке, после входа."),
        Wording("Someone else is there for you now", "Sign in by the link to see whom you can turn to."),
    ),
    "helper_found": Words(
        Wording("Для семьи нашёлся человек", "Есть тот, кто готов быть рядом. Познакомьте их, пожалуйста."),
        Wording("Someone is found for the family", "There is someone who would be there. Please introduce them."),
    ),
    "assignment_ended": Words(
        Wording(
            "Встречи с семьёй завершились",
            "Человек, который нашёлся для семьи, больше не будет с ней встречаться. Причину мы не спрашиваем. "
            "Если семья захочет, можно поискать ещё.",
        ),
        Wording(
            "A pairing has ended",
            "The person found for the family will not meet them any more. We ask for no reason. "
            "If the family wishes, you can look for someone else.",
        ),
    ),
}
