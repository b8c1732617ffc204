"""`./install`: what it checks, what it writes, and that it can be run again."""

import hashlib
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.compose.conftest import ADMINISTRATOR, TAG, Installed, copy, run

pytestmark = [pytest.mark.compose, pytest.mark.timeout(1800)]

RIGHT = {"--address": "http://127.0.0.1:1", "--smtp": "smtp://127.0.0.1:25"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy(tmp_path_factory.mktemp("fresh") / "opora")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def installing(folder: Path, **changes: str | None) -> tuple[int, str]:
    """Exit status and complaints. A change to None leaves the option out, one to "" gives it without a value.

    The project has a name of its own: this engine may hold the volumes of an installation with the usual one.
    """
    given = RIGHT | {f"--{name}": value for name, value in changes.items()}
    words = (word for name, value in given.items() if value is not None for word in (name, value) if word)
    done = run(folder, "install", "--yes", *words, COMPOSE_PROJECT_NAME=f"opora-refused-{TAG}")
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"address": "opora.example"}, "address"),
        ({"address": "https://opora.example/path"}, "address"),
        ({"smtp": "mail.example"}, "smtp"),
        ({"admin": "nobody"}, "admin"),
        ({"address": "https://127.0.0.1", "tls": "auto"}, "tls"),
        ({"address": "https://opora.example", "tls": "/nowhere/certificate.pem"}, "tls"),
        ({"address": "http://opora.example", "tls": "auto"}, "tls"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_written(fresh: Path, changes: dict[str, str], check: str) -> None:
    status, said = installing(fresh, **changes)
    assert status == 2
    assert [line.split(": ")[1] for line in said.splitlines()] == [check]
    assert not (fresh / ".env").exists()
    assert not (fresh / "secrets").exists()


def test_every_check_that_failed_is_named_at_once(fresh: Path) -> None:
    status, said = installing(fresh, smtp=None, address=None)
    assert status == 2
    assert {line.split(": ")[1] for line in said.splitlines()} == {"address", "smtp"}


@pytest.mark.parametrize("url", ["smtp://mail.example", "no server"])
def test_the_mail_server_is_taken_from_a_file_from_what_comes_in_and_from_the_environment(
    fresh: Path, tmp_path: Path, url: str
) -> None:
    (tmp_path / "smtp").write_text(f"{url}\n")
    words = ("--address", "nowhere", "--yes")
    done = [
        run(fresh, "install", *words, "--smtp-file", str(tmp_path / "smtp")),
        run(fresh, "install", *words, "--smtp-file", "-", stdin=f"{url}\n"),
        run(fresh, "install", *words, SMTP_URL=url),
    ]
    for one in done:
        assert one.returncode == 2
        assert ("check failed: smtp" in one.stderr) == (url == "no server"), one.stderr


@pytest.mark.parametrize("given", ["/nowhere/smtp", "/dev/null", "-"])
def test_a_file_without_a_mail_server_is_named_though_another_is_remembered(tmp_path: Path, given: str) -> None:
    folder = copy(tmp_path / "opora")
    (folder / "secrets").mkdir()
    (folder / "secrets" / "smtp-url").write_text("smtp://mail.example\n")
    done = run(folder, "install", "--address", "nowhere", "--smtp-file", given, "--yes", SMTP_URL="smtp://mail.example")
    assert (done.returncode, "check failed: smtp" in done.stderr) == (2, True), done.stderr


def test_a_taken_port_is_named(fresh: Path, taken_port: int) -> None:
    status, said = installing(fresh, address=f"http://127.0.0.1:{taken_port}")
    assert (status, f"check failed: ports: port {taken_port} is taken" in said) == (2, True)


def test_a_default_in_place_of_a_secret_is_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path / "opora")
    (folder / "secrets").mkdir()
    (folder / "secrets" / "database-cases").write_text("changeme")
    status, said = installing(folder)
    assert (status, "check failed: secrets: secrets/database-cases holds a default" in said) == (2, True)


def test_without_docker_one_line_says_so(fresh: Path, tmp_path: Path) -> None:
    for tool in ("bash", "env", "sed", "dirname", "readlink", "cat", "tail", "grep", "sort", "head", "id"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    done = run(fresh, "install", "--yes", *(word for pair in RIGHT.items() for word in pair), PATH=str(tmp_path))
    assert (done.returncode, done.stderr.count("check failed: docker: there is none")) == (2, 1)


def test_an_installation_that_is_no_demo_never_becomes_one(tmp_path: Path) -> None:
    folder = copy(tmp_path / "opora")
    (folder / ".env").write_text("OPORA_ADDRESS=https://opora.example\nOPORA_DEMO=0\n")
    status, said = installing(folder, demo="")
    assert (status, "check failed: demo" in said) == (2, True)


def test_the_first_administrator_gets_a_link_that_opens(stack: Installed) -> None:
    link = re.search(rf"One-time link for {re.escape(ADMINISTRATOR)}:\n({re.escape(stack.address)}/\S+)", stack.said)
    assert link is not None
    assert httpx.get(link[1]).status_code == 200


def test_settings_hold_no_secret_and_belong_to_the_administrator_alone(stack: Installed) -> None:
    settings, secrets = stack.folder / ".env", stack.folder / "secrets"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    values = [file.read_text().strip() for file in secrets.iterdir()]
    assert [value for value in values if value and value in settings.read_text()] == []
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets.iterdir()} == {0o640}


def test_no_secret_stands_in_what_docker_shows_of_a_container(stack: Installed) -> None:
    values = [file.read_text().strip() for file in (stack.folder / "secrets").iterdir()]
    secret = [value for value in values if value and not value.startswith("smtp://")]
    for name, container in stack.containers().items():
        shown = container.config.env, container.config.cmd
        assert [value for value in secret if value in str(shown)] == [], name


def test_installing_again_changes_no_secret(stack: Installed) -> None:
    before = fingerprints(stack.folder)
    done = stack.install("--yes")
    assert done.returncode == 0, done.stderr
    assert fingerprints(stack.folder) == before


@pytest.mark.parametrize(
    "name", ["keyring-family.json", "keyring-documents.json", "token-keys.json", "database-postgres", "database-cases"]
)
def test_a_secret_that_is_lost_beside_its_data_is_named_and_not_made_anew(stack: Installed, name: str) -> None:
    lost, before = stack.folder / "secrets" / name, fingerprints(stack.folder)
    kept = lost.rename(stack.folder / name)
    try:
        done = stack.install("--yes")
        assert done.returncode == 2
        (said,) = done.stderr.splitlines()
        assert said.startswith("check failed: secrets: ")
        assert f"lost: secrets/{name}: put it back" in said
        assert not lost.exists()
    finally:
        kept.rename(lost)
    assert fingerprints(stack.folder) == before


def test_the_public_half_of_the_token_keys_is_made_again_when_it_is_lost(stack: Installed) -> None:
    before = fingerprints(stack.folder)
    (stack.folder / "secrets" / "jwks.json").unlink()
    assert stack.install("--yes").returncode == 0
    assert fingerprints(stack.folder) == before


def fingerprints(folder: Path) -> dict[str, str]:
    files = [folder / ".env", *(folder / "secrets").iterdir()]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
