"""Who makes this request: a bearer token, or the session cookie on a request from our own pages."""

from flask import Request
from sqlalchemy.orm import Session

from shared import tokens
from shared.caller import Caller
from shared.problems import Forbidden, Unauthenticated
from shared.web.site import this_site

TLS_COOKIE = "__Host-opora"  # a browser lets no other host of our domain set a cookie of this name
PLAIN_COOKIE = "opora"
SAFE = ("GET", "HEAD", "OPTIONS")


def caller(session: Session, request: Request) -> Caller:
    """Raises Unauthenticated without a token that holds, Forbidden on a form that another site sent."""
    token = _bearer(request) or _cookie(request)
    if token is None:
        raise Unauthenticated("Send a bearer token, or sign in.")
    site = this_site()
    try:
        claims = tokens.decode(token, tokens.load_keys(site.settings.secrets / "jwks.json"))
    except tokens.BadToken:
        raise Unauthenticated("The token is not valid any more. Please sign in again.") from None
    found = site.standing(session, claims)
    if found is None:
        raise Unauthenticated("This sign-in was ended. Please sign in again.")
    return found


def token_holds(request: Request) -> bool:
    """Whether there is a token that has not run out, whatever its holder may still do."""
    token = request.cookies.get(_cookie_name(), "")
    try:
        tokens.decode(token, tokens.load_keys(this_site().settings.secrets / "jwks.json"))
    except tokens.BadToken:
        return False
    return True


def _cookie_name() -> str:
    return TLS_COOKIE if this_site().settings.address.startswith("https://") else PLAIN_COOKIE


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _cookie(request: Request) -> str | None:
    token = request.cookies.get(_cookie_name())
    if token and request.method not in SAFE and not _from_our_pages(request):
        raise Forbidden("This request came from another site.")
    return token


def require_no_other_site(request: Request) -> None:
    """On public routes, where no sign-in shows who asks: another site may not use its visitors' browsers to write here.
    Programs, which say nothing of a site, may. Raises Forbidden."""
    silent = not any(name in request.headers for name in ("Sec-Fetch-Site", "Origin"))
    if not (silent or request.headers.get("Sec-Fetch-Site") == "none" or _from_our_pages(request)):
        raise Forbidden("This request came from another site.")


def _from_our_pages(request: Request) -> bool:
    """A browser says where a request comes from; one that says nothing at all gets no benefit of the doubt. What a
    proxy makes of the host and the scheme does not matter: our pages are at OPORA_ADDRESS."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == _origin(this_site().settings.address)


def _origin(address: str) -> str:
    """As browsers write it: in lower case, a port only where it is not the scheme's own."""
    scheme, _, place = address.lower().partition("://")
    return f"{scheme}://{place.removesuffix({'http': ':80', 'https': ':443'}[scheme])}"
