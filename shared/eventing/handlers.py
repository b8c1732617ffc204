"""What a service does with the events of others: replicas it keeps, and reactions it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import DeclarativeBase, Session

from shared.eventing.contract import EventType
from shared.eventing.envelope import Event

Handler = Callable[[Session, Event], None]
"""Writes its effects to the session and nothing else; it never commits. It may raise NotYet."""

Table = Mapping[EventType, Sequence[Handler]]


def joined(*tables: Table) -> Table:
    """One table of several: a type that stands in more than one gets all its handlers, in this order."""
    types = dict.fromkeys(type_ for table in tables for type_ in table)
    return {type_: [handler for table in tables for handler in table.get(type_, ())] for type_ in types}


class NotYet(Exception):
    """The reaction needs a record that is not here yet: the event's key waits until that row is written.

    Written through the session (`session.add`): a row that comes by a bare INSERT wakes nobody, and the key waits
    for its next try. `id` is the row's primary key.
    """

    def __init__(self, awaited: type[DeclarativeBase], id: object) -> None:
        super().__init__(awaited.__tablename__)
        self.wanted = f"{awaited.__tablename__}:{id}"


@dataclass(frozen=True)
class Handlers:
    """`replicas` copy the state of another's record and also see snapshots; `reactions` act, once, on news."""

    replicas: Table
    reactions: Table

    def types(self) -> dict[str, EventType]:
        return {event.name: event for event in (*self.replicas, *self.reactions)}

    def topics(self) -> list[str]:
        return sorted({event.topic for event in (*self.replicas, *self.reactions)})

    def handle(self, session: Session, event: Event) -> None:
        for keep in self.replicas.get(event.type, ()):
            keep(session, event)
        if not event.envelope.snapshot:
            for react in self.reactions.get(event.type, ()):
                react(session, event)
