"""Mails to who is asked: a sentence and the link, nothing about the family or about them."""

from email.message import EmailMessage
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from services.volunteers.commands.links import Letter
from shared import mail
from shared.config import Settings

_SENDER = {"ru": "Опора", "en": "Opora"}


class _Text(NamedTuple):
    subject: str
    body: str


_QUESTION = {
    "ru": _Text(
        "Вас просят поддержать семью",
        "Здравствуйте!\n\nОтветьте, пожалуйста, до {until}, готовы ли вы. Отказаться можно, ничего не объясняя. "
        "Подробности и ответ — по этой ссылке, пароль не нужен:\n\n{link}\n\n"
        "Ссылка открывает только эту просьбу и перестанет действовать, когда ответ будет не нужен. "
        "Никому её не передавайте: кто её откроет, ответит за вас.\n",
    ),
    "en": _Text(
        "Would you be there for a family?",
        "Hello,\n\nPlease say by {until} whether you would. You can say no without giving a reason. What it is about, "
        "and your answer, by this link, without a password:\n\n{link}\n\n"
        "The link opens this question alone, and ends when no answer is needed any more. Give it to nobody: whoever "
        "opens it answers in your name.\n",
    ),
}


def link_address(address: str, token: str) -> str:
    """Where the link is used; `address` is the platform's public base URL."""
    return f"{address}/volunteers/proposals/{token}"


def compose(letter: Letter, settings: Settings) -> EmailMessage:
    """In the reader's language; its Message-ID names the proposal, the same on every try. Raises Refused for an
    impossible address."""
    language = "ru" if letter.language == "ru" else "en"
    text, link = _QUESTION[language], link_address(settings.address, letter.token)
    return mail.write(
        settings,
        to=letter.email,
        sender=_SENDER[language],
        subject=text.subject,
        text=text.body.format(link=link, until=_moment(letter, language)),
        language=language,
        message_id=f"{letter.proposal}.link",
    )


def _moment(letter: Letter, language: str) -> str:
    zone = ZoneInfo(letter.time_zone)
    return str(format_datetime(letter.expires_at, "d MMMM, HH:mm (ZZZZ)", tzinfo=zone, locale=language))
