"""What the doctor makes of the facts about the machine: certificate, people's addresses; and of parts that are down."""

import base64
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from shared import clock
from stack.doctor import machine, parts

HOST = "opora.example.org"
GOOD: dict[str, Any] = {
    "info": {"ServerVersion": "27.0", "NCPU": 2, "DockerRootDir": "/var/lib/docker"},
    "memory_mb": 4000,
    "disk_mb": 10_000,
    "memory_used": {},
    "ports": {"443": True},
    "tls": "off",
    "host": HOST,
    "clients": "theirs",
    "containers": [
        {"Config": {"Env": ["CASES_DATABASE_URL=postgresql+psycopg://cases@postgres:5432/cases", "PATH=/bin"]}}
    ],
    "open_secrets": "",
    "backup_age_h": 1,
}


def certificate(*names: str, days: int = 60) -> str:
    """As the facts hold one."""
    key, now = ec.generate_private_key(ec.SECP256R1()), clock.system()
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    alternative = x509.SubjectAlternativeName([_name(name) for name in names])
    made = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(_naive(now - timedelta(days=1)))
        .not_valid_after(_naive(now + timedelta(days=days)))
        .add_extension(alternative, critical=False)
        .sign(key, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(Encoding.PEM)).decode()


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def wrong(**facts: Any) -> dict[str, str]:
    """Name and advice of what is wrong."""
    found = machine.findings(GOOD | {"time": clock.system().timestamp()} | facts)
    return {finding.name: finding.do for finding in found if not finding.well}


def owned(served: str, kept: str | None = None, **facts: Any) -> dict[str, str]:
    return wrong(tls="owned", certificate=served, certificate_kept=kept or served, **facts)


def test_nothing_is_wrong_with_a_machine_that_is_well() -> None:
    assert wrong() == {}
    assert owned(certificate(HOST)) == {}


def test_a_certificate_that_ends_soon_is_named() -> None:
    assert owned(certificate(HOST, days=13)) == {"certificate": "get a new one and run ./install --tls FILE"}


def test_a_gateway_that_serves_another_certificate_than_lies_there_is_named() -> None:
    assert owned(certificate(HOST), certificate(HOST)) == {"certificate served": "./opora restart gateway"}


def test_a_gateway_that_serves_none_is_named() -> None:
    assert set(owned("", certificate(HOST))) == {"certificate"}


@pytest.mark.parametrize(
    ("name", "host", "well"),
    [
        (HOST, HOST, True),
        (HOST, "Opora.Example.org", True),
        ("*.example.org", HOST, True),
        ("10.0.0.7", "10.0.0.7", True),
        ("*.org", HOST, False),
        ("other.example.org", HOST, False),
    ],
)
def test_a_certificate_for_another_name_is_named(name: str, host: str, well: bool) -> None:
    assert ("certificate's name" not in owned(certificate(name), host=host)) == well


@pytest.mark.parametrize("clients", ["rootless", "ipv6", "untold"])
def test_it_is_named_when_all_people_count_as_one_place(clients: str) -> None:
    assert set(wrong(clients=clients)) == {"people's addresses"}


def test_a_password_in_a_setting_that_docker_shows_is_named() -> None:
    url = "CASES_DATABASE_URL=postgresql+psycopg://cases:very-secret@db.example.org/cases"
    assert set(wrong(containers=[{"Config": {"Env": [url]}}, {"Config": {"Env": None}}])) == {"CASES_DATABASE_URL"}


@pytest.mark.parametrize("known", [[], [{"name": "cases", "state": "stopped", "restarts": 0}]])
def test_what_does_not_run_is_started_by_the_command_of_its_stack(known: list[dict[str, Any]]) -> None:
    assert [finding.do for finding in parts.findings(known, up="./opora up")] == ["start it: ./opora up"]
