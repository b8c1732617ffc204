"""All five services on fresh databases with a real broker between them, reached over HTTP by people who sign in."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text

from shared.config import SERVICES, Settings
from stack.demo.pump import Pump
from tests.support.bench import Answer, Api
from tests.support.brokers import running_log
from tests.support.server import Server

PASSWORD = "тихая-пристань-7"


class Front:
    """Chooses the app by the first part of the path, as the gateway does; looks like a Flask test client."""

    def __init__(self, apps: dict[str, Flask]) -> None:
        self.apps = apps

    def open(self, path: str, **options: Any) -> Any:
        return self.apps[path.split("/")[1]].test_client().open(path, **options)


class World:
    """`drain()` lets everything published have its effects, in this thread and under its clock."""

    def __init__(self, server: Server, settings: dict[str, Settings]) -> None:
        self.server = server
        self.settings = settings
        self.front = Front(
            {name: import_module(f"services.{name}.app").create_app(settings[name]) for name in SERVICES}
        )
        self.pump = Pump(settings)
        self.drain = self.pump.drain
        self.run_timers = self.pump.run_timers

    def api(self, email: str | None = None, password: str = PASSWORD) -> Api:
        """A client signed in with this e-mail address, or nobody's."""
        nobody = Api(self.front, None)  # type: ignore[arg-type]
        if email is None:
            return nobody
        answer = nobody.post("/identity/api/v1/tokens", {"email": email, "password": password})
        assert answer.status == 201, answer.text
        return Api(self.front, answer.json["token"])  # type: ignore[arg-type]

    def scalar(self, service: str, statement: str, **values: Any) -> Any:
        with self.pump.sessions[service].begin() as session:
            return session.scalar(text(statement), values)

    def close(self) -> None:
        self.pump.close()
        for settings in self.settings.values():
            self.server.drop_database(settings.database_url)


@contextmanager
def running_world(server: Server, folder: Path, **changes: str) -> Iterator[World]:
    with running_log(folder) as log:
        settings = {name: server.settings(name, KAFKA_BOOTSTRAP=log.bootstrap, **changes) for name in SERVICES}
        world = World(server, settings)
        try:
            yield world
        finally:
            world.close()


__all__ = ["PASSWORD", "Answer", "World", "running_world"]
