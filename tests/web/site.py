"""A service of one table, on the shared web alone: what it refuses and keeps, every service refuses and keeps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields
from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from shared import clock, tokens
from shared.caller import Caller
from shared.config import Settings
from shared.database import _upgrade, make_engine, make_sessions, migrate_shared
from shared.directory import migrations as directory
from shared.eventing.handlers import Handlers
from shared.ids import uuid7
from shared.problems import NotFound
from shared.service import Service
from shared.web.app import create_app
from shared.web.fields import Body, Day, Many, Text
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call, Routes
from tests.support.bench import Api
from tests.support.server import Server

URL = "/alpha/api/v1/notes"


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner: Mapped[UUID]
    words: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Writing(Body):
    words = Text(longest=100, required=True)
    on = Day()
    many = Many(Text(longest=5), most=3)


class Shown(Schema):
    id = fields.UUID()
    words = fields.String()


def own(session: Session, caller: Caller, lock: bool, id: UUID) -> Note:
    found = session.get(Note, id, with_for_update=lock)
    if found is None or found.owner != caller.person:
        raise NotFound
    return found


class Site:
    """`meanwhile` is called inside each command; a test may put something there."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.meanwhile: Callable[[Session], Any] = lambda session: None
        self.engine = make_engine(settings.database_url)
        self.sessions = make_sessions(self.engine, {})
        with self.sessions.begin() as session:
            session.execute(text("create table notes (id uuid primary key, owner uuid, words text, version int)"))
        self.app = create_app(Service("alpha", Handlers({}, {})), [self._routes()], [], settings)

    @classmethod
    @contextmanager
    def of(cls, server: Server, **changes: str) -> Iterator["Site"]:
        settings = server.settings("alpha", template="web", prepare=_prepare, **changes)
        site = cls(settings)
        try:
            yield site
        finally:
            site.engine.dispose()
            server.drop_database(settings.database_url)

    def person(self, *roles: str) -> Api:
        return self.with_token(self.token(uuid7(), *roles))

    def with_token(self, token: str | None) -> Api:
        return Api(self.app.test_client(), token)

    def token(self, person: UUID, *roles: str, organisation: UUID | None = None) -> str:
        now = clock.system()
        claims = tokens.Claims(person, uuid7(), organisation, frozenset(roles), now, now, now + timedelta(minutes=10))
        return tokens.encode(claims, self.keys)

    @property
    def keys(self) -> Any:
        return tokens.load_keys(self.settings.secrets / "token-keys.json")

    def count(self, table: str = "notes") -> int:
        with self.sessions.begin() as session:
            return int(session.scalar(text(f"select count(*) from {table}")) or 0)

    def _routes(self) -> Routes:
        routes = Routes("alpha", __name__)
        one: dict[str, Any] = {"on": own, "who": SIGNED_IN, "answer": Shown, "version": lambda note: note.version}

        @routes.post("/notes", who=SIGNED_IN, body=Writing, answer=Shown, status=201)
        def write(call: Call) -> Note:
            self.meanwhile(call.session)
            note = Note(id=uuid7(), owner=call.caller.person, words=call.body["words"])
            call.session.add(note)
            return note

        @routes.get("/notes/<uuid:id>", **one)
        def read(call: Call) -> Note:
            return call.record  # type: ignore[no-any-return]

        @routes.patch("/notes/<uuid:id>", body=Writing, **one)
        def rewrite(call: Call) -> Note:
            call.record.words = call.body["words"]
            return call.record  # type: ignore[no-any-return]

        @routes.post("/notes/<uuid:id>/give", **one)
        def give(call: Call) -> Note:
            call.record.owner = uuid7()
            return call.record  # type: ignore[no-any-return]

        return routes


def _prepare(url: str) -> None:
    migrate_shared(url)
    _upgrade(url, Path(directory.__path__[0]), "alembic_version_directory")
