"""A mail server on this machine that the containers reach, and that remembers what it was given."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from stack.ports import free_port

BRIDGE = ["docker", "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}"]


class PostOffice:
    """Takes everything; keeps the Message-ID of each mail in the order of their arrival."""

    def __init__(self, host: str) -> None:
        self.ids: list[str] = []
        self.controller = Controller(self, hostname=host, port=free_port())

    @property
    def url(self) -> str:
        return f"smtp://{self.controller.hostname}:{self.controller.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.ids.append(str(message_from_bytes(envelope.content or b"")["Message-ID"]))  # type: ignore[arg-type]
        return "250 kept"

    @property
    def twice(self) -> set[str]:
        return {id for id in self.ids if self.ids.count(id) > 1}


@contextmanager
def post_office() -> Iterator[PostOffice]:
    host = subprocess.run(BRIDGE, capture_output=True, text=True, check=True).stdout.strip()
    office = PostOffice(host)
    office.controller.start()
    try:
        yield office
    finally:
        office.controller.stop()
