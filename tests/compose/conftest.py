"""One demo stack for all these tests, set up by `./install` in a copy of this tree, as an administrator would."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stack.docker_compose_utils import ComposeStack
from stack.ports import free_port
from tests.compose.post import PostOffice, post_office

CHECKOUT = Path(__file__).resolve().parents[2]
PARTS = (".dockerignore", "Caddyfile", "Dockerfile", "docker-compose.yml", "install", "opora")
GATHERED = shutil.ignore_patterns("__pycache__", "node_modules", "built")
TAG = f"test-{os.getpid()}"
"""Of the images: what runs beside us on this engine is built from another tree."""

ADMINISTRATOR = "first@administrator.example"
OURS = ("OPORA_", "COMPOSE_", "KAFKA_", "SMTP_", "POSTGRES_")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def copy(folder: Path) -> Path:
    """What a release holds, without what this checkout has gathered."""
    folder.mkdir(parents=True)
    for name in PARTS:
        shutil.copy2(CHECKOUT / name, folder)
    for name in ("services", "shared", "stack", "requirements"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=GATHERED)
    return folder


def run(
    folder: Path, script: str, *arguments: str, stdin: str = "", **variables: str
) -> "subprocess.CompletedProcess[str]":
    """`./install` or `./opora` of this folder; nobody is there to be asked, `stdin` is what comes in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [folder / script, *arguments],
        capture_output=True,
        text=True,
        env=kept | variables,
        input=stdin,
        timeout=1500,
    )


class Installed(ComposeStack):
    """A stack with what its installation has said."""

    def __init__(self, folder: Path, said: str) -> None:
        super().__init__(folder)
        self.said = said

    @property
    def address(self) -> str:
        return self.setting("OPORA_ADDRESS")

    def opora(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return run(self.folder, "opora", *arguments)

    def install(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return run(self.folder, "install", *arguments, OPORA_VERSION=self.setting("OPORA_VERSION"))


@pytest.fixture(scope="session")
def mails() -> Iterator[PostOffice]:
    """The mail server of the stack."""
    with post_office() as office:
        yield office


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, mails: PostOffice) -> Iterator[Installed]:
    folder = copy(tmp_path_factory.mktemp("compose") / "opora")
    arguments = ("--address", f"http://127.0.0.1:{free_port()}", "--smtp", mails.url)
    names = {"COMPOSE_PROJECT_NAME": f"opora-{TAG}", "OPORA_VERSION": TAG, "OPORA_LANGUAGE": "en"}
    done = run(folder, "install", *arguments, "--admin", ADMINISTRATOR, "--demo", "--yes", **names)
    try:
        assert done.returncode == 0, done.stdout + done.stderr
        yield Installed(folder, done.stdout)
    finally:
        if (folder / ".env").exists():
            remove(ComposeStack(folder))


def remove(stack: ComposeStack) -> None:
    """With its data and its images."""
    stack.remove()
    stack.docker.image.remove([f"opora:{TAG}", f"opora-gateway:{TAG}"], force=True)
