"""The worker's loop that sends mails: what is due, each in a transaction of its own, again and again until the server
takes it. A mail that is refused delays no other; while the server is away nothing is lost.

At least once: a crash after the server took a mail sends it once more, under the same Message-ID.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

import psycopg
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from services.notifications import commands, letters, rules
from services.notifications.model import Delivery, Notification
from services.notifications.table import EMAIL
from shared import clock
from shared.config import Settings
from shared.database import connect_plain
from shared.directory.lookup import is_at_work
from shared.directory.model import KnownPerson
from shared.mail import Away, Post, Refused

log = logging.getLogger(__name__)

POLL_S = 5.0
STOP_SEEN_WITHIN_S = 0.25
HELD_ELSEWHERE_S = 0.1


def send_mails(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    """Until `stop` is set. Several may run at once, in one process or many: each takes what no other holds."""
    pause = rules.FIRST_PAUSE_S
    with _bell(settings) as bell, closing(Post(settings.smtp_url)) as post:
        while not stop.is_set():
            try:
                if not send_next(sessions, settings, post):
                    post.close()
                    _wait(bell, _seconds_to_next(sessions), stop)
                pause = rules.FIRST_PAUSE_S
            except Away as problem:
                log.warning("mail_server_away", extra={"error": str(problem)})
                stop.wait(pause)
                pause = rules.next_pause(pause)


@contextmanager
def _bell(settings: Settings) -> Iterator[psycopg.Connection]:
    """A connection that is told when a mail is to be sent."""
    with connect_plain(settings.database_url, "notifications-mail") as connection:
        connection.execute(f"listen {commands.MAIL_CHANNEL}")
        yield connection


def _seconds_to_next(sessions: "sessionmaker[Session]") -> float:
    """Until the next try is due, at most `POLL_S`."""
    with sessions() as session:
        at = session.scalar(select(func.min(Delivery.next_try_at)).where(Delivery.state == "pending"))
    return min((at - clock.system()).total_seconds(), POLL_S) if at else POLL_S


def _wait(bell: psycopg.Connection, seconds: float, stop: threading.Event) -> None:
    """So long, or until there is a new mail. A try that is due, but held by another sender, is looked at soon."""
    end = time.monotonic() + max(seconds, HELD_ELSEWHERE_S)
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        if list(bell.notifies(timeout=min(left, STOP_SEEN_WITHIN_S), stop_after=1)):
            return


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    """Try the mail that is due longest; False when none is. Raises Away, when the try is noted."""
    with sessions.begin() as session:
        delivery = _claim(session)
        if delivery is None:
            return False
        notification = session.get_one(Notification, delivery.notification)
        reader = session.get(KnownPerson, notification.person)
        if reader is None or not is_at_work(session, reader):
            delivery.state = "cancelled"
            return True
        away = _try(session, delivery, notification, reader, settings, post)
    if away:
        raise away
    return True


def _claim(session: Session) -> Delivery | None:
    due = select(Delivery).where(
        Delivery.channel == EMAIL, Delivery.state == "pending", Delivery.next_try_at <= clock.system()
    )
    return session.scalar(due.order_by(Delivery.next_try_at).limit(1).with_for_update(skip_locked=True))


def _try(
    session: Session,
    delivery: Delivery,
    notification: Notification,
    reader: KnownPerson,
    settings: Settings,
    post: Post,
) -> Away | None:
    delivery.attempts += 1
    try:
        _send(notification, reader, settings, post)
    except Refused as problem:
        # Only a code: what the server said may hold the address.
        log.warning("mail_refused", extra={"notification": str(notification.id), "error": problem.code})
        _refused(delivery, problem, clock.system())
    except Away as problem:
        delivery.error = "away"
        delivery.next_try_at = rules.next_try(delivery.attempts, clock.system(), rules.LAST_RETRY_AWAY)
        _report(session, delivery, notification)
        return problem
    else:
        delivery.state, delivery.sent_at, delivery.error = "sent", clock.system(), None
    _report(session, delivery, notification)
    return None


def _send(notification: Notification, reader: KnownPerson, settings: Settings, post: Post) -> None:
    if not reader.email:
        raise Refused("no_address", final=True)
    post.send(letters.compose(notification, reader, settings))


def _refused(delivery: Delivery, problem: Refused, now: datetime) -> None:
    delivery.error = problem.code
    delivery.refused_at = delivery.refused_at or now
    delivery.next_try_at = rules.next_try(delivery.attempts, now)
    if problem.final or rules.given_up(delivery.refused_at, now):
        delivery.state, delivery.next_try_at = "failed", now


def _report(session: Session, delivery: Delivery, notification: Notification) -> None:
    commands.delivered(
        session,
        notification.id,
        notification.person,
        notification.event,
        EMAIL,
        delivery.attempts,
        ok=delivery.state == "sent",
    )
