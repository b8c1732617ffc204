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
    "absence_ended": Words(
        Wording(
            "С возвращением!",
            "Вас больше никто не замещает: ваша работа снова только у вас.",
        ),
        Wording(
            "Welcome back!",
            "Nobody stands in for you any more: your work is yours alone again.",
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
