"""One try: which is due, sending it, and what is noted of how it went."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, sessionmaker

from services.notifications import commands, hours, rules
from services.notifications.channels import Channel
from services.notifications.commands import resting
from services.notifications.commands.choosing import preferences_of, wishes_of
from services.notifications.model import Delivery, Notification, SlowReceiver
from services.notifications.receivers import receiver_of
from shared import clock
from shared.config import Settings
from shared.directory.lookup import is_at_work
from shared.directory.model import KnownPerson
from shared.sending import Away, Refused

log = logging.getLogger(__name__)

RECEIVERS_AT_A_LOOK = 20
TIMEOUT = "timeout"


@dataclass(frozen=True)
class Sending:
    """What is tried: the delivery that stands for all, all that go out within it, and what they are about."""

    first: Delivery
    all: Sequence[Delivery]
    about: Sequence[Notification]


def send_next(
    channel: Channel, sessions: "sessionmaker[Session]", settings: Settings, line: Any, *, slow_too: bool = True
) -> bool:
    """Try what is due longest; False when nothing is. Raises Away, when the try is noted."""
    with sessions.begin() as session:
        first = _claim(session, channel, slow_too)
        if first is None:
            return False
        sending = _whole(session, first)
        reader = session.get(KnownPerson, sending.about[0].person)
        if reader is None or not is_at_work(session, reader):
            _end(sending, "cancelled")
            return True
        if _moved(session, channel, first, reader):
            return True
        if _waits_for_morning(session, sending, reader):
            return True
        away = _try(session, channel, sending, reader, settings, line)
    if away:
        raise away
    return True


def _claim(session: Session, channel: Channel, slow_too: bool) -> Delivery | None:
    """Locked, and its receiver with it, until the transaction ends."""
    busy: list[int] = []
    while len(busy) < RECEIVERS_AT_A_LOOK:
        longest = due(channel, slow_too=slow_too, busy=busy).limit(1)
        found = session.scalar(longest.with_for_update(skip_locked=True))
        if found is None or session.scalar(select(func.pg_try_advisory_xact_lock(found.receiver))):
            return found
        busy.append(found.receiver)
    return None


def due(channel: Channel, *, slow_too: bool, busy: list[int]) -> Select[Delivery]:
    """What is to be tried now, but for those receivers: what is urgent before any backlog, then what waits longest."""
    found = select(Delivery).where(Delivery.channel == channel.name, Delivery.state == "pending")
    found = found.where(Delivery.next_try_at <= clock.system(), Delivery.part_of.is_(None))
    found = found.where(Delivery.receiver.not_in(busy))
    if not slow_too:
        found = found.where(~exists().where(SlowReceiver.receiver == Delivery.receiver))
    return found.order_by(Delivery.urgent.desc(), Delivery.next_try_at)


def _whole(session: Session, first: Delivery) -> Sending:
    parts = select(Delivery).where(Delivery.part_of == first.notification, Delivery.channel == first.channel)
    all_ = [first, *session.scalars(parts.where(Delivery.state == "pending").order_by(Delivery.notification))]
    return Sending(first, all_, [session.get_one(Notification, one.notification) for one in all_])


def _moved(session: Session, channel: Channel, first: Delivery, reader: KnownPerson) -> bool:
    """Whether the reader has another address than when it was written: it is tried under that receiver's lock."""
    address = channel.address(session, reader)
    receiver = receiver_of(channel.name, address) if address else first.receiver
    moved = receiver != first.receiver
    first.receiver = receiver
    return moved


def _waits_for_morning(session: Session, sending: Sending, reader: KnownPerson) -> bool:
    """Quiet hours count when it is sent, too: they may have begun, or been chosen, since it was written."""
    if any(hours.waits_for_nothing(one.type) for one in sending.about):
        return False
    now = clock.system()
    later = hours.after_quiet(now, wishes_of(preferences_of(session, reader.id), reader))
    sending.first.next_try_at = later if later > now else sending.first.next_try_at
    _share(sending)
    return later > now


def _try(
    session: Session, channel: Channel, sending: Sending, reader: KnownPerson, settings: Settings, line: Any
) -> Away | None:
    first, now = sending.first, clock.system()
    first.attempts += 1
    first.tried_at = first.tried_at or now
    away = None
    try:
        channel.send(line, session, sending.about, reader, settings)
    except Refused as problem:
        # Only a code: what the server said may hold the address.
        about = {"notification": str(first.notification), "channel": channel.name, "error": problem.code}
        log.warning("mail_refused", extra=about)
        _refused(first, problem, channel)
        _rest_or_not(session, first, problem.code)
    except Away as problem:
        away = problem
        _away(first, channel)
    else:
        first.state, first.sent_at, first.error = "sent", clock.system(), None
        resting.well_again(session, first.receiver)
    _share(sending)
    _report(session, sending)
    return away


def _refused(first: Delivery, problem: Refused, channel: Channel) -> None:
    now = clock.system()
    first.error = problem.code
    first.next_try_at = rules.next_try(first.attempts, now)
    _give_up_in_time(first, channel, now, final=problem.final)


def _away(first: Delivery, channel: Channel) -> None:
    now = clock.system()
    first.error = "away"
    first.next_try_at = rules.next_try(first.attempts, now, rules.LAST_RETRY_AWAY)
    if channel.when_away:
        _give_up_in_time(first, channel, now)


def _give_up_in_time(first: Delivery, channel: Channel, now: datetime, *, final: bool = False) -> None:
    first.refused_at = first.refused_at or now
    if final or rules.given_up(first.refused_at, now, channel.given_up_after):
        first.state, first.next_try_at = "failed", now


def _rest_or_not(session: Session, first: Delivery, code: str) -> None:
    """One who answers, even with no, is not slow."""
    if code == TIMEOUT:
        resting.rest(session, first)
    else:
        resting.well_again(session, first.receiver)


def _end(sending: Sending, state: str) -> None:
    sending.first.state = state
    _share(sending)


def _share(sending: Sending) -> None:
    """All that go out within one share its fate."""
    first = sending.first
    for part in sending.all[1:]:
        part.state, part.error, part.attempts = first.state, first.error, first.attempts
        part.refused_at, part.next_try_at = first.refused_at, first.next_try_at
        part.tried_at, part.sent_at = first.tried_at, first.sent_at


def _report(session: Session, sending: Sending) -> None:
    for delivery, about in zip(sending.all, sending.about, strict=True):
        commands.delivered(
            session,
            about.id,
            about.person,
            about.event,
            delivery.channel,
            delivery.attempts,
            ok=delivery.state == "sent",
            given_up=delivery.state == "failed",
        )
