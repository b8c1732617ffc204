"""How often signing in and asking for a link may be tried. All ours.

An office has many people behind one address, hence the wider limit there. One place that guesses closes an account for
itself only; many places together close it for everyone, until its owner uses a recovery link.
"""

from datetime import timedelta

from shared.throttles import Limit, forget, give_back, take

__all__ = [
    "LINK_ADDRESS",
    "LINK_EMAIL",
    "SIGN_IN_ADDRESS",
    "SIGN_IN_EMAIL",
    "SIGN_IN_PAIR",
    "forget",
    "give_back",
    "take",
]

_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)

SIGN_IN_PAIR = Limit("sign_in_pair", 10, _QUARTER)
SIGN_IN_EMAIL = Limit("sign_in_email", 50, _QUARTER)
SIGN_IN_ADDRESS = Limit("sign_in_address", 100, _QUARTER)
LINK_EMAIL = Limit("link_email", 5, _HOUR)
LINK_ADDRESS = Limit("link_address", 50, _HOUR)
