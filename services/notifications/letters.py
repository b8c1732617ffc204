"""A notification as an e-mail: its words, its reference, its link. No name of anyone, not even the reader's."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import NamedTuple

from services.notifications.model import Notification
from services.notifications.table import EMAIL
from services.notifications.texts import TEXTS, Wording, worded
from shared import clock
from shared.config import Settings
from shared.directory.model import KnownPerson


class _Frame(NamedTuple):
    sender: str
    number: str
    link: str
    end: str


_FRAMES = {
    "ru": _Frame(
        "Опора",
        "Номер: {reference}",
        "Открыть после входа: {link}",
        "Это письмо отправлено автоматически, отвечать на него не нужно. Какие письма получать, решаете вы: {choices}",
    ),
    "en": _Frame(
        "Opora",
        "Reference: {reference}",
        "Open it when signed in: {link}",
        "This mail was sent automatically and needs no answer. Which mails you get is your choice: {choices}",
    ),
}
PREFERENCES = "/notifications/api/v1/preferences"


def wording(notification: Notification, language: str, time_zone: str) -> Wording:
    """A notification in the reader's language, its moments in their time zone."""
    return worded(TEXTS[notification.type], notification.values, language, time_zone)


def compose(notification: Notification, reader: KnownPerson, settings: Settings) -> EmailMessage:
    """The mail; its Message-ID is the same at every try. Raises ValueError for an address that cannot be one."""
    said = wording(notification, reader.language, reader.time_zone)
    frame = _FRAMES["ru" if reader.language == "ru" else "en"]
    message = EmailMessage()
    message["From"] = formataddr((frame.sender, settings.mail_from))
    message["To"] = reader.email
    message["Subject"] = f"{said.title}, № {notification.reference}" if notification.reference else said.title
    message["Date"] = format_datetime(clock.system())
    message["Message-ID"] = f"<{notification.id}.{EMAIL}@{settings.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_body(notification, said, frame, settings.address))
    message["Content-Language"] = reader.language
    return message


def _body(notification: Notification, said: Wording, frame: _Frame, address: str) -> str:
    number = [frame.number.format(reference=notification.reference)] if notification.reference else []
    link = frame.link.format(link=address + notification.path)
    end = frame.end.format(choices=address + PREFERENCES)
    return "\n".join([said.text, "", *number, link, "", "--", end, ""])
