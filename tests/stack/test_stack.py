"""The whole embedded stack, as an operator sees it: up, watched, killed in every part, up again, down."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest
from kafka.admin import KafkaAdminClient

from shared.config import SERVICES
from stack.broker import PARTITIONS
from stack.orphans import orphans
from stack.ports import free_port
from tests.support import ordinary
from tests.support.waiting import until

PARTS = ["supervisor", "postgres", "broker", "mail", "web", *(f"{service}-worker" for service in SERVICES)]
FIGURES = {"unsent", "oldest_unsent_s", "lag", "parked", "dead"}
OURS = ("OPORA_", "KAFKA_", "SMTP_")


def clean_environment(**more: str) -> dict[str, str]:
    """Without the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {name: value for name, value in kept.items() if not name.endswith("_DATABASE_URL")} | more


def opora(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "stack.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=clean_environment(**variables))


@dataclass
class Stack:
    """A stack in `home`, run by ourselves or by the account `uid`."""

    home: Path
    port: int
    uid: int | None = None

    def opora(self, verb: str, *more: str) -> "subprocess.CompletedProcess[str]":
        arguments = (verb, "--home", str(self.home), *more)
        if self.uid is None:
            return opora(*arguments)
        account = self.home.parent / "account"
        return ordinary.run(self.uid, "-m", "stack.cli", *arguments, HOME=str(account))

    def up(self, *more: str) -> "subprocess.CompletedProcess[str]":
        return self.opora("up", "--port", str(self.port), "--detach", *more)

    def down(self) -> "subprocess.CompletedProcess[str]":
        return self.opora("down")

    def status(self) -> tuple[int, dict[str, Any]]:
        done = self.opora("status", "--json")
        return done.returncode, json.loads(done.stdout)

    def parts(self) -> dict[str, dict[str, Any]]:
        """As the supervisor published them: cheaper to ask often than `status`."""
        state = json.loads((self.home / "state.json").read_text())
        return {part["name"]: part for part in state["parts"]}

    def database(self, service: str) -> psycopg.Connection:
        port = json.loads((self.home / "ports.json").read_text())["postgres"]
        password = (self.home / "secrets" / f"database-{service}").read_text()
        return psycopg.connect(f"postgresql://{service}:{password}@127.0.0.1:{port}/{service}", autocommit=True)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    made = Stack(tmp_path_factory.mktemp("home"), free_port())
    done = made.up()
    assert done.returncode == 0, done.stdout + done.stderr
    yield made
    made.down()


@pytest.fixture(scope="module")
def second() -> Iterator[Stack]:
    """Of an ordinary account; where the tests run as one, of the same."""
    uid = 65534 if ordinary.possible else None
    with ordinary.home(uid) as folder:
        (folder / "account").mkdir()
        if uid is not None:
            os.chown(folder / "account", uid, uid)
        made = Stack(folder / "home", free_port(), uid)
        yield made
        made.down()


def test_status_tells_scripts_everything_but_passwords(stack: Stack) -> None:
    code, shown = stack.status()
    assert code == 0
    assert shown["healthy"] is True
    assert (shown["mode"], shown["demo"]) == ("embedded", False)
    assert shown["home"] == str(stack.home)
    assert shown["address"] == f"http://127.0.0.1:{stack.port}"
    assert [part["name"] for part in shown["parts"]] == PARTS
    assert {part["state"] for part in shown["parts"]} == {"healthy"}
    assert all(set(part) == {"name", "state", "pid", "restarts", "since"} for part in shown["parts"])
    assert set(shown["events"]) == set(SERVICES)
    assert all(set(figures) >= FIGURES for figures in shown["events"].values())
    for service in SERVICES:
        assert shown["database_urls"][service].startswith(f"postgresql+psycopg://{service}@127.0.0.1:")
    secrets = [file.read_text() for file in (stack.home / "secrets").glob("database-*")]
    assert not any(secret in json.dumps(shown) for secret in secrets)


def test_up_again_says_that_it_runs(stack: Stack) -> None:
    again = stack.up()
    assert again.returncode == 0
    assert "already runs" in again.stdout
    other = opora("up", "--home", str(stack.home), "--port", str(free_port()), "--detach")
    assert other.returncode == 1
    assert f"already runs, on port {stack.port}" in other.stderr


def test_everything_listens_on_loopback_alone(stack: Stack) -> None:
    ends = [end for process in orphans(stack.home) for end in process.net_connections()]
    assert {end.laddr.ip for end in ends if end.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


def test_the_web_serves_each_service_and_leads_strangers_to_sign_in(stack: Stack) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{stack.port}") as client:
        assert {client.get(f"/{service}/health/ready").status_code for service in SERVICES} == {200}
        assert client.get("/", follow_redirects=True).url.path == "/identity/sign-in"


def test_every_part_that_is_killed_comes_back_and_its_restart_is_counted(stack: Stack) -> None:
    before = stack.parts()
    for name in PARTS[1:]:
        os.kill(before[name]["pid"], signal.SIGKILL)

    def all_back() -> bool:
        now = stack.parts()
        fresh = all(now[name]["pid"] not in (None, before[name]["pid"]) for name in PARTS[1:])
        return fresh and all(part["state"] == "healthy" for part in now.values())

    until(all_back)
    assert all(stack.parts()[name]["restarts"] > before[name]["restarts"] for name in PARTS[1:])
    said = (stack.home / "logs" / "supervisor.log").read_text()
    assert "postgres: ended with signal 9, restarting in 0.1 s" in said


def test_a_new_broker_is_another_cluster_with_all_topics_before_any_worker_meets_it(stack: Stack) -> None:
    workers = {name: stack.parts()[name]["pid"] for name in PARTS if name.endswith("-worker")}
    os.kill(stack.parts()["broker"]["pid"], signal.SIGKILL)
    until(lambda: all(stack.parts()[name]["pid"] not in (None, pid) for name, pid in workers.items()))
    client = KafkaAdminClient(bootstrap_servers=stack.status()[1]["kafka_bootstrap"])
    try:
        topics = client.describe_topics([f"opora.{service}" for service in SERVICES])
    finally:
        client.close()
    assert {len(topic["partitions"]) for topic in topics} == {PARTITIONS}
    until(lambda: all(part["state"] == "healthy" for part in stack.parts().values()))


def test_after_a_killed_supervisor_the_next_up_finds_its_data_and_nothing_in_its_way(stack: Stack) -> None:
    with stack.database("cases") as connection:
        connection.execute("create table marks as select 7 as id")
    os.kill(stack.parts()["supervisor"]["pid"], signal.SIGKILL)
    until(lambda: stack.status()[0] == 3)
    done = stack.up()
    assert done.returncode == 0, done.stdout + done.stderr
    with stack.database("cases") as connection:
        assert connection.execute("select id from marks").fetchone() == (7,)


def test_a_second_stack_of_an_ordinary_account_runs_beside_the_first(stack: Stack, second: Stack) -> None:
    done = second.up()
    assert done.returncode == 0, done.stdout + done.stderr
    assert second.status()[1]["demo"] is False
    assert stack.status()[0] == 0
    assert second.down().returncode == 0
    assert orphans(second.home) == []
    code, shown = second.status()
    assert (code, shown["healthy"]) == (3, False)
    assert {part["state"] for part in shown["parts"]} == {"stopped"}
    assert list((second.home.parent / "account").iterdir()) == [], "nothing is written outside the home"
    assert {part["state"] for part in stack.parts().values()} == {"healthy"}


def test_a_taken_port_is_named_and_nothing_is_left_running(tmp_path: Path) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        done = opora("up", "--home", str(tmp_path), "--port", str(port), "--detach")
    assert done.returncode == 1
    assert f"port {port} is taken by another program" in done.stdout
    assert orphans(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "value", "may_be"),
    [("OPORA_PORT", "eight", "a port, 1 to 65535"), ("OPORA_LANGUAGE", "fr", "one of ru, en")],
)
def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path: Path, name: str, value: str, may_be: str) -> None:
    settings = {"OPORA_PORT": str(free_port())} | {name: value}
    done = opora("up", "--home", str(tmp_path), "--detach", **settings)
    assert done.returncode == 1
    assert f"{name} must be {may_be}; it is “{value}”" in done.stdout + done.stderr


def test_where_nothing_was_ever_started_status_says_not_running(tmp_path: Path) -> None:
    code, shown = Stack(tmp_path / "none", 0).status()
    assert (code, shown["healthy"], shown["parts"]) == (3, False, [])
    assert not (tmp_path / "none").exists()
