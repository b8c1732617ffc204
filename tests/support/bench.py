"""One service on a fresh database of its own: people who call its API, events that reach it, what it published."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import Session

from shared import clock, tokens
from shared.contracts import BY_NAME, identity
from shared.database import sessions_on
from shared.eventing.consumer import Consumer
from shared.eventing.contract import EventType
from shared.eventing.envelope import Envelope, new_cause
from shared.eventing.record import Raw
from shared.eventing.sealing import load_keyrings, seal, unseal
from shared.ids import uuid7
from shared.worker import run_timer
from tests.support.ground import Ground, ground, rows_of, tables
from tests.support.pages import Browser
from tests.support.server import Server


@dataclass
class Answer:
    status: int
    json: Any
    headers: Any
    text: str


@dataclass
class Api:
    """An HTTP client signed in as one person (or as nobody)."""

    client: FlaskClient
    token: str | None

    def get(self, path: str, **options: Any) -> Answer:
        return self.call("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("POST", path, body, **options)

    def put(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("PUT", path, body, **options)

    def patch(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("PATCH", path, body, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        return self.call("DELETE", path, **options)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        if_match: str | None = None,
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Answer:
        """`body` is sent as JSON, `raw` as it is."""
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if key is not None:
            sent["Idempotency-Key"] = key
        if if_match is not None:
            sent["If-Match"] = if_match
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        sent.setdefault("Content-Type", "application/json")
        response = self.client.open(path, method=method, data=data, headers=sent)
        return Answer(
            response.status_code,
            response.get_json(silent=True),
            response.headers,
            response.get_data().decode(errors="replace"),
        )


@dataclass
class Person:
    id: UUID
    organisation: UUID | None
    roles: tuple[str, ...]
    api: Api

    def browser(self, language: str = "ru") -> Browser:
        """This person at the pages of the service."""
        return Browser(self.api.client.application.test_client(), self.api.token, language)


class Bench:
    def __init__(self, ground: Ground) -> None:
        self.server, self.settings, self.service = ground.server, ground.settings, ground.service
        self.app, self.engine = ground.app, ground.engine
        self.keyrings = load_keyrings(self.settings.secrets)
        self.sessions = sessions_on(self.engine, self.settings)
        self.sequences: dict[str, int] = defaultdict(int)

    @classmethod
    @contextmanager
    def of(cls, server: Server, service: str, **changes: str) -> Iterator["Bench"]:
        with ground(server, service, **changes) as place:
            bench = cls(place)
            try:
                yield bench
            finally:
                bench.close()

    def close(self) -> None:
        if "consumer" in self.__dict__:
            self.consumer.connection.close()

    # --- people -----------------------------------------------------------------------------------------------------

    def organisation(self, kind: str = "ngo", **state: Any) -> UUID:
        """An organisation that identity told this service of."""
        id = state.pop("organisation", None) or uuid7()
        state = {
            "organisation": id,
            "name": f"Организация {kind}",
            "kind": kind,
            "districts": ["lesnoy"],
            "accepts_referrals": True,
            "time_zone": "Europe/Moscow",
            "self_sufficiency_threshold": 3,
            "active": True,
        } | state
        self.receive(identity.ORGANISATION_REGISTERED, id, state)
        return id

    def district(self, code: str = "lesnoy", **state: Any) -> str:
        state = {
            "code": code,
            "name": f"Район {code}",
            "region": "Заозёрская область",
            "latitude": 56.31,
            "longitude": 43.99,
        } | state
        self.receive(identity.DISTRICT_REGISTERED, code, state)
        return code

    def person(self, *roles: str, organisation: UUID | None = None, **state: Any) -> Person:
        """A person that identity told this service of, signed in."""
        id = state.pop("person", None) or uuid7()
        state = {
            "person": id,
            "organisation": organisation,
            "roles": list(roles),
            "language": "ru",
            "time_zone": "Europe/Moscow",
            "active": True,
            "rights_since": clock.system(),
            "names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
            "email": f"{id}@example.org",
            "phone": None,
        } | state
        self.receive(identity.PERSON_REGISTERED, id, state)
        return self.signed_in(id, organisation, *roles)

    def signed_in(self, person: UUID, organisation: UUID | None, *roles: str) -> Person:
        """Someone with a token, whether this service has heard of them or not."""
        now = clock.system()
        claims = tokens.Claims(person, uuid7(), organisation, frozenset(roles), now, now, now + timedelta(minutes=10))
        token = tokens.encode(claims, tokens.load_keys(self.settings.secrets / "token-keys.json"))
        return Person(person, organisation, roles, Api(self.app.test_client(), token))

    @staticmethod
    def person_id() -> UUID:
        """Somebody nobody has heard of."""
        return uuid7()

    @property
    def nobody(self) -> Api:
        return Api(self.app.test_client(), None)

    # --- events -----------------------------------------------------------------------------------------------------

    @cached_property
    def consumer(self) -> Consumer:
        """The consumer's own code, given records by hand instead of by a broker."""
        connection = create_engine(self.settings.database_url, poolclass=NullPool).connect()
        topics = self.service.handlers.topics()
        return Consumer(
            self.service.name,
            self.service.handlers,
            connection,
            None,
            self.keyrings,
            lambda: dict.fromkeys(topics, "log"),
            {},
        )

    def receive(
        self,
        event: EventType,
        subject: UUID | str,
        data: dict[str, Any],
        *,
        by: UUID | None = None,
        at: datetime | None = None,
        snapshot: bool = False,
        event_id: UUID | None = None,
    ) -> UUID:
        """One event from another service, through JSON and seals and the consumer; returns its id."""
        id = event_id or uuid7()
        self.sequences[f"{event.topic}/{subject}"] += 1
        sequence = self.sequences[f"{event.topic}/{subject}"]
        plain = event.dump({"at": at or clock.now(), "by": by} | data)
        cause = new_cause()
        envelope = Envelope(
            id, event.name, f"/{event.service}", str(subject), datetime.now(UTC), sequence,
            cause.correlation, None, cause.traceparent, snapshot,
        )  # fmt: skip
        value = json.dumps(seal(self.keyrings, event, id, plain)).encode()
        self.deliver(Raw(event.topic, 0, 0, str(subject).encode(), value, envelope.headers()))
        return id

    def deliver(self, raw: Raw) -> None:
        """A record as it lies in the log, then what it released."""
        self.consumer.take([raw])
        self.consumer.trouble.retry_due()

    def published(self, event: EventType | None = None) -> list[Any]:
        """What this service published, opened: data of this type in order, or (type name, data) of all."""
        with self.session() as session:
            rows = session.execute(text("select event_id, type, data from outbox order by id")).all()
        found = []
        for row in rows:
            type_ = BY_NAME[row.type]
            data = type_.load(unseal(self.keyrings, type_, row.event_id, json.loads(row.data)))
            found.append((row.type, data))
        return [data for name, data in found if name == event.name] if event else found

    def tick(self, moment: datetime) -> None:
        """Run every timer as if it were this moment."""
        with clock.at(moment):
            for timer in self.service.timers:
                run_timer(timer, self.sessions)

    # --- the database -----------------------------------------------------------------------------------------------

    @contextmanager
    def session(self) -> Iterator[Session]:
        with self.sessions.begin() as session:
            yield session

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        with self.session() as session:
            return rows_of(session.connection(), tables(session.connection()))
