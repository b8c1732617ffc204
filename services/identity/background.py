"""The worker's loop that sends links: after the commit, again and again until the mail server takes them."""

import logging
import threading
from contextlib import closing

from sqlalchemy.orm import Session, sessionmaker

from services.identity import commands, mail, rules
from shared.config import Settings
from shared.mail import Away, Post, Refused

log = logging.getLogger(__name__)

POLL_S = 0.5


def send_links(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    pause = rules.FIRST_PAUSE_S
    with closing(Post(settings.smtp_url)) as post:
        while not stop.is_set():
            try:
                if not send_next(sessions, settings, post):
                    post.close()
                    stop.wait(POLL_S)
                pause = rules.FIRST_PAUSE_S
            except Away as problem:
                log.warning("mail_server_away", extra={"error": str(problem)})
                stop.wait(pause)
                pause = rules.next_pause(pause)


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    """Try the next mail that is due; False when there is none. Raises Away before a link is made for it.

    The link is committed before its mail leaves, so that it holds when it arrives. A crash after sending sends it
    once more, under the same Message-ID.
    """
    with sessions() as session:
        if not commands.is_letter_due(session):
            return False
    post.connect()
    with sessions.begin() as session:
        letter = commands.next_letter(session)
    if letter is None:
        return False
    try:
        post.send(mail.compose(letter, settings))
    except Refused as problem:
        # Only a code: what the server said may hold the address.
        log.warning("link_mail_refused", extra={"mail": str(letter.mail), "error": problem.code})
        return True
    with sessions.begin() as session:
        commands.letter_sent(session, letter)
    return True
