"""What is said of a team's meetings and of the stages of a roadmap: never what they are about."""

from services.notifications.texts.wording import Wording, Words

TEAMWORK = {
    "meeting_planned": Words(
        Wording(
            "Вас зовут на встречу команды",
            "Команда случая встречается {planned_at:moment}. Где и о чём — в карточке встречи.",
        ),
        Wording(
            "You are invited to a team meeting",
            "A case's team meets at {planned_at:moment}. Where, and what about, is in the meeting itself.",
        ),
    ),
    "meeting_cancelled": Words(
        Wording("Встречи команды не будет", "Встреча {planned_at:moment} отменена. Причина — в карточке встречи."),
        Wording(
            "A team meeting is cancelled", "The meeting at {planned_at:moment} is cancelled. Why is in the meeting."
        ),
    ),
    "stage_presented": Words(
        Wording(
            "Этап дорожной карты ждёт проверки",
            "По словам команды, этап пройден {presented_on:day}. Посмотрите, пожалуйста, так ли это.",
        ),
        Wording(
            "A stage of a roadmap waits for your check",
            "The team says that a stage was passed on {presented_on:day}. Please see whether it was.",
        ),
    ),
    "stage_returned": Words(
        Wording(
            "Этап дорожной карты вернули",
            "Коллега посмотрел этап {checked_on:day} и просит ещё поработать над ним. Почему — в дорожной карте.",
        ),
        Wording(
            "A stage of a roadmap came back",
            "A colleague looked at the stage on {checked_on:day} and asks for some more work. Why is in the roadmap.",
        ),
    ),
}
