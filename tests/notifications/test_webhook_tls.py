"""Over TLS: the connection goes to the checked address, and the certificate must be of the name."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.notifications.webhooks import requests
from services.notifications.webhooks.requests import Outcome
from shared import clock
from shared.config import Settings
from tests.notifications.receiver import Receiver
from tests.support.server import Server

LOOPBACK = tuple(map(ip_network, ("127.0.0.0/8", "::1/128")))


def certificate(folder: Path, host: str) -> Path:
    """Of this host, signed by itself; with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = clock.system()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{host}.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


@pytest.fixture
def settings(server: Server) -> Settings:
    """Of a real installation, where a network inside is allowed."""
    return replace(Settings.of("notifications", _environment(server)), webhook_networks=LOOPBACK)


def _environment(server: Server) -> dict[str, str]:
    return {
        "NOTIFICATIONS_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "OPORA_SECRETS": str(server.secrets),
        "OPORA_SECRET": "x" * 32,
    }


@pytest.fixture
def receiver(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Its certificate is of the host that the test names, and trusted."""
    file = certificate(tmp_path, request.param)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with Receiver(tls=context).open() as receiver:
        yield receiver


@pytest.mark.parametrize("receiver", ["localhost"], indirect=True)
def test_a_system_is_asked_by_its_name_at_the_checked_address(receiver: Receiver, settings: Settings) -> None:
    outcome = requests.post(f"https://localhost:{receiver.port}/opora", b"{}", {"webhook-id": "1"}, settings)
    assert outcome == Outcome(204, None)
    (message,) = receiver.messages
    assert (message.headers["host"], message.path) == (f"localhost:{receiver.port}", "/opora")


@pytest.mark.parametrize("receiver", ["elsewhere.example"], indirect=True)
def test_a_certificate_of_another_name_is_not_trusted(receiver: Receiver, settings: Settings) -> None:
    outcome = requests.post(f"https://localhost:{receiver.port}/", b"{}", {}, settings)
    assert outcome == Outcome(None, "tls")
    assert receiver.messages == []


@pytest.mark.parametrize("receiver", ["localhost"], indirect=True)
def test_what_is_not_public_gets_not_even_the_beginning_of_a_connection(receiver: Receiver, settings: Settings) -> None:
    closed = replace(settings, webhook_networks=())
    outcome = requests.post(f"https://localhost:{receiver.port}/", b"{}", {}, closed)
    assert outcome == Outcome(None, "not_public")
