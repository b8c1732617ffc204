"""Signing in from outside: what the API and the page share, with the count of attempts."""

from sqlalchemy.orm import Session

from services.identity import attempts, commands
from shared import tokens
from shared.tokens import Claims
from shared.web.site import this_site


def enter(session: Session, email: str, password: str) -> Claims:
    """Raises Unauthenticated, TooManyRequests. An attempt counts even where it fails."""
    with this_site().sessions.begin() as counting:
        attempts.count_sign_in(counting, email)
    claims = commands.sign_in(session, email, password, demo=this_site().settings.demo)
    attempts.signed_in(session, email)
    return claims


def token_of(claims: Claims) -> str:
    return tokens.encode(claims, tokens.load_keys(this_site().settings.secrets / "token-keys.json"))
