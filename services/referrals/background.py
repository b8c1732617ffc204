"""The worker's loop that sends links to who was invited."""

import threading

from sqlalchemy.orm import Session, sessionmaker

from services.referrals import mail
from services.referrals.commands.letters import is_letter_due, letter_sent, next_letter
from shared import letters
from shared.config import Settings
from shared.mail import Post

OFFICE = letters.Office(is_letter_due, next_letter, mail.compose, letter_sent)


def send_links(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    letters.send_all(OFFICE, sessions, settings, stop)


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post) -> bool:
    return letters.send_next(OFFICE, sessions, settings, post)
