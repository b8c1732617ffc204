"""A notification, or several, as an e-mail or a message: words, reference, link. No name of anyone, not even the
reader's."""

from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any, NamedTuple

from services.notifications.model import Notification
from services.notifications.table import EMAIL, MESSENGER
from services.notifications.texts import TEXTS, UNKNOWN, Wording, as_deputy, worded
from shared import mail
from shared.config import Settings
from shared.directory.model import KnownPerson


class _Frame(NamedTuple):
    sender: str
    short: str
    number: str
    link: str
    several: str
    end: str


_FRAMES = {
    "ru": _Frame(
        "Опора",
        "№ ",
        "Номер: {reference}",
        "Открыть после входа: {link}",
        "Новости: {count}",
        "Это письмо отправлено автоматически, отвечать на него не нужно. Какие письма получать, решаете вы: {choices}",
    ),
    "en": _Frame(
        "Opora",
        "no. ",
        "Reference: {reference}",
        "Open it when signed in: {link}",
        "News: {count}",
        "This mail was sent automatically and needs no answer. Which mails you get is your choice: {choices}",
    ),
}
PREFERENCES = "/notifications/preferences"
INBOX = "/notifications/inbox"


def wording(notification: Notification, language: str, time_zone: str) -> Wording:
    """A notification in the reader's language, its moments in their time zone; a deputy learns that they are one."""
    said = worded(TEXTS.get(notification.type, UNKNOWN), notification.values, language, time_zone)
    return said if notification.stands_in_for is None else as_deputy(said, language)


def compose(notifications: Sequence[Notification], reader: KnownPerson, settings: Settings) -> EmailMessage:
    """The mail about these; its Message-ID, of the first, is the same at every try, and mails with one reference belong
    together. Raises Refused for an address that cannot be one."""
    frame = _frame(reader)
    end = frame.end.format(choices=settings.address + PREFERENCES)
    return mail.write(
        settings,
        to=reader.email or "",
        sender=frame.sender,
        subject=_subject(notifications, reader),
        text="\n".join([_paragraphs(notifications, reader, settings), "", "--", end, ""]),
        language=reader.language,
        message_id=f"{notifications[0].id}.{EMAIL}",
        thread=_reference(notifications),
    )


def message(notifications: Sequence[Notification], reader: KnownPerson, settings: Settings) -> dict[str, Any]:
    """What a messenger is given, but for whom: `id` is the same at every try."""
    paths = {notification.path for notification in notifications}
    return {
        "id": f"{notifications[0].id}.{MESSENGER}",
        "text": "\n\n".join([_subject(notifications, reader), *(_said(one, reader).text for one in notifications)]),
        "link": settings.address + (paths.pop() if len(paths) == 1 else INBOX),
        "language": reader.language,
    }


def _subject(notifications: Sequence[Notification], reader: KnownPerson) -> str:
    frame, reference = _frame(reader), _reference(notifications)
    several = frame.several.format(count=len(notifications))
    title = _said(notifications[0], reader).title if len(notifications) == 1 else several
    return f"{title}, {frame.short}{reference}" if reference else title


def _reference(notifications: Sequence[Notification]) -> str | None:
    """The one that all of them have."""
    references = {notification.reference for notification in notifications}
    return references.pop() if len(references) == 1 else None


def _paragraphs(notifications: Sequence[Notification], reader: KnownPerson, settings: Settings) -> str:
    titled = len(notifications) > 1
    return "\n\n".join(_paragraph(one, reader, settings, titled=titled) for one in notifications)


def _paragraph(notification: Notification, reader: KnownPerson, settings: Settings, *, titled: bool) -> str:
    frame, said = _frame(reader), _said(notification, reader)
    number = [frame.number.format(reference=notification.reference)] if notification.reference else []
    link = frame.link.format(link=settings.address + notification.path)
    return "\n".join([*([said.title] if titled else []), said.text, "", *number, link])


def _said(notification: Notification, reader: KnownPerson) -> Wording:
    return wording(notification, reader.language, reader.time_zone)


def _frame(reader: KnownPerson) -> _Frame:
    return _FRAMES["ru" if reader.language == "ru" else "en"]
