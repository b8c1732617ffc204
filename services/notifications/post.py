"""The way to the mail server: one connection that is kept as long as there is something to send."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 10
PERMANENT = 500
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Away(Exception):
    """The mail server cannot be used by anyone at present."""


class Refused(Exception):
    """This one mail was not taken. `code` names the reason; when `final`, the same would come of every other try."""

    def __init__(self, code: str, *, final: bool) -> None:
        super().__init__(code)
        self.code = code
        self.final = final


class Post:
    """`url` is `smtp[s]://[user:password@]host[:port]`. STARTTLS is used when it is offered, and a password is sent
    to another machine under TLS only."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._server: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, recipient: str) -> None:
        """Raises Away or Refused. A connection that the server closed meanwhile is made anew, once."""
        kept = self._server is not None
        try:
            self._hand_over(message, recipient)
        except smtplib.SMTPServerDisconnected:
            self._drop()
            if not kept:
                raise Refused("disconnected", final=False) from None
            self.send(message, recipient)
        except OSError as problem:
            self._drop()
            raise _refused(problem) from None

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

    def _hand_over(self, message: EmailMessage, recipient: str) -> None:
        if self._server is None:
            self._server = self._open()
        self._server.send_message(message, to_addrs=[recipient])

    def _open(self) -> smtplib.SMTP:
        try:
            return self._sign_in(self._connect())
        except OSError as problem:
            raise Away(type(problem).__name__) from None

    def _connect(self) -> smtplib.SMTP:
        host = self._url.hostname or "localhost"
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._url.port or 465, timeout=TIMEOUT_S, context=context)
        return smtplib.SMTP(host, self._url.port or 25, timeout=TIMEOUT_S)

    def _sign_in(self, server: smtplib.SMTP) -> smtplib.SMTP:
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
        return server


def _refused(problem: OSError) -> Refused | Away:
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
