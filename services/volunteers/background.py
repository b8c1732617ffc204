"""The worker's loop that sends links to who is asked."""

import threading

from sqlalchemy.orm import Session, sessionmaker

from services.volunteers import mail
from services.volunteers.commands import links
from shared import letters
from shared.config import Settings
from shared.mail import Post

OFFICE = letters.Office(links.is_letter_due, links.next_letter, mail.compose, links.letter_sent)


def send_links(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    letters.send_all(OFFICE, sessions, settings, stop)


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    return letters.send_next(OFFICE, sessions, settings, post)
