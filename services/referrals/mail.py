"""Mails to who was invited: a sentence and the link, nothing about the family or about them."""

from email.message import EmailMessage
from typing import NamedTuple

from services.referrals.commands.letters import INVITATION_LIFE, Letter
from shared import mail
from shared.config import Settings

_SENDER = {"ru": "Опора", "en": "Opora"}
_DAYS = INVITATION_LIFE.days


class _Text(NamedTuple):
    subject: str
    body: str


_INVITATION = {
    "ru": _Text(
        "Приглашение направить семью",
        "Здравствуйте!\n\nОрганизация {receiver} приглашает вас направить к ней семью, которой нужна поддержка. "
        "Регистрироваться не нужно, откройте эту ссылку:\n\n{link}\n\n"
        f"Ссылка действует {_DAYS} дней и для одного направления. По ней же потом видно, что с ним стало. "
        "Никому её не передавайте. Если вы не ждали этого письма, просто удалите его.\n",
    ),
    "en": _Text(
        "An invitation to refer a family",
        "Hello,\n\nThe organisation “{receiver}” invites you to refer to it a family that needs support. You need no "
        "account, open this link:\n\n{link}\n\n"
        f"The link holds for {_DAYS} days and for one referral, and then shows what became of it. Give it to nobody. "
        "If you did not expect this mail, simply delete it.\n",
    ),
}
_NEWS = {
    "ru": _Text(
        "Новости о направлении {reference}",
        "Здравствуйте!\n\nПо направлению {reference} есть новости. Откройте эту ссылку:\n\n{link}\n\n"
        "Никому её не передавайте.\n",
    ),
    "en": _Text(
        "News of the referral {reference}",
        "Hello,\n\nThere is news of the referral {reference}. Open this link:\n\n{link}\n\nGive it to nobody.\n",
    ),
}


def link_address(address: str, token: str) -> str:
    """Where the link is used; `address` is the platform's public base URL."""
    return f"{address}/referrals/invitations/{token}"


def compose(letter: Letter, settings: Settings) -> EmailMessage:
    """In the platform's language; its Message-ID is the same on every try. Raises Refused for an impossible address."""
    text = (_NEWS if letter.reference else _INVITATION)[settings.language]
    link = link_address(settings.address, letter.token)
    return mail.write(
        settings,
        to=letter.email,
        sender=_SENDER[settings.language],
        subject=text.subject.format(reference=letter.reference),
        text=text.body.format(link=link, receiver=letter.receiver, reference=letter.reference),
        language=settings.language,
        message_id=str(letter.mail),
    )
