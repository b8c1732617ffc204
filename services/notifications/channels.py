"""The ways out of the app: how a message is handed over by each, and how long that is tried."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.notifications import letters, rules
from services.notifications.messenger import Gateway
from services.notifications.model import MessengerLink, Notification
from services.notifications.table import EMAIL, MESSENGER
from shared.config import Settings
from shared.directory.model import KnownPerson
from shared.mail import Post
from shared.sending import Refused

Parcel = Sequence[Notification]


@dataclass(frozen=True)
class Channel:
    """`open` gives a line; `send(line, session, parcel, reader, settings)` hands over by it, raising Away or Refused.
    `when_away`: whether the time in which nobody at all could be reached counts for `given_up_after`."""

    name: str
    open: Callable[[Settings], Any]
    send: Callable[[Any, Session, Parcel, KnownPerson, Settings], None]
    given_up_after: timedelta
    when_away: bool
    away: str


def _send_mail(post: Post, session: Session, parcel: Parcel, reader: KnownPerson, settings: Settings) -> None:
    if not reader.email:
        raise Refused("no_address", final=True)
    post.send(letters.compose(parcel, reader, settings))


def _send_message(gateway: Gateway, session: Session, parcel: Parcel, reader: KnownPerson, settings: Settings) -> None:
    """Who unlinked meanwhile is not addressed any more."""
    linked = session.get(MessengerLink, reader.id)
    if linked is None:
        raise Refused("unlinked", final=True)
    gateway.send({"to": linked.recipient, **letters.message(parcel, reader, settings)})


MAIL = Channel(
    EMAIL,
    lambda settings: Post(settings.smtp_url),
    _send_mail,
    rules.MAIL_GIVEN_UP_AFTER,
    when_away=False,
    away="mail_server_away",
)
MESSAGES = Channel(
    MESSENGER, Gateway, _send_message, rules.MESSAGE_GIVEN_UP_AFTER, when_away=True, away="messenger_away"
)
