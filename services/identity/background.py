"""The worker's loop that sends links: after the commit, again and again until the mail server takes them."""

import logging
import smtplib
import threading

from sqlalchemy.orm import Session, sessionmaker

from services.identity import commands, mail
from shared.config import Settings

log = logging.getLogger(__name__)

POLL_S = 0.5


def send_links(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    while not stop.is_set():
        if not send_next(sessions, settings):
            stop.wait(POLL_S)


def send_next(sessions: "sessionmaker[Session]", settings: Settings) -> bool:
    """Try the next mail that is due; False when there is none.

    The link is committed before its mail leaves, so that it holds when it arrives. A crash after sending sends it
    once more, under the same Message-ID.
    """
    with sessions.begin() as session:
        letter = commands.next_letter(session)
    if letter is None:
        return False
    try:
        mail.deliver(mail.compose(letter, settings), settings.smtp_url)
    except (OSError, smtplib.SMTPException) as problem:
        # Only the kind of problem: its text may hold the address.
        log.warning("link_mail_failed", extra={"mail": str(letter.mail), "error": type(problem).__name__})
        return True
    with sessions.begin() as session:
        commands.letter_sent(session, letter)
    return True
