"""A mail server on loopback."""

import email
import threading
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from stack.ports import free_port


class Mailbox:
    """A mail server on loopback; `refuses` makes it turn every mail away."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuses = False
        self.arrived = threading.Event()
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuses:
            return "451 later"
        self.mails.append(email.message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]
        self.recipients += envelope.rcpt_tos
        self.arrived.set()
        return "250 kept"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"
