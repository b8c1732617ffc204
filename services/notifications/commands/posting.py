"""Putting a notification on its way through the channels that its reader has and wants, and saying how that went."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from services.notifications import hold, hours
from services.notifications.commands.choosing import preferences_of, wishes_of
from services.notifications.hours import Wishes
from services.notifications.model import Delivery, MessengerLink, Notification, Preferences, SlowReceiver
from services.notifications.receivers import receiver_of
from services.notifications.table import ALWAYS_MAILED, AT_ONCE, EMAIL, MESSENGER
from shared import clock
from shared.contracts.notifications import DELIVERY_FAILED, DELIVERY_SENT
from shared.directory.model import KnownPerson
from shared.eventing.outbox import publish

MAIL_CHANNEL = "mail"  # a PostgreSQL channel: who sends messages listens to it
LONGEST_WAIT = timedelta(days=2)  # of a message that takes others in: till the daily mail of the next day


def post(session: Session, notification: Notification, written_at: datetime, channels: tuple[str, ...]) -> None:
    """`written_at`: when the event was, in system time."""
    reader = session.get_one(KnownPerson, notification.person)
    choices = preferences_of(session, reader.id)
    held = hold.covers(session, written_at)
    for channel, address in _addresses(session, reader, choices, notification.type):
        if channel in channels:
            _post(session, notification, channel, receiver_of(channel, address), wishes_of(choices, reader), held)
    session.execute(text("select pg_notify(:channel, '')"), {"channel": MAIL_CHANNEL})


def _addresses(
    session: Session, reader: KnownPerson, choices: Preferences, type_: str
) -> Iterator[tuple[str, str | None]]:
    """Channels that the reader has and wants for this type. A mail address that is missing shows when it is tried."""
    if type_ in ALWAYS_MAILED or type_ not in choices.without_email:
        yield EMAIL, reader.email
    linked = session.get(MessengerLink, reader.id)
    if linked and type_ not in choices.without_messenger:
        yield MESSENGER, linked.recipient


def _post(
    session: Session, notification: Notification, channel: str, receiver: int, wishes: Wishes, held: bool
) -> None:
    delivery = Delivery(notification=notification.id, channel=channel, receiver=receiver, attempts=0)
    delivery.urgent = hours.waits_for_nothing(notification.type)
    delivery.digest = hours.in_digest(notification.type, channel, wishes)
    delivery.state, delivery.next_try_at = "held" if held else "pending", clock.system()
    if not held:
        _schedule(session, delivery, notification, wishes)
    session.add(delivery)
    session.flush()


def _schedule(session: Session, delivery: Delivery, notification: Notification, wishes: Wishes) -> None:
    now = clock.system()
    if delivery.urgent:
        return
    recent = _recent(session, notification, delivery.channel, now - wishes.gather)
    at = hours.due(notification.type, delivery.channel, now, wishes, recent)
    at = max(at, _rested(session, delivery.receiver) or at)
    waiting = _waiting(session, notification, delivery, now, at)
    if waiting:
        delivery.part_of, delivery.next_try_at = waiting.notification, waiting.next_try_at
    else:
        delivery.next_try_at = at


def _recent(session: Session, about: Notification, channel: str, since: datetime) -> int:
    """Messages about the same matter that were sent on their own since then."""
    found = (
        select(func.count())
        .select_from(Delivery)
        .join(Notification, Notification.id == Delivery.notification)
        .where(Notification.person == about.person, Notification.matter == about.matter)
        .where(Notification.made_at > since, Notification.id != about.id)
        .where(Delivery.channel == channel, Delivery.part_of.is_(None), Delivery.digest.is_(False))
    )
    return session.scalar(found) or 0


def _waiting(session: Session, about: Notification, like: Delivery, now: datetime, at: datetime) -> Delivery | None:
    """A message to the same reader that has not been tried yet, is not due yet, and takes this one in. Never an urgent
    one, which must be seen for itself; nor one that goes out later than this would alone (`at`), as when its reader
    wishes otherwise by now."""
    same = Delivery.digest.is_(True) if like.digest else Notification.matter == about.matter
    found = (
        select(Delivery)
        .join(Notification, Notification.id == Delivery.notification)
        .where(Notification.person == about.person, Notification.made_at > now - LONGEST_WAIT, same)
        .where(Delivery.channel == like.channel, Delivery.digest == like.digest, Delivery.part_of.is_(None))
        .where(Delivery.state == "pending", Delivery.attempts == 0)
        .where(Delivery.next_try_at > now, Delivery.next_try_at <= at, Notification.type.not_in(AT_ONCE))
    )
    newest = found.order_by(Notification.id.desc()).limit(1)
    return session.scalar(newest.with_for_update(of=Delivery, skip_locked=True))


def _rested(session: Session, receiver: int) -> datetime | None:
    slow = session.get(SlowReceiver, receiver)
    return slow.until if slow else None


def delivered(
    session: Session,
    notification: UUID,
    person: UUID,
    event: UUID,
    channel: str,
    attempt: int = 1,
    *,
    ok: bool = True,
    given_up: bool = False,
) -> None:
    """Say that a notification was handed over through a channel, or that this attempt failed, the last one perhaps."""
    data = {"notification": notification, "person": person, "event": event, "channel": channel, "attempt": attempt}
    if ok:
        publish(session, DELIVERY_SENT, notification, data)
    else:
        publish(session, DELIVERY_FAILED, notification, data | {"given_up": given_up})
