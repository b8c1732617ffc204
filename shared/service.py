"""What makes a service: its name, and what it does with events and with time. One shape for all of them."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from shared.config import Settings
from shared.eventing.contract import EventType
from shared.eventing.handlers import Handlers


@dataclass(frozen=True)
class Timer:
    """Something that happens because time passes. `run` handles what is due, a bounded number, and returns how
    many; it is called again while it returns any. Each call is one transaction."""

    name: str
    every: timedelta
    run: Callable[[Session], int]


@dataclass(frozen=True)
class Figure:
    """A number about the service's own records that operators watch, exported as `opora_<name>` with no label but the
    service's. `read` is asked every few seconds: an index must carry it."""

    name: str
    text: str
    read: Callable[[Session], int]


Background = Callable[["sessionmaker[Session]", Settings, threading.Event], None]
"""A loop of the worker: `(sessions, settings, stop)`."""

State = tuple[EventType, UUID | str, dict[str, Any]]
"""An event type, its subject and its data, which together say the present state of one aggregate."""


@dataclass(frozen=True)
class Service:
    """`snapshots` yields the present state of every aggregate that others keep replicas of, for `opora replay`. It
    locks each row as it reads it (`with_for_update(read=True)`): a change committed between reading and publishing
    would be overtaken by the older state, which gets the higher sequence.

    `background` are loops of the worker beside relay, consumer and timers (mail, for example): each returns
    when the stop flag is set, and asks it each time round: by that it is seen to be at work (`shared.pulse`). `figures`
    are what operators watch of this service alone; those about events (`shared.eventing.measures`) every service has.
    """

    name: str
    handlers: Handlers
    timers: Sequence[Timer] = ()
    snapshots: Callable[[Session], Iterable[State]] = field(default=lambda _: ())
    background: Sequence[Background] = ()
    figures: Sequence[Figure] = ()


def load(name: str) -> Service:
    """The service of this name: `SERVICE` in its app.py."""
    service: Service = import_module(f"services.{name}.app").SERVICE
    return service
