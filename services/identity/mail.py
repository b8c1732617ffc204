"""The mails with one-time links: a sentence and the link, nothing about the person."""

from email.message import EmailMessage
from typing import NamedTuple

from services.identity.commands import Letter
from services.identity.rules import INVITATION_LIFE, RECOVERY_LIFE
from shared import mail
from shared.config import Settings

_SENDER = {"ru": "Опора", "en": "Opora"}


class _Text(NamedTuple):
    subject: str
    body: str


_DAYS = INVITATION_LIFE.days
_MINUTES = int(RECOVERY_LIFE.total_seconds()) // 60

_INVITATION = {
    "ru": _Text(
        "Приглашение в Опору",
        "Здравствуйте!\n\nВас пригласили в Опору: здесь вместе работают те, кто поддерживает семьи. "
        "Чтобы войти, придумайте пароль по этой ссылке:\n\n{link}\n\n"
        f"Ссылка действует {_DAYS} дней и только один раз. Если вы не ждали этого письма, просто удалите его.\n",
    ),
    "en": _Text(
        "Your invitation to Opora",
        "Hello,\n\nYou have been invited to Opora, where those who support families work together. "
        "To sign in, choose a password with this link:\n\n{link}\n\n"
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
    """The mail; its Message-ID is the same on every try. Raises Refused for an address that cannot be one."""
    text = (_INVITATION if letter.invitation else _RECOVERY)[letter.language]
    return mail.write(
        settings,
        to=letter.email,
        sender=_SENDER[letter.language],
        subject=text.subject,
        text=text.body.format(link=link_address(settings.address, letter.token)),
        language=letter.language,
        message_id=str(letter.mail),
    )
