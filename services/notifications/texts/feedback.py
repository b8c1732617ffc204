"""What both sides of a pairing are asked. Nobody has to answer, and nobody's answer is shown to the other side."""

from services.notifications.texts.wording import Wording, Words

FEEDBACK = {
    "feedback_asked": Words(
        Wording(
            "Расскажите, пожалуйста, как идут встречи с семьёй",
            "Три коротких вопроса. Отвечать не обязательно. Ваши ответы видите только вы; оценок людям они не ставят "
            "и помогают лучше подбирать тех, кто будет рядом с семьёй.",
        ),
        Wording(
            "How do the meetings with the family go?",
            "Three short questions. You need not answer. You alone see your answers; they give nobody a mark, and "
            "help to find people who suit a family better.",
        ),
    ),
}
