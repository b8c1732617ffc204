"""Codes that only referrals has."""

from services.referrals.rules.likeness import reasons
from shared.codes import CodeList, Text
from shared.spreadsheets.codes import import_errors

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
        reasons.SAME_NAME_AND_BIRTH_DATE: Text("Совпадают фамилия и дата рождения", "Same surname and date of birth"),
        reasons.SIMILAR_NAME_AND_BIRTH_DATE: Text(
            "Похожее имя, та же дата рождения", "A similar name, the same date of birth"
        ),
        reasons.SAME_NAME_SIMILAR_BIRTH_DATE: Text(
            "То же имя, похожая дата рождения", "The same name, a similar date of birth"
        ),
        reasons.SAME_NAME_AND_AGE: Text("То же имя, подходит возраст", "The same name, and the age fits"),
        reasons.SAME_NAME: Text(
            "То же имя, возраст не совпадает или неизвестен", "The same name; the age differs or is not known"
        ),
        reasons.OTHER_SURNAME: Text("Тот же человек под другой фамилией?", "The same person under another surname?"),
        reasons.SAME_PHONE: Text("Тот же телефон", "Same phone"),
        reasons.SAME_ADDRESS: Text("Тот же адрес", "Same address"),
        reasons.SAME_HOUSE: Text("Тот же дом, квартира указана не везде", "Same house; not both name the flat"),
        reasons.SAME_DISTRICT: Text("Тот же район", "Same district"),
    },
)

DUPLICATE_DOUBTS = CodeList(
    "duplicate_doubts",
    {
        reasons.OTHER_ADULTS: Text("Другие взрослые", "Other adults"),
        reasons.OTHER_CHILDREN: Text("Другие дети", "Other children"),
        reasons.OTHER_DISTRICT: Text("Другой район", "Another district"),
    },
)

DUPLICATE_STRENGTHS = CodeList(
    "duplicate_strengths",
    {
        reasons.STRONG: Text("Очень похоже на ту же семью", "Very likely the same family"),
        reasons.LIKELY: Text("Вероятно, та же семья", "Likely the same family"),
        reasons.POSSIBLE: Text("Возможно, та же семья", "Possibly the same family"),
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

ENTRY_KINDS = CodeList(
    "history",
    {
        "submitted": Text("Отправлено", "Sent"),
        "acknowledged": Text("Направлением занимаются", "Someone sees to it"),
        "info_requested": Text("Задан вопрос", "A question was asked"),
        "not_answered": Text("Ответа не дождались, время решения идёт", "No answer came; the time to decide runs on"),
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

_OF_CASES = {
    "before_opening": Text("Раньше дня, когда семью взяли", "Before the day on which the family was taken on"),
    "before_agreement": Text("Раньше соглашения", "Before the agreement"),
    "step_missing": Text("Без этого не бывает того, что записано дальше", "What is written further on rests on this"),
    "not_adult": Text("Соглашение подписывают взрослые", "Adults sign an agreement"),
    "nobody_signs": Text(
        "В семье некому подписать: нет взрослых", "Nobody could sign: there is no adult in the family"
    ),
    "duplicate": Text("Этот номер уже есть выше", "This number is there already"),
    "too_many_cases": Text("Не больше 200 семей в файле", "A file holds 200 families at most"),
}

IMPORT_ERRORS = import_errors(
    out_of_range=Text("Так не может быть: проверьте возраст и роль", "This cannot be: check age and role"),
    not_in_first_row=Text(
        "Общие сведения пишут в первой строке направления", "What is common stands in a referral's first row"
    ),
    not_together=Text("Строки одного направления стоят не вместе", "The rows of one referral stand apart"),
    not_with_this_channel=Text("Для звонка основанием может быть только закон", "A call can only rest on a legal duty"),
    takes_no_referrals=Text("Организация сейчас не принимает направлений", "It takes no referrals at present"),
    empty=Text("В файле нет направлений", "There are no referrals in the file"),
    hidden_sheet=Text("Лист с направлениями скрыт", "The sheet is hidden"),
    several_sheets=Text(
        "Заполнено несколько листов: назовите нужный «Направления»",
        "Several sheets are filled: call the right one “Referrals”",
    ),
    too_many_referrals=Text("Не больше 500 направлений в файле", "A file holds 500 referrals at most"),
    **_OF_CASES,
)

CASE_IMPORT_ERRORS = import_errors(
    not_found=Text(
        "Среди действующих такого нет. Куратор работает у вас; если ушёл, оставьте пустым",
        "Nothing and nobody active is called so. A worker is one of yours; leave it empty if they have left",
    ),
    ambiguous=Text(
        "Так называются несколько: укажите код, а куратора почтой",
        "Several have this name: give the code, or a worker's e-mail",
    ),
    out_of_range=Text(
        "Так не может быть: проверьте возраст, роль и год", "This cannot be: check the age, the role and the year"
    ),
    not_in_first_row=Text(
        "Общие сведения пишут в первой строке семьи", "What is common stands in a family's first row"
    ),
    not_together=Text("Строки одной семьи стоят не вместе", "The rows of one family stand apart"),
    not_with_this_channel=Text("Для звонка основанием может быть только закон", "A call can only rest on a legal duty"),
    empty=Text("В файле нет семей", "There are no families in the file"),
    hidden_sheet=Text("Лист с семьями скрыт", "The sheet is hidden"),
    several_sheets=Text(
        "Заполнено несколько листов: назовите нужный «Случаи»", "Several sheets are filled: call the right one “Cases”"
    ),
    **_OF_CASES,
)
"""The same codes, said of a file of cases."""

INVITATION_STATES = CodeList(
    "invitation_states",
    {
        "open": Text("Ждём направления", "Waiting for the referral"),
        "used": Text("Направление получено", "The referral has come"),
        "expired": Text("Срок истёк", "It has run out"),
        "cancelled": Text("Отменено", "Cancelled"),
    },
)
