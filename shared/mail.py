"""Mails of the platform: how one is written, and the one way to the mail server that all services share."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import unquote, urlsplit

from shared import clock
from shared.config import Settings
from shared.sending import Away, Refused

TIMEOUT_S = 10
PERMANENT = 500
LOOPBACK = ("localhost", "127.0.0.1", "::1")
THREAD = "matter"

__all__ = ["Away", "Post", "Refused", "deliverable", "sender_address", "write"]

# RFC 5321's dot-string, and RFC 6531's letters beyond ASCII. Quoted local parts and address literals are nobody's.
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)


# --- writing ----------------------------------------------------------------------------------------------------------


def write(
    settings: Settings,
    *,
    to: str,
    sender: str,
    subject: str,
    text: str,
    language: str,
    message_id: str,
    thread: str | None = None,
) -> EmailMessage:
    """A plain mail from the platform. `sender` is the name shown, `message_id` the part before the @: give the same
    at every try. Mails of one `thread` (a reference, for example) are shown together: they refer to one mail that
    never was. Raises Refused for an address that nothing can be sent to."""
    address = sender_address(settings)
    message = EmailMessage()
    message["From"] = formataddr((sender, address))
    message["To"] = deliverable(to)
    message["Subject"] = subject
    message["Date"] = format_datetime(clock.system())
    message["Message-ID"] = f"<{message_id}@{address.rpartition('@')[2]}>"
    if thread:
        message["References"] = f"<{thread}.{THREAD}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message["Content-Language"] = language
    return message


def sender_address(settings: Settings) -> str:
    """Who our mails come from. A bare IP address cannot stand in a mail address: "localhost" does."""
    local, _, host = settings.mail_from.rpartition("@")
    return f"{local}@localhost" if ":" in host or host.replace(".", "").isdigit() else settings.mail_from


def deliverable(address: str) -> str:
    """The address as a mail server takes it: its domain in ASCII (IDNA). Raises Refused when it can be none."""
    local, _, domain = address.rpartition("@")
    with suppress(UnicodeError):
        host = domain.encode("idna").decode()
        if _LOCAL.fullmatch(local) and _HOST.fullmatch(host):
            return f"{local}@{host}"
    raise Refused("address", final=True)


# --- sending ----------------------------------------------------------------------------------------------------------


class Post:
    """One connection, kept as long as there is something to send.

    `url` is `smtp[s]://[user:password@]host[:port]`. STARTTLS is used when it is offered, and a password is sent to
    another machine under TLS only. A server that says nothing for `timeout` seconds does not work.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT_S) -> None:
        self._url = urlsplit(url)
        self._timeout = timeout
        self._server: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Open the connection unless it is open, so far as we know. Raises Away."""
        if self._server is None:
            self._server = self._open()

    def send(self, message: EmailMessage) -> None:
        """Hand it over to its one recipient. Raises Away or Refused. A connection that the server closed meanwhile
        is made anew, once."""
        kept = self._server is not None
        try:
            self._hand_over(message)
        except smtplib.SMTPServerDisconnected as problem:
            self._drop()
            silent = isinstance(problem.__context__, TimeoutError)
            if silent or not kept:
                raise Refused("timeout" if silent else "disconnected", final=False) from None
            self.send(message)
        except OSError as problem:
            self._drop()
            raise _meaning(problem) from None

    def close(self) -> None:
        """Say goodbye, when a connection is open."""
        if self._server is not None:
            with suppress(OSError):
                self._server.quit()
            self._drop()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _hand_over(self, message: EmailMessage) -> None:
        self.connect()
        assert self._server
        self._server.send_message(message, to_addrs=[str(message["To"])])

    def _open(self) -> smtplib.SMTP:
        try:
            return self._sign_in(self._connect())
        except OSError as problem:
            raise Away(type(problem).__name__) from None

    def _connect(self) -> smtplib.SMTP:
        host = self._url.hostname or "localhost"
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._url.port or 465, timeout=self._timeout, context=context)
        return smtplib.SMTP(host, self._url.port or 25, timeout=self._timeout)

    def _sign_in(self, server: smtplib.SMTP) -> smtplib.SMTP:
        try:
            self._introduce(server)
        except BaseException:
            server.close()
            raise
        return server

    def _introduce(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        secure = self._url.scheme == "smtps"
        if not secure and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            secure = True
        if self._url.username:
            if not secure and self._url.hostname not in LOOPBACK:
                raise Away("no_tls")
            server.login(unquote(self._url.username), unquote(self._url.password or ""))


def _meaning(problem: OSError) -> Refused | Away:
    """smtplib's errors are OSErrors. Of what a server said only the number is kept: its text may hold the address."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return _by_number(max(code for code, _ in problem.recipients.values()))
    if isinstance(problem, smtplib.SMTPSenderRefused):
        return Away(f"smtp_{problem.smtp_code}")
    if isinstance(problem, smtplib.SMTPResponseException):
        return _by_number(problem.smtp_code)
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return Refused("address", final=True)
    return Refused("timeout" if isinstance(problem, TimeoutError) else "disconnected", final=False)


def _by_number(code: int) -> Refused:
    return Refused(f"smtp_{code}", final=code >= PERMANENT)
