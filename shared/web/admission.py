"""Who comes in: the order of checks that every route has, of the API and of pages, before anything is done."""

from typing import Any, Protocol

from flask import request
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.problems import Forbidden
from shared.web import sign_in
from shared.web.policy import Policy

WRITING = ("POST", "PUT", "PATCH", "DELETE")

_NOBODY: Any = None


class Declared(Protocol):
    """What a route says of itself that matters here."""

    @property
    def who(self) -> Policy: ...

    @property
    def on(self) -> Any: ...


def who_asks(declared: Declared, session: Session) -> Caller:
    """None only on public routes. Raises Unauthenticated, Forbidden."""
    if not declared.who.public:
        return sign_in.caller(session, request)
    if request.method in WRITING:
        sign_in.require_no_other_site(request)
    return _NOBODY  # type: ignore[no-any-return]


def record_of(declared: Declared, session: Session, caller: Caller, path: dict[str, Any], lock: bool) -> Any:
    """The record that the path names, None where it names none. Raises NotFound, Forbidden."""
    record = declared.on(session, caller, lock, **path) if declared.on else None
    if not declared.who.public and not declared.who.allows(caller, record):
        raise Forbidden(f"This is for: {declared.who.description}.")
    return record
