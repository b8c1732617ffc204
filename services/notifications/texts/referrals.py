"""What senders and receivers of a referral are told."""

from services.notifications.texts.wording import Wording, Words

REFERRALS = {
    "referral_submitted": Words(
        Wording(
            "Новое направление",
            "Вашу организацию просят помочь семье. Срочность: «{urgency:urgencies}». "
            "Ответа ждут до {answer_by:moment}.",
        ),
        Wording(
            "A new referral",
            "Your organisation is asked to help a family. Urgency: “{urgency:urgencies}”. "
            "An answer is awaited by {answer_by:moment}.",
        ),
    ),
    "referral_info_requested": Words(
        Wording(
            "Вопрос по вашему направлению",
            "Чтобы решить, как помочь семье, организации нужно уточнить одну вещь. "
            "Ответьте, пожалуйста, до {reply_by:moment}.",
        ),
        Wording(
            "A question about your referral",
            "To decide how to help the family, the organisation needs to know one more thing. "
            "Please answer by {reply_by:moment}.",
        ),
    ),
    "referral_answered": Words(
        Wording("На ваш вопрос ответили", "Пришёл ответ на вопрос о семье. Теперь можно принять решение."),
        Wording("Your question is answered", "The answer about the family is here. Now you can decide."),
    ),
    "referral_accepted": Words(
        Wording(
            "Семье помогут",
            "Организация приняла ваше направление и берётся помочь семье. Мы напишем вам, когда помощь завершится.",
        ),
        Wording(
            "The family will be helped",
            "The organisation accepted your referral and takes the family on. We will tell you when its help ends.",
        ),
    ),
    "referral_declined": Words(
        Wording(
            "Организация не сможет помочь",
            "Организация не может взяться за помощь этой семье. Причина указана в направлении. "
            "Вы можете обратиться в другую организацию.",
        ),
        Wording(
            "The organisation cannot help",
            "The organisation cannot take this family on. The reason is given in the referral. "
            "You can turn to another organisation.",
        ),
    ),
    "referral_passed_on": Words(
        Wording(
            "Направление передали дальше",
            "Ваше направление передали организации, которая сможет помочь лучше. Ответа ждут до {answer_by:moment}.",
        ),
        Wording(
            "Your referral was passed on",
            "Your referral was passed on to an organisation that can help better. "
            "Its answer is awaited by {answer_by:moment}.",
        ),
    ),
    "referral_received": Words(
        Wording(
            "Вам передали направление",
            "Другая организация просит вас помочь семье. Срочность: «{urgency:urgencies}». "
            "Ответа ждут до {answer_by:moment}.",
        ),
        Wording(
            "A referral was passed on to you",
            "Another organisation asks you to help a family. Urgency: “{urgency:urgencies}”. "
            "An answer is awaited by {answer_by:moment}.",
        ),
    ),
    "referral_withdrawn": Words(
        Wording("Направление отозвали", "Отвечать на это направление больше не нужно: его отозвали."),
        Wording("A referral was withdrawn", "This referral needs no answer any more: it was withdrawn."),
    ),
    "referral_duplicate": Words(
        Wording(
            "Эту семью уже знают",
            "Организация уже знает эту семью и объединила ваше направление с прежним. Ничего делать не нужно.",
        ),
        Wording(
            "The family is known already",
            "The organisation knows this family already and joined your referral with the earlier one. "
            "There is nothing you need to do.",
        ),
    ),
    "case_referred_again": Words(
        Wording(
            "О семье беспокоится кто-то ещё",
            "Семью, которой вы помогаете, направили ещё раз. Посмотрите, пожалуйста, не изменилось ли что-то у неё.",
        ),
        Wording(
            "Someone else is worried about the family",
            "The family that you support was referred once more. Please see whether something has changed for them.",
        ),
    ),
    "referral_answer_near": Words(
        Wording("Направление ждёт ответа", "Ответить на направление нужно до {answer_by:moment}."),
        Wording("A referral awaits an answer", "The referral is to be answered by {answer_by:moment}."),
    ),
    "referral_answer_passed": Words(
        Wording(
            "Направление ещё без ответа",
            "Ответа ждали до {answer_by:moment}, семья всё ещё ждёт. Если решить пока трудно, "
            "можно задать вопрос или передать направление другой организации.",
        ),
        Wording(
            "A referral is still without an answer",
            "An answer was awaited by {answer_by:moment}, and the family still waits. If it is hard to decide, "
            "you can ask a question or pass the referral on.",
        ),
    ),
    "referral_unanswered": Words(
        Wording(
            "На ваше направление пока не ответили",
            "Ответа ждали до {answer_by:moment}, но решения ещё нет. Мы попросили о нём руководителей организации. "
            "Вы можете позвонить туда (телефон указан в направлении) или отозвать направление и отправить его "
            "в другую организацию. Если кому-то грозит опасность, звоните 112.",
        ),
        Wording(
            "Nobody has answered your referral yet",
            "An answer was awaited by {answer_by:moment}, but nothing is decided yet. We asked the organisation's "
            "supervisors to see to it. You can call them (the referral shows the phone), or withdraw the referral and "
            "send it to another organisation. If anybody is in danger, call 112.",
        ),
    ),
    "referral_answer_escalated": Words(
        Wording(
            "Семья всё ещё ждёт решения",
            "Ответа на направление ждали до {answer_by:moment}, и отправителю сообщили, что его пока нет. "
            "Попросите, пожалуйста, коллег решить: принять, задать вопрос, передать другой организации или "
            "отказать с причиной. Мы будем напоминать, пока решения нет.",
        ),
        Wording(
            "A family still waits for a decision",
            "An answer was awaited by {answer_by:moment}, and the sender was told that there is none yet. "
            "Please have a colleague decide: accept, ask, pass on, or decline with a reason. "
            "We will remind you until there is a decision.",
        ),
    ),
    "referral_duty_called": Words(
        Wording(
            "Вы нужны сейчас: семья в опасности",
            "Пришло направление со срочностью «{urgency:urgencies}», и пока никто не отметил, что занимается им. "
            "Откройте его и отметьте это: до тех пор мы будем звать дальше.",
        ),
        Wording(
            "You are needed now: a family is in danger",
            "A referral with the urgency “{urgency:urgencies}” is here, and nobody said yet that they see to it. "
            "Open it and say so: until then we will go on calling.",
        ),
    ),
    "referral_acknowledged": Words(
        Wording(
            "Вашим направлением занимаются",
            "Дежурный организации увидел направление и занимается им. Решение придёт отдельно. "
            "Если опасность растёт, звоните 112, не дожидаясь ответа.",
        ),
        Wording(
            "Someone sees to your referral",
            "Someone on duty at the organisation saw the referral and sees to it. The decision will follow. "
            "If the danger grows, call 112 without waiting for it.",
        ),
    ),
    "referral_reply_near": Words(
        Wording(
            "Ждут вашего ответа", "По вашему направлению задали вопрос. Ответьте, пожалуйста, до {reply_by:moment}."
        ),
        Wording(
            "Your answer is awaited", "There is a question about your referral. Please answer by {reply_by:moment}."
        ),
    ),
    "referral_reply_passed": Words(
        Wording(
            "Ваш ответ ещё нужен",
            "Вопрос по вашему направлению остался без ответа, его ждали до {reply_by:moment}. "
            "Ответить можно и сейчас; время организации на решение снова идёт.",
        ),
        Wording(
            "Your answer is still needed",
            "A question about your referral is without an answer; it was awaited by {reply_by:moment}. "
            "You can still answer; the organisation's time to decide runs again.",
        ),
    ),
    "referral_without_reply": Words(
        Wording(
            "На ваш вопрос пока не ответили",
            "Ответ отправителя ждали до {reply_by:moment}. Ваше время на решение снова идёт: вы можете "
            "решить без ответа или связаться с отправителем.",
        ),
        Wording(
            "Your question is not answered yet",
            "The sender's answer was awaited by {reply_by:moment}. Your time to decide runs again: you can "
            "decide without the answer, or contact them.",
        ),
    ),
    "referral_case_closed": Words(
        Wording(
            "Сопровождение семьи завершилось",
            "Организация закончила помогать семье, которую вы направили. С чем завершилось, видно в направлении. "
            "Спасибо, что не прошли мимо.",
        ),
        Wording(
            "Support of the family has ended",
            "The organisation ended its support of the family that you referred. The referral shows how. "
            "Thank you for not looking away.",
        ),
    ),
    "referral_case_reopened": Words(
        Wording("Семье снова помогают", "Сопровождение семьи, которую вы направили, продолжается."),
        Wording("The family is supported again", "Support of the family that you referred goes on."),
    ),
}
