"""The worker's loops that send: what is due, each in a transaction of its own, again and again until it is taken over.

Nobody waits for somebody else: while one sender tries a receiver (`receivers`) no other does, whoever keeps us waiting
rests for a while, and one sender of mails never tries those who did. While a server is away nothing is lost.

At least once: a crash after a server took something sends it once more, under the same id.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from services.notifications import attempts, commands
from services.notifications.channels import MAIL, MESSAGES, Channel
from services.notifications.model import Delivery
from shared import clock
from shared.config import Settings
from shared.database import connect_plain
from shared.mail import Post
from shared.sending import keep_sending

POLL_S = 5.0
STOP_SEEN_WITHIN_S = 0.25
HELD_ELSEWHERE_S = 0.1


def send_mails(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    """Until `stop` is set. Several may run at once, in one process or many: each takes what no other holds."""
    run(MAIL, sessions, settings, stop)


def send_mails_to_the_well(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    """Mails to all but those who kept us waiting the last time."""
    run(MAIL, sessions, settings, stop, slow_too=False)


def send_messages(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    run(MESSAGES, sessions, settings, stop)


def run(
    channel: Channel,
    sessions: "sessionmaker[Session]",
    settings: Settings,
    stop: threading.Event,
    *,
    slow_too: bool = True,
) -> None:
    line = channel.open(settings)
    with bell_of(settings, channel.name) as bell:
        keep_sending(
            line,
            lambda: attempts.send_next(channel, sessions, settings, line, slow_too=slow_too),
            lambda: wait(bell, _seconds_to_next(sessions, channel), stop),
            stop,
            channel.away,
        )


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    """Try the mail that is due longest; False when none is. Raises Away, when the try is noted."""
    return attempts.send_next(MAIL, sessions, settings, post)


@contextmanager
def bell_of(settings: Settings, name: str) -> Iterator[psycopg.Connection]:
    """A connection that is told when something is to be sent."""
    with connect_plain(settings.database_url, f"notifications-{name}") as connection:
        connection.execute(f"listen {commands.MAIL_CHANNEL}")
        yield connection


def _seconds_to_next(sessions: "sessionmaker[Session]", channel: Channel) -> float:
    """Until the next try is due, at most `POLL_S`."""
    with sessions() as session:
        waiting = select(func.min(Delivery.next_try_at)).where(Delivery.state == "pending")
        at = session.scalar(waiting.where(Delivery.channel == channel.name, Delivery.part_of.is_(None)))
    return min((at - clock.system()).total_seconds(), POLL_S) if at else POLL_S


def wait(bell: psycopg.Connection, seconds: float, stop: threading.Event) -> None:
    """So long, or until there is something new. What is due, but held by another sender, is looked at soon."""
    end = time.monotonic() + max(seconds, HELD_ELSEWHERE_S)
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        if list(bell.notifies(timeout=min(left, STOP_SEEN_WITHIN_S), stop_after=1)):
            return
