"""Three brokers: one is killed under load, and what was done meanwhile has its effects while it is still away."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_on_whales import DockerClient

from stack.demo.play.office import Town
from stack.ports import free_port
from tests.compose.conftest import CHECKOUT, Installed, copy, run
from tests.compose.test_lost_kafka import Load, told_in_all, without_a_case
from tests.support.waiting import until

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]

OVER = "docker-compose.cluster.yml"
TAG = f"opora-cluster-{os.getpid()}"
BROKERS = ("kafka", "kafka-2", "kafka-3")
BEFORE, DURING = 8, 8


class Cluster(Installed):
    def __init__(self, folder: Path, said: str) -> None:
        super().__init__(folder, said)
        self.docker = DockerClient(
            compose_files=[folder / "docker-compose.yml", folder / OVER],
            compose_project_directory=folder,
            compose_env_files=[folder / ".env"],
        )


def settings() -> str:
    """What an administrator writes into .env; one web of each, for the sake of the machine."""
    places = {port: ",".join(f"{broker}:{port}" for broker in BROKERS) for port in (9092, 9095)}
    return (
        f"COMPOSE_FILE=docker-compose.yml:{OVER}\nOPORA_WEBS=1\nOPORA_WORKERS=2\n"
        f"KAFKA_BOOTSTRAP={places[9092]}\nKAFKA_ADMIN_BOOTSTRAP={places[9095]}\n"
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = copy(tmp_path_factory.mktemp("cluster") / "opora")
    shutil.copy2(CHECKOUT / OVER, folder)
    (folder / ".env").write_text(settings())
    arguments = ("--address", f"http://127.0.0.1:{free_port()}", "--smtp", "smtp://127.0.0.1:25", "--demo", "--yes")
    names = {"COMPOSE_PROJECT_NAME": TAG, "OPORA_VERSION": TAG, "OPORA_LANGUAGE": "en"}
    done = run(folder, "install", *arguments, **names)
    try:
        assert done.returncode == 0, done.stdout + done.stderr
        yield Cluster(folder, done.stdout)
    finally:
        if "COMPOSE_PROJECT_NAME" in (folder / ".env").read_text():
            stack = Cluster(folder, "")
            stack.remove()
            stack.docker.image.remove([f"opora:{TAG}", f"opora-gateway:{TAG}"], force=True)


def parts_of(cluster: Cluster) -> list[tuple[str, str]]:
    return [(part["name"], part["state"]) for part in json.loads(cluster.opora("status", "--json").stdout)["parts"]]


def test_each_service_has_two_workers_and_everything_is_healthy(cluster: Cluster) -> None:
    parts = parts_of(cluster)
    assert {state for _, state in parts} == {"healthy"}
    assert [name for name, _ in parts if name == "cases-worker"] == ["cases-worker"] * 2
    assert {name for name, _ in parts} >= set(BROKERS)


def test_one_broker_is_killed_under_load_and_nobody_waits_for_it(cluster: Cluster) -> None:
    with Town(cluster.address, "opora-demo", "en") as town:
        load = Load(town)
        load.start()
        load.has_done(BEFORE)
        cluster.docker.compose.kill("kafka")
        load.has_done(DURING)
        load.stop.set()
        load.join(60)
        assert load.problem is None
        until(lambda: without_a_case(load.worker, load.accepted) == [], 180)
        until(lambda: told_in_all(load.referrer, load.accepted), 180)
    assert dict(parts_of(cluster))["kafka"] == "stopped"


def test_it_comes_back_by_one_command(cluster: Cluster) -> None:
    done = cluster.opora("up")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {state for _, state in parts_of(cluster)} == {"healthy"}
