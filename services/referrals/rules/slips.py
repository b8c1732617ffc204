"""What a family without an account holds: a form that can be sent once, and the code of its appeal."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FILLED_IN_AT_LEAST = timedelta(seconds=5)  # ours: nobody says what troubles them faster, programs do
FORM_LIFE = timedelta(hours=4)  # ours: who writes about this may have to stop and begin again

CODE_DIGITS = 16
_GROUP = 4


class BadForm(Exception):
    """`code` says why: `expired` for all that is not a form of ours that still holds, `too_soon`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Form:
    nonce: str
    made_at: datetime

    @property
    def not_before(self) -> datetime:
        return self.made_at + FILLED_IN_AT_LEAST

    @property
    def expires_at(self) -> datetime:
        return self.made_at + FORM_LIFE


def new_form(now: datetime) -> Form:
    return Form(secrets.token_urlsafe(16), now.replace(microsecond=0))


def signed(form: Form, secret: str) -> str:
    """`<seconds>.<nonce>.<signature>`: it says nothing about who asked for it."""
    said = f"{int(form.made_at.timestamp())}.{form.nonce}"
    return f"{said}.{_signature(said, secret)}"


def opened(token: str, secret: str, now: datetime) -> Form:
    """Raises BadForm."""
    said, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(said, secret).encode()):
        raise BadForm("expired")
    seconds, _, nonce = said.partition(".")
    form = Form(nonce, datetime.fromtimestamp(int(seconds), UTC))
    if form.expires_at <= now:
        raise BadForm("expired")
    if now < form.not_before:
        raise BadForm("too_soon")
    return form


def new_code() -> str:
    """Sixteen digits, so that no letter is mistaken in either alphabet: "4821-0937-5516-2048"."""
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    return "-".join(digits[start : start + _GROUP] for start in range(0, CODE_DIGITS, _GROUP))


def hash_of_code(code: str, reference: str, secret: str) -> bytes:
    """What is kept of a code. Keyed, since 53 bits alone could be tried out by who has the database."""
    digits = "".join(sign for sign in code if sign.isdecimal())
    return hmac.digest(_key("appeal code", secret), f"{reference}\n{digits}".encode(), hashlib.sha256)


def _signature(said: str, secret: str) -> str:
    mac = hmac.digest(_key("appeal form", secret), said.encode("utf-8", "backslashreplace"), hashlib.sha256)
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def _key(use: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), use.encode(), hashlib.sha256)
