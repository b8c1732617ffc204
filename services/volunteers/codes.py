"""Codes of asking that are this service's own: how a chain stands, why somebody is passed over, what would help."""

from shared.codes import EXCLUSION_RULES, CodeList
from shared.codes.codelist import Text

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
