"""All wordings by their name, which is the `type` of a notification, and the types as a list of codes."""

from services.notifications.texts.absences import ABSENCES, as_deputy
from services.notifications.texts.cases import CASES
from services.notifications.texts.concerns import CONCERNS
from services.notifications.texts.feedback import FEEDBACK
from services.notifications.texts.pairings import PAIRINGS
from services.notifications.texts.people import PEOPLE
from services.notifications.texts.referrals import REFERRALS
from services.notifications.texts.teamwork import TEAMWORK
from services.notifications.texts.vetting import VETTING
from services.notifications.texts.webhooks import WEBHOOKS
from services.notifications.texts.wording import Wording, Words, chosen, worded
from shared.codes import CodeList, Text

TEXTS: dict[str, Words] = {
    **REFERRALS,
    **CASES,
    **PAIRINGS,
    **CONCERNS,
    **TEAMWORK,
    **VETTING,
    **FEEDBACK,
    **PEOPLE,
    **WEBHOOKS,
    **ABSENCES,
}

UNKNOWN = Words(
    Wording("Есть новость", "Откройте, чтобы узнать подробнее."),
    Wording("There is news", "Please open it to learn more."),
)
"""Of a type that another release wrote: lists grow, older programs must go on."""

NOTIFICATION_TYPES = CodeList(
    "notification_types", {name: Text(words.ru.title, words.en.title) for name, words in TEXTS.items()}
)

__all__ = ["CONCERNS", "NOTIFICATION_TYPES", "TEXTS", "UNKNOWN", "Wording", "Words", "as_deputy", "chosen", "worded"]
