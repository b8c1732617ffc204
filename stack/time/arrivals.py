"""Whether what happened has had its effects everywhere, seen from outside while the services are at work."""

from collections.abc import Mapping
from typing import Any

import psycopg

from shared.service import Service

_SINCE = "select id, event_id, type from outbox where id > %s order by id"
_LAST = "select coalesce(max(id), 0) from outbox"
_MET = """
    select count(*) from unnest(%s::uuid[]) as wanted (id)
    where exists (select from inbox where event_id = wanted.id)
       or exists (select from parked_events where event_id = wanted.id)
"""

Connection = psycopg.Connection[tuple[Any, ...]]


class Arrivals:
    """Each event is looked for in the inbox of every service that reacts to its type; one that is parked there waits
    for something else, and nobody waits for it."""

    def __init__(self, services: Mapping[str, Service], connections: Mapping[str, Connection]) -> None:
        self._connections = connections
        self._types = {name: frozenset(service.handlers.types()) for name, service in services.items()}
        self._seen = {name: _number(one, _LAST) for name, one in connections.items()}
        self._awaited: dict[str, set[Any]] = {name: set() for name in services}
        self.count = 0
        """Of events that happened so far."""

    def are_complete(self) -> bool:
        """Ask again until they are: what arrives may cause more."""
        fresh = [self._look(name) for name in self._connections]
        for name, ids in self._awaited.items():
            if ids and self._met(name, ids) == len(ids):
                ids.clear()
        return not any(fresh) and not any(self._awaited.values())

    def _look(self, publisher: str) -> int:
        rows = self._connections[publisher].execute(_SINCE, [self._seen[publisher]]).fetchall()
        for id_, event, type_ in rows:
            self._seen[publisher] = id_
            for name, types in self._types.items():
                if type_ in types:
                    self._awaited[name].add(event)
        self.count += len(rows)
        return len(rows)

    def _met(self, name: str, ids: set[Any]) -> int:
        row = self._connections[name].execute(_MET, [list(ids)]).fetchone()
        return int(row[0]) if row else 0


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
