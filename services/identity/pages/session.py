"""Two cookies: the token that every service reads, and the session by which identity makes the next one."""

from uuid import UUID

from flask import Response, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from services.identity import commands, entering
from services.identity.model import Person, UserSession
from services.identity.standing import may_sign_in
from shared import clock
from shared.caller import Caller
from shared.tokens import Claims
from shared.web.sign_in import PLAIN_COOKIE, TLS_COOKIE
from shared.web.site import this_site

PATH = "/identity"


def remember(response: Response, claims: Claims) -> Response:
    """Sign this browser in, until the session ends."""
    token, session = _names()
    secure = token == TLS_COOKIE
    response.set_cookie(token, entering.token_of(claims), path="/", secure=secure, httponly=True, samesite="Lax")
    signed = _signer().dumps(str(claims.session))
    response.set_cookie(session, signed, path=PATH, secure=secure, httponly=True, samesite="Lax")
    return response


def forget(response: Response) -> Response:
    token, session = _names()
    secure = token == TLS_COOKIE
    response.delete_cookie(token, path="/", secure=secure, httponly=True, samesite="Lax")
    response.delete_cookie(session, path=PATH, secure=secure, httponly=True, samesite="Lax")
    return response


def renewed(session: Session) -> Claims | None:
    """For the browser whose session goes on; with the rights that its person has now."""
    opened = _remembered(session)
    if opened is None or opened.revoked_at or opened.expires_at <= clock.system():
        return None
    person = session.query(Person).where(Person.id == opened.person, may_sign_in()).one_or_none()
    return commands.claims_of(person, opened) if person else None


def end(session: Session) -> None:
    """What this browser's session cookie opened, if it still stands."""
    if claims := renewed(session):
        commands.revoke(session, Caller(claims.person, claims.organisation, claims.roles, claims.session))


def _remembered(session: Session) -> UserSession | None:
    try:
        return session.get(UserSession, UUID(_signer().loads(request.cookies.get(_names()[1], ""))))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _names() -> tuple[str, str]:
    """Of the token's and the session's cookie. Under TLS no other host of our domain can set them."""
    if this_site().settings.address.startswith("https://"):
        return TLS_COOKIE, "__Secure-opora-session"
    return PLAIN_COOKIE, "opora-session"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(this_site().settings.secret, salt="opora session")
