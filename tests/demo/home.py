"""A demo home on a running stack, as somebody has it after `opora demo`."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import psycopg
from psycopg.rows import namedtuple_row

from services.identity.passwords import DEMO_PASSWORD
from tests.support.waiting import until

OURS = ("OPORA_", "KAFKA_", "SMTP_")
PATIENCE_S = 500


@dataclass
class DemoHome:
    """`outputs`: what each `opora` command printed, in order."""

    home: Path
    port: int
    outputs: list[str] = field(default_factory=list)

    def opora(self, verb: str, *more: str, **variables: str) -> int:
        """The exit status."""
        command = [sys.executable, "-m", "stack.cli", verb, "--home", str(self.home), *more]
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=_clean_environment() | variables,
            timeout=PATIENCE_S,
        )
        self.outputs.append(done.stdout)
        return done.returncode

    def start_and_kill(self, when: Callable[[], bool]) -> None:
        """Begin, and kill the supervisor as soon as it has come so far."""
        command = [sys.executable, "-m", "stack.cli", "up", "--home", str(self.home), "--port", str(self.port)]
        starting = subprocess.Popen(
            [*command, "--demo"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_clean_environment()
        )
        until(lambda: when() or starting.poll() is not None, PATIENCE_S, said=self.journal)
        assert starting.poll() is None, self.journal()
        starting.send_signal(signal.SIGKILL)
        starting.wait()

    def has_people(self) -> bool:
        """Whether the region is begun: its places and people are there, and nothing has happened yet."""
        return "region: starting" in self.journal() and self.one("identity", "select count(*) from people") > 0

    def journal(self) -> str:
        log = self.home / "logs" / "supervisor.log"
        return log.read_text() if log.exists() else ""

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.home / "state.json").read_text())
        return state

    def rows(self, service: str, statement: str) -> list[Any]:
        port = json.loads((self.home / "ports.json").read_text())["postgres"]
        password = (self.home / "secrets" / f"database-{service}").read_text()
        url = f"postgresql://{service}:{password}@127.0.0.1:{port}/{service}"
        with psycopg.connect(url, row_factory=namedtuple_row) as connection:
            return connection.execute(statement).fetchall()  # type: ignore[arg-type]

    def one(self, service: str, statement: str) -> Any:
        return self.rows(service, statement)[0][0]

    def count_by(self, service: str, table: str, column: str) -> dict[str, int]:
        return dict(tuple(row) for row in self.rows(service, f"select {column}, count(*) from {table} group by 1"))

    @cached_property
    def http(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)

    def signed_in(self, email: str) -> "Signed":
        answer = self.http.post("/identity/api/v1/tokens", json={"email": email, "password": DEMO_PASSWORD})
        assert answer.status_code == 201, (email, answer.text)
        return Signed(self.http, {"Authorization": f"Bearer {answer.json()['token']}"})


@dataclass
class Signed:
    http: httpx.Client
    headers: dict[str, str]

    def get(self, path: str, **query: Any) -> Any:
        answer = self.http.get(path, params=query, headers=self.headers)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()


def _clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {name: value for name, value in kept.items() if not name.endswith("_DATABASE_URL")}
