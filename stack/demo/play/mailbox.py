"""The mails that the stack's own sink keeps."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path


class Mailbox:
    """`OPORA_HOME/mail/*.eml`. What lay there before is of no interest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looked_at = set(folder.glob("*.eml"))
        self._mails: list[EmailMessage] = []

    def find(self, notification: str, recipient: str) -> EmailMessage | None:
        """The mail of a notification in the inbox, sent to this address; its Message-ID names the notification."""
        self._read_new()
        return next((mail for mail in self._mails if _is(mail, notification, recipient)), None)

    def _read_new(self) -> None:
        for file in sorted(set(self._folder.glob("*.eml")) - self._looked_at):
            self._looked_at.add(file)
            mail = message_from_bytes(file.read_bytes(), policy=default)
            assert isinstance(mail, EmailMessage)
            self._mails.append(mail)


def _is(mail: EmailMessage, notification: str, recipient: str) -> bool:
    return recipient in str(mail["X-Envelope-To"]) and str(mail["Message-ID"]).startswith(f"<{notification}.")
