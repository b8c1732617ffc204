"""The worker's loop that sends links."""

import threading

from sqlalchemy.orm import Session, sessionmaker

from services.identity import commands, mail
from shared import letters
from shared.config import Settings
from shared.mail import Post

OFFICE = letters.Office(commands.is_letter_due, commands.next_letter, mail.compose, commands.letter_sent)


def send_links(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    letters.send_all(OFFICE, sessions, settings, stop)


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    return letters.send_next(OFFICE, sessions, settings, post)
