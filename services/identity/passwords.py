"""Passwords: which are refused, and how they are kept (argon2id)."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SHORTEST = 10  # characters, ours
LONGEST = 200  # so that no one makes us hash a book
DEMO_PASSWORD = "opora-demo"  # noqa: S105 - everybody knows it: refused outside a demo home

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's argon2id: 19 MiB, two passes

_WIDELY_USED = """
    0123456789 1234567890 0987654321 9876543210 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
    q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 zxcvbnm123
    password12 password123 password1234 passw0rd123 p@ssw0rd123 administrator adminadmin admin12345 letmein123
    iloveyou123 welcome123 changeme123 йцукенгшщз йцукенгшщзхъ йцукен1234 йцукен12345 фывапролдж пароль1234
    пароль12345 парольпароль администратор
"""
_COMMON = frozenset(_WIDELY_USED.split())


def errors(password: str, email: str, *, demo: bool) -> list[str]:
    """Codes of what is wrong with a password that this person wants; `demo` lets the demo's own pass."""
    plain = password.casefold()
    if password == DEMO_PASSWORD:
        return [] if demo else ["too_common"]
    if len(password) < SHORTEST:
        return ["too_short"]
    if len(password) > LONGEST:
        return ["too_long"]
    if plain in (email.casefold(), email.casefold().partition("@")[0]):
        return ["same_as_email"]
    return ["too_common"] if plain in _COMMON or len(set(plain)) < 3 else []


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password. Takes as long when there is none."""
    try:
        return _HASHER.verify(password_hash or _NOBODY, password) and password_hash is not None
    except VerificationError:
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was hashed with weaker settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)


_NOBODY = hashed("nobody's password")
