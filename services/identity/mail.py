"""The mails with one-time links: a sentence and the link, nothing about the person."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from services.identity.commands import Letter
from services.identity.rules import INVITATION_LIFE, RECOVERY_LIFE
from shared import clock
from shared.config import Settings

TIMEOUT_S = 20


class _Text(NamedTuple):
    subject: str
    body: str


_DAYS = INVITATION_LIFE.days
_MINUTES = int(RECOVERY_LIFE.total_seconds()) // 60

_INVITATION = {
    "ru": _Text(
        "Приглашение в Опору",
        "Здравствуйте!\n\nВас пригласили в Опору. Чтобы войти, придумайте пароль по этой ссылке:\n\n{link}\n\n"
        f"Ссылка действует {_DAYS} дней и только один раз. Если вы не ждали этого письма, просто удалите его.\n",
    ),
    "en": _Text(
        "Your invitation to Opora",
        "Hello,\n\nYou have been invited to Opora. To sign in, choose a password with this link:\n\n{link}\n\n"
        f"The link holds for {_DAYS} days and works once. If you did not expect this mail, simply delete it.\n",
    ),
}
_RECOVERY = {
    "ru": _Text(
        "Новый пароль для Опоры",
        "Здравствуйте!\n\nЧтобы выбрать новый пароль, откройте эту ссылку:\n\n{link}\n\n"
        f"Ссылка действует {_MINUTES} минут и только один раз. Если вы об этом не просили, ничего делать не нужно:"
        " прежний пароль остаётся.\n",
    ),
    "en": _Text(
        "A new password for Opora",
        "Hello,\n\nTo choose a new password, open this link:\n\n{link}\n\n"
        f"The link holds for {_MINUTES} minutes and works once. If you did not ask for it, there is nothing to do:"
        " your password stays as it is.\n",
    ),
}


def link_address(address: str, token: str) -> str:
    """Where a person uses the link; `address` is the platform's public base URL."""
    return f"{address}/identity/links/{token}"


def compose(letter: Letter, settings: Settings) -> EmailMessage:
    """The mail; its Message-ID is the same on every try."""
    text = (_INVITATION if letter.invitation else _RECOVERY)[letter.language]
    host = _domain(settings.address)
    message = EmailMessage()
    message["From"] = f"Opora <no-reply@{host}>"
    message["To"] = letter.email
    message["Subject"] = text.subject
    message["Date"] = format_datetime(clock.system())
    message["Message-ID"] = f"<{letter.mail}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text.body.format(link=link_address(settings.address, letter.token)))
    return message


def _domain(address: str) -> str:
    """The host of the platform's address, as a mail address may have it: a bare IP address it may not."""
    host = urlsplit(address).hostname or "localhost"
    return "localhost" if ":" in host or host.replace(".", "").isdigit() else host


def deliver(message: EmailMessage, smtp_url: str) -> None:
    """Hand it to the server of `smtp[s]://[user:password@]host[:port]`. Raises OSError and smtplib's errors."""
    url = urlsplit(smtp_url)
    with _connect(url.scheme, url.hostname or "localhost", url.port) as server:
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port or 25, timeout=TIMEOUT_S)
    server.ehlo()
    return server
