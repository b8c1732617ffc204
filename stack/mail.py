"""The mail sink: `python -m stack.mail PORT FOLDER` takes every mail on loopback and keeps it as FOLDER/*.eml."""

import os
import signal
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from shared import clock
from shared.ids import uuid7


class Sink:
    """Keeps mails in the order of their arrival; a file appears whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        name = f"{clock.system():%Y%m%dT%H%M%S%f}-{uuid7()}.eml"
        recipients = ", ".join(envelope.rcpt_tos)
        fresh = self._folder / (name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
            out.write(f"X-Envelope-To: {recipients}\r\n".encode() + (envelope.original_content or b""))
        fresh.replace(self._folder / name)
        return "250 kept"


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    controller = Controller(Sink(folder), hostname="127.0.0.1", port=port, ident="Opora mail sink")
    controller.start()
    signal.sigwait(stop)
    controller.stop()


if __name__ == "__main__":
    main()
