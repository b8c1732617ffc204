"""Codes that only referrals has."""

from services.referrals.rules.lengths import ADMINISTRATOR, DAYS, MINUTES, OURS
from services.referrals.rules.likeness import SAME_NAME_AND_BIRTH_DATE, SAME_PHONE
from shared.codes import CodeList, Text

BOXES = CodeList(
    "boxes",
    {
        "sent": Text("Отправленные", "Sent"),
        "received": Text("Полученные", "Received"),
        "passed_on": Text("Переданные дальше", "Passed on"),
    },
)

DUPLICATE_REASONS = CodeList(
    "duplicate_reasons",
    {
        SAME_NAME_AND_BIRTH_DATE: Text("Совпадают фамилия и дата рождения", "Same surname and date of birth"),
        SAME_PHONE: Text("Тот же телефон", "Same phone"),
    },
)

DEADLINES = CodeList(
    "deadlines",
    {
        "answer_immediate": Text("Ответ при опасности прямо сейчас", "Answer in immediate danger"),
        "answer_urgent": Text("Ответ на срочное направление", "Answer to an urgent referral"),
        "answer_routine": Text("Ответ на несрочное направление", "Answer to a referral that is not urgent"),
        "near_immediate": Text(
            "За сколько напомнить об ответе при опасности", "Reminder before the answer's end in immediate danger"
        ),
        "near_urgent": Text("За сколько напомнить о срочном ответе", "Reminder before an urgent answer's end"),
        "near_routine": Text("За сколько напомнить о несрочном ответе", "Reminder before another answer's end"),
        "escalation_immediate": Text(
            "Когда сказать отправителю, что ответа нет, при опасности",
            "How long after its end the sender is told, in immediate danger",
        ),
        "escalation_urgent": Text(
            "Когда сказать отправителю, что срочного ответа нет",
            "How long after its end the sender is told, of an urgent referral",
        ),
        "escalation_routine": Text(
            "Когда сказать отправителю, что несрочного ответа нет",
            "How long after its end the sender is told, of another referral",
        ),
        "escalation_again": Text(
            "Как часто напоминать руководителям, пока решения нет",
            "How often supervisors are told again until there is a decision",
        ),
        "duty_call": Text(
            "Сколько ждать дежурного, прежде чем звать следующего", "How long before the next on duty is called"
        ),
        "reply": Text("Ответ отправителя на вопрос", "The sender's reply to a question"),
        "reply_near": Text("За сколько напомнить об ответе на вопрос", "Reminder before a reply's end"),
    },
)

UNITS = CodeList("units", {MINUTES: Text("Минуты", "Minutes"), DAYS: Text("Дни", "Days")})

SOURCES = CodeList(
    "sources",
    {
        "practice": Text("Так в описании практики", "The practice says so"),
        OURS: Text("Так предложено в Опоре", "Opora proposes it"),
        ADMINISTRATOR: Text("Так решил администратор", "An administrator decided so"),
    },
)

ENTRY_KINDS = CodeList(
    "history",
    {
        "submitted": Text("Отправлено", "Sent"),
        "acknowledged": Text("Направлением занимаются", "Someone sees to it"),
        "info_requested": Text("Задан вопрос", "A question was asked"),
        "answered": Text("Получен ответ", "The question was answered"),
        "accepted": Text("Семью взяли", "The family was taken on"),
        "declined": Text("Не смогли принять", "Could not be taken on"),
        "passed_on": Text("Передано другой организации", "Passed on to another organisation"),
        "withdrawn": Text("Отозвано отправителем", "Taken back by the sender"),
        "duplicate": Text("Эта семья уже известна", "The family is already known"),
        "case_opened": Text("Началось сопровождение", "Support began"),
        "case_closed": Text("Сопровождение закончилось", "Support ended"),
        "case_reopened": Text("Сопровождение продолжается", "Support goes on"),
    },
)
