"""What proves that a person was told of an event: made, sent, accepted or failed, seen in the app, acted on.

The most that can be claimed of a mail is that the mail server accepted it: no mail of ours tells when it is opened.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from services.notifications.model import Delivery, Notification
from services.notifications.table import EMAIL, IN_APP
from services.notifications.texts import CONCERNS
from shared.caller import Caller
from shared.codes import CodeList, Text
from shared.directory.model import KnownPerson

DELIVERY_STATES = CodeList(
    "delivery_states",
    {
        "in_app": Text("Есть на сайте", "In the app"),
        "waiting": Text("Ждёт отправки", "Waits to be sent"),
        "trying": Text("Пока не удалось, попробуем ещё", "Not yet, it is tried again"),
        "accepted_by_mail_server": Text("Принято почтовым сервером", "Accepted by the mail server"),
        "accepted_by_messenger": Text("Принято мессенджером", "Accepted by the messenger"),
        "failed": Text("Не доставлено", "Could not be delivered"),
        "not_needed": Text("Не отправлено: человек больше не работает", "Not sent: the person works here no more"),
        "held": Text("Задержано после восстановления из копии", "Held after a restore"),
    },
)

ALL_BUT_CONCERNS = ("coordinator",)
CONCERNS_ALONE = ("safeguarding_lead",)
EVERYTHING = ("supervisor",)


def of_record(caller: Caller, record: UUID, event: UUID | None) -> Select[Notification]:
    """Who was told of this record while it was the caller's organisation's. A coordinator is not told of concerns, a
    safeguarding lead of nothing else."""
    found = select(Notification).where(or_(Notification.record == record, Notification.matter == record))
    found = found.where(Notification.organisation == caller.organisation, Notification.organisation.is_not(None))
    if event:
        found = found.where(Notification.event == event)
    if caller.has(*EVERYTHING) or (caller.has(*ALL_BUT_CONCERNS) and caller.has(*CONCERNS_ALONE)):
        return found
    if caller.has(*CONCERNS_ALONE):
        return found.where(Notification.type.in_(CONCERNS))
    return found.where(Notification.type.not_in(CONCERNS))


def proof(session: Session, notification: Notification, caller: Caller, language: str) -> dict[str, Any]:
    shown = _shows_reading(session, notification, caller)
    return {
        "id": notification.id,
        "event": notification.event,
        "type": notification.type,
        "person": notification.person,
        "happened_at": notification.created_at,
        "made_at": notification.made_at,
        "ways": _ways(session, notification, language),
        "reading_shown": shown,
        "seen_at": notification.read_at if shown else None,
        "acted_at": notification.acted_at if shown else None,
    }


def _shows_reading(session: Session, notification: Notification, caller: Caller) -> bool:
    if notification.person == caller.person:
        return True
    reader = session.get(KnownPerson, notification.person)
    return reader is not None and reader.organisation == caller.organisation


def _ways(session: Session, notification: Notification, language: str) -> list[dict[str, Any]]:
    sent = select(Delivery).where(Delivery.notification == notification.id).order_by(Delivery.channel)
    return [_in_app(notification, language), *(_way(delivery, language) for delivery in session.scalars(sent))]


def _in_app(notification: Notification, language: str) -> dict[str, Any]:
    made = notification.made_at
    return _said(IN_APP, "in_app", language) | {"attempts": 1, "sent_at": made, "accepted_at": made}


def _way(delivery: Delivery, language: str) -> dict[str, Any]:
    state = state_of(delivery)
    return _said(delivery.channel, state, language) | {
        "attempts": delivery.attempts,
        "sent_at": delivery.tried_at or delivery.sent_at,
        "accepted_at": delivery.sent_at,
        "failed_at": delivery.next_try_at if state == "failed" else None,
        "next_try_at": delivery.next_try_at if state in ("waiting", "trying") else None,
        "reason": delivery.error,
    }


def _said(channel: str, state: str, language: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("sent_at", "accepted_at", "failed_at", "next_try_at", "reason"))
    return {**nothing, "channel": channel, "state": state, "text": DELIVERY_STATES.text(state, language)}


def state_of(delivery: Delivery) -> str:
    """In words that claim no more than is known."""
    if delivery.state == "pending":
        return "trying" if delivery.attempts else "waiting"
    if delivery.state == "sent":
        return "accepted_by_mail_server" if delivery.channel == EMAIL else "accepted_by_messenger"
    return "not_needed" if delivery.state == "cancelled" else delivery.state
