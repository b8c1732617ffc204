"""What `./install` is given later takes effect by itself: another certificate, another mail server, another way in."""

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from stack.ports import free_port
from tests.compose.conftest import Installed
from tests.compose.post import PostOffice
from tests.compose.test_doctor import wrong

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]

SENDERS = ("identity-worker", "notifications-worker")
DOCKERS = "172.16.0.0/12 192.168.0.0/16"


@pytest.fixture
def changing(stack: Installed) -> Iterator[Installed]:
    """The stack, which is put back as it was."""
    settings = stack.folder / ".env"
    before, mail = settings.read_text(), (stack.folder / "secrets" / "smtp-url").read_text()
    yield stack
    settings.write_text(before)
    (stack.folder / "secrets" / "smtp-url").write_text(mail)
    assert stack.opora("up").returncode == 0


def certificate(folder: Path, name: str) -> Path:
    """With its key, in one file."""
    file, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, "-days", "60",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True,
    )  # fmt: skip
    file.write_text(file.read_text() + key.read_text())
    return file


def served(stack: Installed) -> str:
    place = urlsplit(stack.address)
    assert place.hostname
    assert place.port
    return ssl.get_server_certificate((place.hostname, place.port))


def test_a_new_certificate_is_served_at_once(changing: Installed, tmp_path: Path) -> None:
    first, second = certificate(tmp_path, "first"), certificate(tmp_path, "second")
    done = changing.install("--address", f"https://127.0.0.1:{free_port()}", "--tls", str(first), "--yes")
    assert done.returncode == 0, done.stderr
    assert served(changing) in first.read_text()
    assert changing.install("--tls", str(second), "--yes").returncode == 0
    assert served(changing) in second.read_text()
    (changing.folder / "secrets" / "certificate.pem").write_text(first.read_text())
    assert wrong(changing)["certificate served"].endswith("./opora restart gateway")
    assert changing.opora("restart", "gateway").returncode == 0
    assert served(changing) in first.read_text()
    assert "certificate served" not in wrong(changing)


def test_a_new_mail_server_is_used_at_once_and_nobody_else_is_disturbed(changing: Installed, mails: PostOffice) -> None:
    before = {name: container.id for name, container in changing.containers().items()}
    other = mails.url.replace("smtp://", "smtp://opora:password-of-mail@")
    assert changing.install("--smtp", other, "--yes").returncode == 0
    after = {name: container.id for name, container in changing.containers().items()}
    assert {name for name in before if before[name] != after[name]} == set(SENDERS)


def test_who_comes_by_a_proxy_on_this_machine_counts_by_the_own_address(changing: Installed) -> None:
    assert changing.install("--trust-proxy", DOCKERS, "--yes").returncode == 0
    with httpx.Client(base_url=changing.address) as proxy:
        body = {"email": "another@nowhere.example", "password": "wrong-password"}
        answers = [
            proxy.post("/identity/api/v1/tokens", json=body, headers={"X-Forwarded-For": f"192.0.2.{number}"})
            for number in range(11)
        ]
    assert {answer.status_code for answer in answers} == {401}
