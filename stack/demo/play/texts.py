"""What the played job says, in both languages: text by text, Russian first."""

TEXTS: dict[str, tuple[str, str]] = {
    # The chapters.
    "referral": ("Направление", "The referral"),
    "case": ("Сопровождение", "The case"),
    "company": ("Контактная семья", "A contact family"),
    # What is done: the time is that of the answer.
    "sent": ("Опека отправила направление № {reference}", "The guardianship body sent referral № {reference}"),
    "accepted": ("Координатор приняла семью и назначила куратора", "The coordinator took the family on, with a worker"),
    "contacted": ("Куратор познакомилась с семьёй", "The worker met the family"),
    "agreed": ("Подписано соглашение", "The agreement is signed"),
    "assessed": ("Оценка потребностей сделана", "The needs are assessed"),
    "planned": ("План составлен вместе с семьёй: {state}", "The plan is made with the family: {state}"),
    "served": ("Первая услуга по плану оказана", "The first service by the plan is given"),
    "wished": ("Куратор просит найти контактную семью", "The worker asks for a contact family"),
    "proposed": ("Контактной семье предложено познакомиться", "A contact family is asked"),
    "yes": ("Контактная семья сказала «да»", "The contact family said yes"),
    "introduced": ("Куратор знакомит семьи", "The worker introduces the families"),
    # What others see of it: the time is since that answer.
    "sees_received": ("→ координатор видит его среди полученных", "→ the coordinator sees it among those received"),
    "sees_case": (
        "→ случай № {reference} открыт и виден куратору",
        "→ case № {reference} is open, the worker reads it",
    ),
    "sees_supported": (
        "→ супервизор видит: семья на сопровождении",
        "→ the supervisor sees that the family is supported",
    ),
    "sees_request": ("→ координатор волонтёров видит запрос", "→ the volunteer coordinator sees the request"),
    "sees_candidates": ("→ подходят {fit}, не подходят {unfit}:", "→ {fit} fit, {unfit} do not:"),
    "sees_proposal": ("→ контактная семья видит предложение", "→ the contact family sees its proposal"),
    "sees_match": ("→ куратор видит: контактная семья нашлась", "→ the worker sees that a contact family is found"),
    "sees_introduction": (
        "→ контактная семья видит, с кем и где встреча: {names}; {place}",
        "→ the contact family sees whom to meet, and where: {names}; {place}",
    ),
    "sees_opened": (
        "→ опека читает: семью взяли на сопровождение {date}",
        "→ the guardianship body reads that the family is supported since {date}",
    ),
    "told": ("→ {who} — в личных сообщениях: «{title}»", "→ {who}: in the inbox, “{title}”"),
    "mailed": ("→ {who} — по почте, {email}", "→ {who}: by e-mail, {email}"),
    "candidate": ("{name}: {reasons} — {score} очков", "{name}: {reasons} ({score} points)"),
    "excluded": ("{name}: {rule}", "{name}: {rule}"),
    # Who.
    "referrer": ("опека", "the guardianship body"),
    "coordinator": ("координатор", "the coordinator"),
    "worker": ("куратор", "the worker"),
    "matchmaker": ("координатор волонтёров", "the volunteer coordinator"),
    "family": ("контактная семья", "the contact family"),
    # The end.
    "ms": ("мс", "ms"),
    "done": ("Всё увидели все, за {seconds:.1f} с.", "Everyone has seen everything, in {seconds:.1f} s."),
    "unseen": ("Не увидели за {limit:.0f} с: {what}", "Not seen within {limit:.0f} s: {what}"),
    "refused": ("Отказано: {what}", "Refused: {what}"),
    "no_mail_here": (
        "Почта уходит на SMTP_URL, поэтому письма здесь не проверяются.",
        "Mail goes to SMTP_URL, so mails are not looked at here.",
    ),
    "stays": ("Стек работает: {address}", "The stack stays up: {address}"),
    "password": ("Пароль у всех один: {password}", "One password for all: {password}"),
    "down": ("Остановить: opora down --home {home}", "To stop it: opora down --home {home}"),
}


def said(key: str, language: str, **values: object) -> str:
    """The text in Russian, or else in English."""
    russian, english = TEXTS[key]
    return (russian if language == "ru" else english).format(**values)
