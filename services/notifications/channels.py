"""The ways out of the app: how a message is handed over by each, and how long that is tried."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from services.notifications import commands, letters, rules
from services.notifications.messenger import GONE, Gateway
from services.notifications.model import MessengerLink, Notification
from services.notifications.table import EMAIL, MESSENGER
from shared.config import Settings
from shared.directory.model import KnownPerson
from shared.logs import place_of
from shared.mail import Post
from shared.sending import Refused

log = logging.getLogger(__name__)

Parcel = Sequence[Notification]
T = TypeVar("T")


@dataclass(frozen=True)
class Channel:
    """`address` is where a reader has it at present, None: nowhere. `open` gives a line; `send(line, session, parcel,
    reader, settings)` hands over by it, raising Away or Refused. `when_away`: whether the time in which nobody at all
    could be reached counts for `given_up_after`."""

    name: str
    address: Callable[[Session, KnownPerson], str | None]
    open: Callable[[Settings], Any]
    send: Callable[[Any, Session, Parcel, KnownPerson, Settings], None]
    given_up_after: timedelta
    when_away: bool
    away: str


def _send_mail(post: Post, session: Session, parcel: Parcel, reader: KnownPerson, settings: Settings) -> None:
    if not reader.email:
        raise Refused("no_address", final=True)
    post.send(_written(lambda: letters.compose(parcel, reader, settings)))


def _send_message(gateway: Gateway, session: Session, parcel: Parcel, reader: KnownPerson, settings: Settings) -> None:
    """Who unlinked meanwhile is not addressed any more."""
    linked = session.get(MessengerLink, reader.id)
    if linked is None:
        raise Refused("unlinked", final=True)
    text = _written(lambda: letters.message(parcel, reader, settings))
    try:
        gateway.send({"to": linked.recipient, **text})
    except Refused as problem:
        if problem.code == GONE:
            commands.end_link(session, linked.recipient)  # this one alone: they may have linked another meanwhile
        raise


def _written(write: Callable[[], T]) -> T:
    """What cannot be written, as when a later release left it here, is refused like any other message, so that all
    others go out. It may be written after the next start, so it is tried again."""
    try:
        return write()
    except Refused:
        raise
    except Exception as problem:
        log.error("message_not_written", extra={"error": type(problem).__name__, "place": place_of(problem)})
        raise Refused("not_written", final=False) from None


def _recipient(session: Session, reader: KnownPerson) -> str | None:
    linked = session.get(MessengerLink, reader.id)
    return linked.recipient if linked else None


MAIL = Channel(
    EMAIL,
    lambda session, reader: reader.email,
    lambda settings: Post(settings.smtp_url),
    _send_mail,
    rules.MAIL_GIVEN_UP_AFTER,
    when_away=False,
    away="mail_server_away",
)
MESSAGES = Channel(
    MESSENGER,
    _recipient,
    Gateway,
    _send_message,
    rules.MESSAGE_GIVEN_UP_AFTER,
    when_away=True,
    away="messenger_away",
)
