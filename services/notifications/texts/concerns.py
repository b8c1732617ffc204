"""What is said of a concern: that there is one, and how soon it is looked for; never what was seen, or by whom."""

from services.notifications.texts.wording import Wording, Words

CONCERNS = {
    "concern_danger": Words(
        Wording(
            "Сигнал тревоги: есть опасность",
            "Рядом с семьёй заметили опасность. Прочитайте, пожалуйста, прямо сейчас и отметьте, что взяли в работу: "
            "ответа ждут до {acknowledge_by:moment}. Если нужна срочная помощь, звоните 112.",
        ),
        Wording(
            "A concern: there is danger",
            "Somebody near a family saw danger. Please read it right now and say that you take it up: "
            "an answer is hoped for by {acknowledge_by:moment}. If help is needed at once, call 112.",
        ),
    ),
    "concern_needs_specialist": Words(
        Wording(
            "Сигнал тревоги: нужен специалист",
            "Рядом с семьёй увидели, что нужен специалист. Прочитайте, пожалуйста, и отметьте, что взяли в работу: "
            "ответа ждут до {acknowledge_by:moment}.",
        ),
        Wording(
            "A concern: a specialist is needed",
            "Somebody near a family saw that a specialist is needed. Please read it and say that you take it up: "
            "an answer is hoped for by {acknowledge_by:moment}.",
        ),
    ),
    "concern_acknowledged": Words(
        Wording("Ваш сигнал приняли", "Сигнал, о котором вы сообщили, взяли в работу. Спасибо, что не прошли мимо."),
        Wording("Your concern was taken up", "Somebody takes care of the concern that you reported. Thank you for it."),
    ),
    "concern_escalated": Words(
        Wording(
            "Сигнал тревоги ждёт ответа",
            "«{severity:concern_severities}»: сигнал пока никто не взял в работу, ответа ждали до "
            "{acknowledge_by:moment}. Прочитайте его, пожалуйста, сейчас.",
        ),
        Wording(
            "A concern is waiting for an answer",
            "“{severity:concern_severities}”: nobody has taken the concern up yet; an answer was hoped for by "
            "{acknowledge_by:moment}. Please read it now.",
        ),
    ),
    "concern_unanswered": Words(
        Wording(
            "Найдите, кто ответит на сигнал тревоги",
            "«{severity:concern_severities}»: сигнал пока никто не взял в работу, ответа ждали до "
            "{acknowledge_by:moment}. Позвоните, пожалуйста, супервизору или ответственному за безопасность детей.",
        ),
        Wording(
            "Please find someone to answer a concern",
            "“{severity:concern_severities}”: nobody has taken the concern up yet; an answer was hoped for by "
            "{acknowledge_by:moment}. Please call the supervisor or the safeguarding lead.",
        ),
    ),
}
