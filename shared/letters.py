"""Mails with one-time links. A token is never in an event, so each service sends the mails of its own links.

A token exists in the mail and nowhere else: the database keeps its hash. It is made at the moment of sending, so a
mail that has to be sent again brings another token.
"""

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from shared import clock
from shared.config import Settings
from shared.ids import uuid7
from shared.mail import Post
from shared.sending import Refused, doubled, keep_sending

log = logging.getLogger(__name__)

TRIED_FOR = timedelta(hours=24)  # ours: a link that comes later surprises
POLL_S = 0.5

_FIRST_RETRY = timedelta(seconds=5)
_LAST_RETRY = timedelta(minutes=15)


class Waiting:
    """Columns of a table of mails that wait to be sent: a model derives from this and from its service's Base."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    created_at: Mapped[datetime]
    attempts: Mapped[int]
    next_try_at: Mapped[datetime]


class Written(Protocol):
    """What is sent: `mail` is the id of the row that waits. It stays in memory, as it holds a token."""

    @property
    def mail(self) -> UUID: ...


W = TypeVar("W", bound=Waiting)
L = TypeVar("L", bound=Written)


@dataclass(frozen=True)
class Office(Generic[L]):
    """How one service's mails are found, written and done with.

    `next` gives the next that is due with a link of its own, and counts it as tried: whoever fails to send it leaves
    it to a later try. `compose` raises Refused for an address that cannot be one.
    """

    is_due: Callable[[Session], bool]
    next: Callable[[Session], L | None]
    compose: Callable[[L, Settings], EmailMessage]
    sent: Callable[[Session, L], None]


# --- tokens -----------------------------------------------------------------------------------------------------------


def new_token() -> str:
    """To be mailed or shown once."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """What is kept of it. A token has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).digest()


# --- what waits -------------------------------------------------------------------------------------------------------


def is_due(session: Session, model: type[Any]) -> bool:
    return bool(session.scalar(select(exists().where(model.next_try_at <= clock.system()))))


def take_due(session: Session, model: type[W]) -> W | None:
    """The mail that waits longest, locked; None when none is due. Those that are too old go away here."""
    while mail := _due(session, model):
        if not is_too_old(mail):
            return mail
        session.delete(mail)
        session.flush()
    return None


def count_try(mail: Waiting) -> None:
    """It is tried now, and again later unless it is done with."""
    mail.attempts += 1
    mail.next_try_at = clock.system() + retry_after(mail.attempts)


def is_too_old(mail: Waiting) -> bool:
    old = mail.created_at < clock.system() - TRIED_FOR
    if old:
        log.error("link_mail_given_up", extra={"mail": str(mail.id), "attempts": mail.attempts})
    return old


def retry_after(attempts: int) -> timedelta:
    """How long a mail waits after this many attempts: 5 s, 10 s, 20 s … 15 min."""
    return doubled(_FIRST_RETRY, attempts, _LAST_RETRY)


def _due(session: Session, model: type[W]) -> W | None:
    due = select(model).where(model.next_try_at <= clock.system()).order_by(model.next_try_at)
    return session.scalar(due.limit(1).with_for_update(skip_locked=True))


# --- the worker's loop ------------------------------------------------------------------------------------------------


def send_all(office: Office[L], sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    """After the commit, again and again until the mail server takes them; returns when told to stop."""
    post = Post(settings.smtp_url)
    keep_sending(
        post,
        lambda: send_next(office, sessions, settings, post),
        lambda: stop.wait(POLL_S),
        stop,
        "mail_server_away",
    )


def send_next(office: Office[L], sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    """Try the next mail that is due; False when there is none. Raises Away before a link is made for it.

    The link is committed before its mail leaves, so that it holds when it arrives. A crash after sending sends it
    once more, under the same Message-ID.
    """
    with sessions() as session:
        if not office.is_due(session):
            return False
    post.connect()
    with sessions.begin() as session:
        letter = office.next(session)
    if letter is None:
        return False
    try:
        post.send(office.compose(letter, settings))
    except Refused as problem:
        # Only a code: what the server said may hold the address.
        log.warning("link_mail_refused", extra={"mail": str(letter.mail), "error": problem.code})
        return True
    with sessions.begin() as session:
        office.sent(session, letter)
    return True
