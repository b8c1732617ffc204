"""Codes about a referral: how it comes, how urgent it is, what becomes of it."""

from shared.codes.codelist import CodeList, Text

CHANNELS = CodeList(
    "channels",
    {
        "partner": Text("Направила организация", "Sent by an organisation"),
        "family": Text("Семья обратилась сама", "The family asked by itself"),
        "crisis_line": Text("Телефон доверия", "Crisis line"),
    },
)

BASIS = CodeList(
    "basis",
    {
        "consent": Text("Семья согласилась", "The family agreed"),
        "legal_duty": Text("Так обязывает закон", "The law requires it"),
    },
)

URGENCIES = CodeList(
    "urgencies",
    {
        "immediate": Text("Опасность прямо сейчас", "Danger right now"),
        "urgent": Text("Срочно", "Urgent"),
        "routine": Text("Не срочно", "Not urgent"),
    },
)

DECLINE_REASONS = CodeList(
    "decline_reasons",
    {
        "no_capacity": Text("Сейчас некому взяться", "No one is free at the moment"),
        "not_our_area": Text("Семья живёт не в нашем районе", "The family lives outside our area"),
        "not_eligible": Text("Мы помогаем в других случаях", "We help in other situations"),
        "could_not_contact": Text("Не получилось связаться с семьёй", "We could not reach the family"),
        "family_refused": Text("Семья отказалась от помощи", "The family did not want help"),
        "other": Text("Другая причина", "Another reason"),
    },
)

WITHDRAW_REASONS = CodeList(
    "withdraw_reasons",
    {
        "sent_by_mistake": Text("Отправили по ошибке", "Sent by mistake"),
        "family_withdrew": Text("Семья передумала", "The family changed its mind"),
        "helped_elsewhere": Text("Семье уже помогают", "The family is helped elsewhere"),
        "moved": Text("Семья переехала", "The family moved"),
        "other": Text("Другая причина", "Another reason"),
    },
)

REFERRAL_STATES = CodeList(
    "referral_states",
    {
        "submitted": Text("Ждёт ответа", "Waiting for an answer"),
        "info_requested": Text("Задан вопрос отправителю", "The sender was asked a question"),
        "accepted": Text("Семью взяли", "The family was taken on"),
        "declined": Text("Не смогли принять", "Could not be taken on"),
        "withdrawn": Text("Отозвано отправителем", "Taken back by the sender"),
        "duplicate": Text("Эта семья уже известна", "This family is already known"),
        "case_opened": Text("Семье помогают", "The family is being helped"),
        "case_closed": Text("Сопровождение закончилось", "Support has ended"),
    },
)
