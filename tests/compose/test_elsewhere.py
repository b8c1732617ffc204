"""PostgreSQL and Kafka on servers that are not ours: the main job, and no container of either in the stack."""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_on_whales import DockerClient, docker

from shared.config import SERVICES
from stack.demo.play.job import Job
from stack.demo.play.office import Town
from stack.demo.play.report import Report
from stack.docker_compose_utils import ComposeStack
from stack.ports import free_port
from tests.compose.conftest import CHECKOUT, Installed, copy, run

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]

OVER = ("docker-compose.external-postgres.yml", "docker-compose.external-kafka.yml")
FILES = ("docker-compose.yml", *OVER)
TAG = f"opora-away-{os.getpid()}"


class Elsewhere:
    """The other servers, at the engine's own address on this machine."""

    def __init__(self, folder: Path) -> None:
        self.host = str(docker.network.inspect("bridge").ipam.config[0]["Gateway"])
        self.ports = {name: free_port() for name in ("POSTGRES", "CLIENTS", "ADMIN")}
        self.password = secrets.token_hex(24)
        values = {f"ELSEWHERE_{name}": port for name, port in self.ports.items()}
        values |= {"ELSEWHERE": self.host, "ELSEWHERE_PASSWORD": self.password, "ELSEWHERE_PROJECT": f"{TAG}-servers"}
        settings = folder / "elsewhere.env"
        settings.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        self.docker = DockerClient(
            compose_files=[CHECKOUT / "tests/compose/elsewhere.yml"], compose_env_files=[settings]
        )

    def database(self, role: str) -> str:
        return f"postgresql+psycopg://{role}@{self.host}:{self.ports['POSTGRES']}/{role}"

    def settings(self) -> str:
        """What an administrator writes into .env."""
        lines = [f"COMPOSE_FILE={':'.join(FILES)}"]
        lines += [f"{name.upper()}_DATABASE_URL={self.database(name)}" for name in ("postgres", *SERVICES)]
        lines += [f"KAFKA_BOOTSTRAP={self.host}:{self.ports['CLIENTS']}"]
        lines += [f"KAFKA_ADMIN_BOOTSTRAP={self.host}:{self.ports['ADMIN']}"]
        return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    servers = Elsewhere(tmp_path_factory.mktemp("elsewhere"))
    try:
        servers.docker.compose.up(detach=True, wait=True, quiet=True)
        yield servers
    finally:
        servers.docker.compose.down(volumes=True, quiet=True)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[Installed]:
    folder = copy(tmp_path_factory.mktemp("away") / "opora")
    for name in OVER:
        shutil.copy2(CHECKOUT / name, folder)
    (folder / ".env").write_text(elsewhere.settings())
    (folder / "secrets").mkdir()
    for name in ("database-postgres", "kafka-admin"):
        (folder / "secrets" / name).write_text(elsewhere.password)
    arguments = ("--address", f"http://127.0.0.1:{free_port()}", "--smtp", "smtp://127.0.0.1:25", "--demo", "--yes")
    names = {"COMPOSE_PROJECT_NAME": TAG, "OPORA_VERSION": TAG, "OPORA_LANGUAGE": "en"}
    done = run(folder, "install", *arguments, **names)
    stack = Installed(folder, done.stdout)
    stack.docker = DockerClient(
        compose_files=[folder / name for name in FILES],
        compose_project_directory=folder,
        compose_env_files=[folder / ".env"],
    )
    try:
        assert done.returncode == 0, done.stdout + done.stderr
        yield stack
    finally:
        if "COMPOSE_PROJECT_NAME" in (folder / ".env").read_text():
            _remove(stack)


def _remove(stack: ComposeStack) -> None:
    stack.remove()
    stack.docker.image.remove([f"opora:{TAG}", f"opora-gateway:{TAG}"], force=True)


def test_the_main_job_is_done_on_servers_elsewhere(stack: Installed) -> None:
    assert not {"postgres", "kafka"} & set(stack.containers())
    with Town(stack.address, "opora-demo", "en") as town:
        Job(town, Report("en", lambda line: None), None).play()


def test_the_operator_sees_the_stack_healthy_and_the_doctor_what_is_declared(stack: Installed) -> None:
    status = stack.opora("status", "--json")
    assert status.returncode == 0, status.stdout + status.stderr
    assert json.loads(status.stdout)["healthy"]
    lines = [line.split() for line in stack.opora("doctor").stdout.splitlines()]
    assert {"topics", "rights", "schema"} <= {line[1] for line in lines if line[0] == "ok"}
