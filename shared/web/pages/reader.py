"""Who reads a page, as far as its look depends on it: language, time zone, name, roles."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import g, has_request_context, request
from sqlalchemy.orm import Session

from shared import clock
from shared.caller import Caller
from shared.codes import INTERFACE_LANGUAGES
from shared.web.site import this_site

LANGUAGE = "language"
"""The argument by which a page is asked for in the other language."""

LANGUAGE_COOKIE = "opora-language"


@dataclass(frozen=True)
class Reader:
    """`person` is None for who is not signed in."""

    language: str
    time_zone: str
    person: UUID | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()

    @property
    def signed_in(self) -> bool:
        return self.person is not None

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


def read_by(session: Session, caller: Caller | None) -> Reader:
    """The reader of this request from here on."""
    known: Any = this_site().person(session, caller.person) if caller else None
    g.reader = Reader(
        language=_chosen() or (known.language if known else this_site().settings.language),
        time_zone=known.time_zone if known else clock.DEFAULT_TIME_ZONE,
        person=caller.person if caller else None,
        name=" ".join(part for part in (known.first_name, known.last_name) if part) if known else "",
        roles=caller.roles if caller else frozenset(),
    )
    return g.reader  # type: ignore[no-any-return]


def this_reader() -> Reader:
    """Of the present request; nobody known where no page has said who reads it."""
    if "reader" not in g:
        g.reader = Reader(_chosen() or this_site().settings.language, clock.DEFAULT_TIME_ZONE)
    return g.reader  # type: ignore[no-any-return]


def prefer(language: str, time_zone: str = "") -> None:
    """What is known of who reads this page without being signed in; a choice of theirs in this browser goes first."""
    present = this_reader()
    g.reader = replace(present, language=_chosen() or language, time_zone=time_zone or present.time_zone)


def turn_to(language: str) -> None:
    """The rest of this request in the language that its reader has just chosen."""
    g.reader = replace(this_reader(), language=language)


def _chosen() -> str | None:
    """What this browser's user switched to: now, or before."""
    if not has_request_context():
        return None
    wished = (request.args.get(LANGUAGE), request.cookies.get(LANGUAGE_COOKIE))
    return next((one for one in wished if one in INTERFACE_LANGUAGES), None)
