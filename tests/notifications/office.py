"""A real mail server on loopback that can refuse, keep waiting, and be away."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from services.notifications import delivery
from services.notifications.channels import Channel
from stack.ports import free_port
from tests.support.bench import Bench


@dataclass
class Mail:
    sender: str
    recipient: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        """Everything that a reader, or a machine on the way, could read."""
        body = self.message.get_body(("plain",))
        assert body
        return f"{self.message.as_string()}\n{self.message['Subject']}\n{body.get_content()}"


@dataclass
class Office:
    """`refusals`: address → what is answered to each try, in order; then its mail is taken. Who asks about an address
    of a domain in `silent` gets no answer."""

    port: int = field(default_factory=free_port)
    mails: list[Mail] = field(default_factory=list)
    refusals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tries: list[str] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    taken_by_mistake: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.recipient == address]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tries.append(address)
        if address.rpartition("@")[2].lower() in self.silent:
            await asyncio.Event().wait()
        if self.refusals[address]:
            return self.refusals[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        for recipient in envelope.rcpt_tos:
            self.mails.append(Mail(envelope.mail_from or "", recipient, envelope.original_content or b""))
            if self.taken_by_mistake[recipient]:
                return self.taken_by_mistake[recipient].pop(0)
        return "250 taken"

    @contextmanager
    def open(self) -> Iterator["Office"]:
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


@contextmanager
def senders(bench: Bench, *channels: Channel) -> Iterator[None]:
    """The worker's loops that send; or two for each of these channels."""
    stop = threading.Event()
    loops = [partial(delivery.run, channel) for channel in channels * 2] or bench.service.background
    threads = [threading.Thread(target=run, args=(bench.sessions, bench.settings, stop)) for run in loops]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=15)
        assert not any(thread.is_alive() for thread in threads)
