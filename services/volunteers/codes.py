"""Codes of asking that are this service's own: how a chain stands, why somebody is passed over, what would help."""

from shared.codes import EXCLUSION_RULES, CodeList
from shared.codes.codelist import Text
from shared.spreadsheets.codes import import_errors

CHAIN_STATES = CodeList(
    "chain_states",
    {
        "going": Text("Спрашиваем по очереди", "People are asked one after the other"),
        "found": Text("Кто-то согласился", "Somebody said yes"),
        "nobody_left": Text("Спрашивать больше некого", "Nobody is left to ask"),
        "withdrawn": Text("Просьбу отозвали", "The request was withdrawn"),
        "stopped": Text("Очередь остановили", "The order was stopped"),
        "supervisor_gone": Text(
            "Куратор, от имени которого спрашивали, больше не может им быть",
            "Whom they would turn to cannot be that any more",
        ),
    },
)

CHAIN_STEPS = CodeList(
    "chain_steps",
    {
        "waiting": Text("Ещё не спрашивали", "Not asked yet"),
        "asked": Text("Спросили", "Asked"),
        "skipped": Text("Пропустили", "Passed over"),
    },
)

_RULES = {rule: Text(EXCLUSION_RULES.text(rule, "ru"), EXCLUSION_RULES.text(rule, "en")) for rule in EXCLUSION_RULES}

SKIP_REASONS = CodeList(
    "skip_reasons",
    _RULES
    | {
        "already_asked": Text("Уже спросили, ждём ответа", "Asked already, the answer is awaited"),
        "own_pairing": Text("Это сам куратор", "They are the supervisor themselves"),
        "not_open": Text("Уже никого не ищем", "Nobody is looked for any more"),
        "supervisor": Text("Куратор не может быть с этой парой", "The supervisor cannot be there for this pairing"),
        "not_found": Text("Больше не участвует", "No longer takes part"),
    },
)

MATCH_CHANGES = CodeList(
    "match_changes",
    {
        "one_place_more": Text("Могли бы принять на одну семью больше", "Could take one family more"),
        "no_to_another": Text("Их уже спросили о другой семье, ждём ответа", "They are asked for another family"),
        "readiness": Text("Станет можно приглашать", "Would be ready to be asked"),
        "distance": Text("Смогли бы ездить в этот район", "Could come to this district"),
        "language": Text("Нашёлся бы общий язык", "Would have a language in common"),
        "another_answer": Text("Передумали бы: уже был ответ «нет»", "Would think again: they said no before"),
        "independence": Text(
            "Связаны с организацией, которая оценивает семью: их приглашать нельзя",
            "Are tied to an organisation that assesses the family: they cannot be asked",
        ),
        "nobody": Text("Одного изменения мало, близко никто не подходит", "No single change would help"),
    },
)
"""What would have to change for an unmatched request. `independence` and `nobody` cannot be changed by asking."""

CALENDAR_KINDS = CodeList(
    "calendar_kinds",
    {
        "question": Text("Ответить: сможете помочь семье?", "Answer: can you help a family?"),
        "first_meeting": Text("Первая встреча с семьёй", "First meeting with a family"),
        "last_day": Text("последний день", "last day"),
        "pause_over": Text("Пауза закончилась", "The pause is over"),
        "feedback": Text("Рассказать, как складываются встречи", "Say how it is with the family"),
        "feedback_last": Text(
            "Последний день, чтобы рассказать, как прошли встречи", "Last day to say how it was with the family"
        ),
    },
)

IMPORT_ERRORS = import_errors(
    not_found=Text("Такого названия или кода мы не знаем", "Nothing has this name or code"),
    unknown_person=Text(
        "Среди ваших людей нет никого с этим адресом: сначала загрузите людей",
        "None of your people has this address: import the people first",
    ),
    wrong_role=Text(
        "У человека нет этой роли: её даёт администратор организации",
        "The person does not have this role: the organisation's administrator gives it",
    ),
    already_registered=Text("Уже есть в реестре", "Is on the register already"),
    own_vetting=Text("О себе проверку записывает другой координатор", "Nobody vets themselves"),
    invalid_email=Text("Это не адрес электронной почты", "This is not an e-mail address"),
    invalid_time=Text("Нужно, например, «сб 11:00-15:00; вс 10-12»", "For example “Sat 11:00-15:00; Sun 10-12”"),
    before_start=Text("Конец раньше начала", "This ends before it begins"),
    before_training=Text("Одобрение раньше обучения", "The approval is before the training"),
    before_interview=Text("Одобрение раньше собеседования", "The approval is before the interview"),
    not_vetted=Text("Для этого состояния не хватает проверки", "The vetting is not complete enough for this status"),
    needed_to_be_ready=Text("Без этого пока нельзя приглашать", "Needed before they can be asked"),
    not_paused=Text("Паузы до дня нет без паузы", "Only who pauses does so until a day"),
    in_past=Text("Этот день уже прошёл", "This day is over"),
    empty=Text("В файле нет волонтёров", "There are no volunteers in the file"),
    hidden_sheet=Text("Лист с волонтёрами скрыт", "The sheet is hidden"),
    several_sheets=Text(
        "Заполнено несколько листов: назовите нужный «Волонтёры»",
        "Several sheets are filled: call the right one “Volunteers”",
    ),
    too_many_volunteers=Text("Не больше 500 волонтёров в файле", "A file holds 500 volunteers at most"),
)
