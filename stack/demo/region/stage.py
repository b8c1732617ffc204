"""Where the sample region is played: its people as callers, and each command in a transaction of its own."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from services.identity.model import Person
from shared.caller import Caller
from shared.eventing.envelope import caused_by, new_cause
from shared.ids import uuid7
from shared.web.policy import Policy
from stack.demo.pump import Pump
from stack.demo.region.calendar import Calendar

Sessions = Mapping[str, "sessionmaker[Session]"]
Load = Callable[..., Any]


class NotAllowed(Exception):
    """A story lets someone do what the API would refuse them: a defect of the story."""


class Stage:
    """`organisations` and `people` are known by their keys and addresses once they are registered."""

    def __init__(self, pump: Pump, calendar: Calendar) -> None:
        self.pump = pump
        self.sessions: Sessions = pump.sessions
        self.calendar = calendar
        self.organisations: dict[str, UUID] = {}
        self.cast: dict[str, Caller] = {}
        self.volunteers: dict[str, UUID] = {}
        self.groups: dict[str, UUID] = {}
        """Groups of programmes by their keys."""
        self.families: dict[str, UUID] = {}
        """Story → family, for duplicates."""
        self._travelling = False

    def person(self, email: str) -> UUID:
        return self.cast[email].person

    def enter(self, person: Person) -> None:
        """From now on this person can act."""
        self.cast[person.email] = Caller(person.id, person.organisation, frozenset(person.roles), uuid7())

    def act(
        self,
        service: str,
        actor: str,
        command: Callable[..., Any],
        *args: Any,
        on: tuple[Load, UUID] | None = None,
        policy: Policy | None = None,
        **body: Any,
    ) -> Any:
        """Let `actor` use a command as a route would: the record that `on` finds for them, the policy, the command.

        What it published is on the road afterwards: see `arrive`.
        """
        caller = self.cast[actor]
        with self.sessions[service].begin() as session, caused_by(new_cause()):
            record = [on[0](session, caller, True, id=on[1])] if on else []
            if policy and not policy.allows(caller, *(record or [None])):
                raise NotAllowed(f"{command.__name__} by {actor}: {policy.description}")
            done = command(session, caller, *record, *args, **body)
        self._travelling = True
        return done

    def ask(self, service: str, command: Callable[..., Any], *args: Any) -> Any:
        """The same for somebody without an account."""
        with self.sessions[service].begin() as session, caused_by(new_cause()):
            done = command(session, *args)
        self._travelling = True
        return done

    def read(self, service: str, column: Any, *conditions: Any) -> Any:
        """One value from the service's database."""
        with self.sessions[service]() as session:
            return session.scalars(select(column).where(*conditions)).one()

    def find(self, service: str, column: Any, *conditions: Any) -> Any:
        """The same; None where there is none, or it has not arrived yet."""
        with self.sessions[service]() as session:
            return session.scalars(select(column).where(*conditions)).one_or_none()

    def arrive(self) -> None:
        """Everything on the road has its effects."""
        if self._travelling:
            self.pump.drain()
            self._travelling = False

    def pass_time(self) -> None:
        """What happens because it is this moment. Nobody waits for it: it arrives with what people do next."""
        self.pump.run_timers()
