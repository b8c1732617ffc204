"""What a request needs of the service that answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session, sessionmaker

from shared.caller import Caller
from shared.config import Settings
from shared.service import Service
from shared.tokens import Claims

Standing = Callable[[Session, Claims], Caller | None]
"""Who it is that holds these claims; None for somebody who is signed out."""

_NAME = "opora"


@dataclass(frozen=True)
class Site:
    service: Service
    settings: Settings
    sessions: "sessionmaker[Session]"
    standing: Standing
    person: Callable[[Session, UUID], Any]
    """Who somebody is, with names, language and time zone; None where nothing is known of them."""


def settle(app: Flask, site: Site) -> None:
    app.extensions[_NAME] = site


def this_site() -> Site:
    """Of the app that answers the present request."""
    site: Site = current_app.extensions[_NAME]
    return site
