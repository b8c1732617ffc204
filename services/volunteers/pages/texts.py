"""What the page of a proposal's link says, in Russian and English. Names of codes stand in the lists of codes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_day_names

from shared.codes import LANGUAGES, VOLUNTEER_KINDS

_RU: dict[str, Any] = {
    "language": "По-русски",
    "title": "Вас просят поддержать семью",
    "title_answered": "Ваш ответ принят",
    "title_refused": "Не получилось",
    "error": "Ошибка: ",
    "gone": "Эта ссылка больше не действует: отвечать уже не нужно или вы уже ответили. "
    "Если нужна помощь, войдите или напишите своему координатору.",
    "too_often": "Слишком много попыток. Подождите немного и попробуйте ещё раз.",
    "other_site": "Этот запрос пришёл с другого сайта. Откройте ссылку из письма ещё раз.",
    "wanted": "Кто нужен",
    "district": "Район",
    "children": "Возраст детей",
    "languages": "Языки семьи",
    "times": "Когда удобно",
    "about": "О просьбе",
    "until": "Ответьте, пожалуйста, до {until}. Если не ответите, ничего страшного: спросят кого-то ещё.",
    "yes_hint": "После «да» куратор семьи вас познакомит. Имена и место встречи будут видны после входа.",
    "yes": "Да, я буду рядом",
    "no_title": "Если не получится",
    "reason": "Почему (можно не заполнять)",
    "reason_hint": "Прочитает только ваш координатор.",
    "no": "Нет, в этот раз не смогу",
    "said_yes": "Спасибо, вы ответили «да». Куратор семьи скоро вас познакомит. Подробности — после входа в «Опору».",
    "said_no": "Спасибо, что ответили. Больше ничего делать не нужно.",
    "codes": {
        "too_long": "слишком длинно, сократите.",
        "control_character": "есть знак, который нельзя использовать. Наберите заново.",
        "hidden_character": "есть невидимый знак. Наберите заново, не вставляя.",
        "other": "проверьте, пожалуйста, что здесь написано.",
        "not_ready": "Ответить «да» сейчас нельзя. Пожалуйста, поговорите со своим координатором.",
        "no_longer_independent": "Ответить «да» нельзя: кто-то из ваших близких теперь работает там, "
        "где оценивают эту семью. Поговорите, пожалуйста, со своим координатором.",
        "no_capacity": "Вы уже помогаете стольким семьям, скольким можете.",
        "conflict": "Ответ уже не нужен.",
    },
}
_EN: dict[str, Any] = {
    "language": "In English",
    "title": "Would you be there for a family?",
    "title_answered": "Your answer has arrived",
    "title_refused": "That did not work",
    "error": "Error: ",
    "gone": "This link does not hold any more: no answer is needed, or you have answered. If you need help, sign in or "
    "write to your coordinator.",
    "too_often": "Too many tries. Wait a little, then try again.",
    "other_site": "This request came from another site. Open the link in the mail once more.",
    "wanted": "Who is wanted",
    "district": "District",
    "children": "Ages of the children",
    "languages": "Languages of the family",
    "times": "Good times",
    "about": "What it is about",
    "until": "Please answer by {until}. If you do not, that is all right: somebody else will be asked.",
    "yes_hint": "After a yes the family's worker introduces you. Sign in to see their names and where you will meet.",
    "yes": "Yes, I will be there",
    "no_title": "If it does not work out",
    "reason": "Why (you need not say)",
    "reason_hint": "Only your coordinator reads it.",
    "no": "No, not this time",
    "said_yes": "Thank you, you said yes. The family's worker will introduce you soon. Sign in to Opora for more.",
    "said_no": "Thank you for your answer. There is nothing else to do.",
    "codes": {
        "too_long": "too long, please shorten it.",
        "control_character": "there is a character that cannot be used. Please type it again.",
        "hidden_character": "there is an invisible character. Please type it instead of pasting.",
        "other": "please check what is written here.",
        "not_ready": "You cannot say yes now. Please talk with your coordinator first.",
        "no_longer_independent": "You cannot say yes: someone close to you now works for an organisation that assesses "
        "this family. Please talk with your coordinator.",
        "no_capacity": "You already help as many families as you said you can.",
        "conflict": "No answer is needed any more.",
    },
}

TEXTS: dict[str, dict[str, Any]] = {"ru": _RU, "en": _EN}


def in_words(said: dict[str, Any], language: str, time_zone: str) -> dict[str, Any]:
    """A question as its page shows it: `rows` of a name and a text, `until`, `about`."""
    texts = TEXTS[language]
    rows = [
        (texts["wanted"], VOLUNTEER_KINDS.text(said["kind"], language)),
        (texts["district"], said["district_name"]),
        (texts["children"], ", ".join(str(age) for age in said["children_ages"])),
        (texts["languages"], ", ".join(LANGUAGES.text(code, language) for code in said["languages"])),
        (texts["times"], "; ".join(_time(time, language) for time in said["times"])),
    ]
    until = texts["until"].format(until=_moment(said["expires_at"], language, time_zone))
    return {"rows": [row for row in rows if row[1]], "until": until, "about": said["about"] or ""}


def _time(time: dict[str, Any], language: str) -> str:
    """ "суббота 11:00–15:00"; weekday 1 is Monday, which is 0 in Babel."""
    return f"{get_day_names('wide', locale=language)[time['weekday'] - 1]} {time['from']}–{time['to']}"


def _moment(moment: datetime, language: str, time_zone: str) -> str:
    return str(format_datetime(moment, "d MMMM, HH:mm (ZZZZ)", tzinfo=ZoneInfo(time_zone), locale=language))
