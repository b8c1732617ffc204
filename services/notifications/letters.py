"""A notification as an e-mail: its words, its reference, its link. No name of anyone, not even the reader's."""

from email.message import EmailMessage
from typing import NamedTuple

from services.notifications.model import Notification
from services.notifications.table import EMAIL
from services.notifications.texts import TEXTS, Wording, worded
from shared import mail
from shared.config import Settings
from shared.directory.model import KnownPerson


class _Frame(NamedTuple):
    sender: str
    short: str
    number: str
    link: str
    end: str


_FRAMES = {
    "ru": _Frame(
        "Опора",
        "№ ",
        "Номер: {reference}",
        "Открыть после входа: {link}",
        "Это письмо отправлено автоматически, отвечать на него не нужно. Какие письма получать, решаете вы: {choices}",
    ),
    "en": _Frame(
        "Opora",
        "no. ",
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
    """The mail; its Message-ID is the same at every try. Raises Refused for an address that cannot be one."""
    said = wording(notification, reader.language, reader.time_zone)
    frame = _FRAMES["ru" if reader.language == "ru" else "en"]
    reference = notification.reference
    return mail.write(
        settings,
        to=reader.email or "",
        sender=frame.sender,
        subject=f"{said.title}, {frame.short}{reference}" if reference else said.title,
        text=_body(notification, said, frame, settings.address),
        language=reader.language,
        message_id=f"{notification.id}.{EMAIL}",
    )


def _body(notification: Notification, said: Wording, frame: _Frame, address: str) -> str:
    number = [frame.number.format(reference=notification.reference)] if notification.reference else []
    link = frame.link.format(link=address + notification.path)
    end = frame.end.format(choices=address + PREFERENCES)
    return "\n".join([said.text, "", *number, link, "", "--", end, ""])
