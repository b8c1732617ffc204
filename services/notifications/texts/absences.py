"""What is told of an absence, to who is away and to who stands in. No name stands here, and no reason."""

from services.notifications.texts.wording import Wording, Words

ABSENCES = {
    "stand_in_planned": Words(
        Wording(
            "Вы замещаете коллегу",
            "Вы замещаете коллегу с {from_on:day} по {until_on:day}. В эти дни вам видна эта работа, и вы получаете "
            "сообщения о ней. Кого вы замещаете — по ссылке, после входа.",
        ),
        Wording(
            "You stand in for a colleague",
            "You stand in for a colleague from {from_on:day} to {until_on:day}. On these days you see their work and "
            "are told of it. Sign in by the link to see whom you stand in for.",
        ),
    ),
    "stand_in_started": Words(
        Wording(
            "С сегодняшнего дня вы замещаете коллегу",
            "Замещение началось и само закончится после {until_on:day}. Кого вы замещаете — по ссылке, после входа.",
        ),
        Wording(
            "You stand in for a colleague from today",
            "It has begun and ends by itself after {until_on:day}. Sign in by the link to see whom you stand in for.",
        ),
    ),
    "stand_in_ended": Words(
        Wording(
            "Вы больше не замещаете коллегу",
            "Замещение закончилось или отменено. Эта работа вам больше не видна. Спасибо!",
        ),
        Wording(
            "You no longer stand in for a colleague",
            "It has ended or was called off. You do not see that work any more. Thank you!",
        ),
    ),
    "absence_planned": Words(
        Wording(
            "Записано ваше отсутствие",
            "С {from_on:day} по {until_on:day} вас замещает коллега. Если это не так, отмените запись по ссылке.",
        ),
        Wording(
            "Your absence was entered",
            "From {from_on:day} to {until_on:day} a colleague stands in for you. If that is wrong, end it by the link.",
        ),
    ),
    "stand_in_lost": Words(
        Wording(
            "Вас больше некому замещать",
            "Кто замещал вас до {until_on:day}, больше не может. Назначьте, пожалуйста, другого коллегу по ссылке.",
        ),
        Wording(
            "Nobody stands in for you any more",
            "Who stood in for you until {until_on:day} cannot any more. Please name another colleague by the link.",
        ),
    ),
    "stand_in_lost_colleague": Words(
        Wording(
            "Отсутствующего коллегу больше некому замещать",
            "Кто замещал до {until_on:day}, больше не может. Назначьте, пожалуйста, другого: чья это работа — по "
            "ссылке, после входа.",
        ),
        Wording(
            "Nobody stands in for a colleague who is away",
            "Who stood in until {until_on:day} cannot any more. Please name another one; sign in by the link to see "
            "whose work it is.",
        ),
    ),
    "absence_ended": Words(
        Wording(
            "Вас больше никто не замещает",
            "Отсутствие закончилось или отменено: ваша работа снова только у вас.",
        ),
        Wording(
            "Your absence is over",
            "It has ended or was called off: your work is yours alone again.",
        ),
    ),
}

_AS_DEPUTY = {
    "ru": "Вы получили это сообщение, потому что замещаете коллегу.",
    "en": "You are told this because you stand in for a colleague.",
}


def as_deputy(said: Wording, language: str) -> Wording:
    """The same, and why a deputy is told."""
    return Wording(said.title, f"{said.text} {_AS_DEPUTY['ru' if language == 'ru' else 'en']}")
