"""How often the place that a request comes from may try something: throttles, and what Flask knows of the request."""

from flask import request
from sqlalchemy.orm import Session

from services.identity.commands import throttles
from shared.web.place import place_of
from shared.web.site import this_site


def count_sign_in(session: Session, email: str) -> None:
    """Raises TooManyRequests. A place that has tried too often counts no more against the account."""
    throttles.take(session, _secret(), throttles.SIGN_IN_PAIR, _pair(email))
    throttles.take(session, _secret(), throttles.SIGN_IN_EMAIL, email)
    throttles.take(session, _secret(), throttles.SIGN_IN_ADDRESS, _address())


def signed_in(session: Session, email: str) -> None:
    forget(session, email)
    throttles.give_back(session, _secret(), throttles.SIGN_IN_ADDRESS, _address())


def forget(session: Session, email: str) -> None:
    """Whoever knows the password, or reads the mail of this address, may have mistyped it before."""
    throttles.forget(session, _secret(), throttles.SIGN_IN_PAIR, _pair(email))
    throttles.forget(session, _secret(), throttles.SIGN_IN_EMAIL, email)


def count_link(session: Session, email: str) -> None:
    """Raises TooManyRequests."""
    throttles.take(session, _secret(), throttles.LINK_EMAIL, email)
    throttles.take(session, _secret(), throttles.LINK_ADDRESS, _address())


def _secret() -> str:
    return this_site().settings.secret


def _pair(email: str) -> str:
    return f"{email} {_address()}"


def _address() -> str:
    return place_of(request)
