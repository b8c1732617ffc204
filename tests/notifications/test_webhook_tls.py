"""Where a connection really goes: to the address that was checked; over TLS only to who has the name's certificate."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.notifications.webhooks import requests
from services.notifications.webhooks.addresses import Wrong, addresses_of, parse
from services.notifications.webhooks.requests import Outcome
from shared import clock
from shared.config import Settings, WrongSetting
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


# --- names that change their meaning ----------------------------------------------------------------------------------


def means(monkeypatch: pytest.MonkeyPatch, name: str, *answers: list[str]) -> None:
    """The resolver answers this for the name: each list once, in order, then that there is no such name."""
    left, real = list(answers), socket.getaddrinfo

    def look_up(host: Any, port: Any, *arguments: Any, **options: Any) -> Any:
        if host != name:
            return real(host, port, *arguments, **options)
        if not left:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in left.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_name_is_looked_up_once_for_check_and_connection(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    means(monkeypatch, "changing.example", ["127.0.0.1"])
    with Receiver().open() as receiver:
        demo = replace(settings, demo=True)
        outcome = requests.post(f"http://changing.example:{receiver.port}/", b"{}", {}, demo)
        assert outcome == Outcome(204, None)
        assert receiver.messages[0].headers["host"] == f"changing.example:{receiver.port}"


def test_a_name_that_meanwhile_means_an_address_inside_is_not_connected(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    means(monkeypatch, "changing.example", ["95.173.136.70"], ["169.254.169.254"])
    endpoint = parse("https://changing.example/", http=False)
    assert addresses_of(endpoint, ()) == ["95.173.136.70"]
    with pytest.raises(Wrong, match="not_public"):
        addresses_of(endpoint, ())


def test_of_several_addresses_only_public_ones_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    means(monkeypatch, "both.example", ["10.0.0.1", "95.173.136.70", "127.0.0.1"])
    assert addresses_of(parse("https://both.example/", http=False), ()) == ["95.173.136.70"]


@pytest.mark.parametrize("networks", ["вся сеть", "10.8.0.0/33", "10.8.0.1/16", "10.8.0.0/16,,"])
def test_a_network_that_is_none_stops_the_start(server: Server, networks: str) -> None:
    with pytest.raises(WrongSetting, match="WEBHOOK_NETWORKS must be networks such as"):
        Settings.of("notifications", _environment(server) | {"WEBHOOK_NETWORKS": networks})


def test_networks_are_read_as_written(server: Server) -> None:
    given = _environment(server) | {"WEBHOOK_NETWORKS": "10.8.0.0/16, fd00::/8"}
    networks = (ip_network("10.8.0.0/16"), ip_network("fd00::/8"))
    assert Settings.of("notifications", given).webhook_networks == networks
