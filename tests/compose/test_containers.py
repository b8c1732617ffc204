"""What runs, how it is confined, and what it was given."""

import json
from pathlib import Path

import pytest

from shared.config import SERVICES
from stack.documents.folder import KEEPERS
from tests.compose.conftest import Installed

pytestmark = [pytest.mark.compose, pytest.mark.timeout(1800)]

JOBS = {"migrate", "region"}
RUNNING = {"gateway", "postgres", "kafka", *SERVICES, *(f"{service}-worker" for service in SERVICES)}
OF_A_SERVICE = {"cases": {"contacts", "family", "introduction"}, "referrals": {"contacts", "family"}}
EXTRA = {"gateway": ["NET_BIND_SERVICE"]}
"""Caddy's file does not start without it."""

NET_BIND_SERVICE = 1 << 10
SERVICES_THAT_SEND = {"identity-worker", "referrals-worker", "volunteers-worker", "notifications-worker"}


def test_everything_is_healthy_and_the_operator_sees_it(stack: Installed) -> None:
    done = stack.opora("status", "--json")
    shown = json.loads(done.stdout)
    assert done.returncode == 0
    assert (shown["mode"], shown["demo"], shown["healthy"]) == ("compose", True, True)
    assert {part["name"]: part["state"] for part in shown["parts"]} == dict.fromkeys(RUNNING | JOBS, "healthy")
    assert set(shown["events"]) == set(SERVICES)


@pytest.mark.parametrize("name", sorted(RUNNING))
def test_a_container_is_confined(stack: Installed, name: str) -> None:
    container = stack.containers()[name]
    host = container.host_config
    assert host.readonly_rootfs is True
    assert host.cap_drop == ["ALL"]
    assert [added.removeprefix("CAP_") for added in host.cap_add or []] == EXTRA.get(name, [])
    assert host.security_opt == ["no-new-privileges:true"]
    assert host.memory > 0
    assert host.nano_cpus > 0
    assert host.pids_limit > 0
    assert (host.log_config.type, host.log_config.config["max-size"]) == ("json-file", "10m")
    assert container.state.health is not None


@pytest.mark.parametrize("name", sorted(RUNNING))
def test_a_process_is_not_root_and_has_no_capability_that_its_image_can_do_without(stack: Installed, name: str) -> None:
    status = Path(f"/proc/{stack.containers()[name].state.pid}/status").read_text()
    shown = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert "0" not in shown["Uid"].split()
    assert int(shown["CapEff"], 16) == (NET_BIND_SERVICE if name in EXTRA else 0)
    assert (int(shown["CapAmb"], 16), shown["NoNewPrivs"]) == (0, "1")


def test_only_the_gateway_is_published(stack: Installed) -> None:
    published = {name for name, one in stack.containers().items() if any((one.network_settings.ports or {}).values())}
    assert published == {"gateway"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_holds_its_own_secrets_alone(stack: Installed, service: str) -> None:
    keyrings = {f"keyring-{audience}.json" for audience in OF_A_SERVICE.get(service, {"contacts", "introduction"})}
    if service == "identity":
        keyrings = {"keyring-contacts.json"}
    if service in KEEPERS:
        keyrings.add("keyring-documents.json")
    own = {f"database-{service}", f"secret-{service}", *keyrings}
    if service == "notifications":
        own.add("messenger-secret")
    signing = {"token-keys.json"} if service == "identity" else set()
    mail = {"smtp-url"} if f"{service}-worker" in SERVICES_THAT_SEND else set()
    assert secrets_in(stack, service) == own | {"jwks.json"} | signing
    assert secrets_in(stack, f"{service}-worker") == own | {f"kafka-{service}"} | mail


def secrets_in(stack: Installed, name: str) -> set[str]:
    return set(stack.python(name, "import os; print(*os.listdir('/run/secrets'))").split())


WRITE = """
import os, pathlib
place = pathlib.Path(os.environ["OPORA_DOCUMENTS"])
kept = []
for name in sorted(os.listdir(place)):
    try:
        (place / name / "try").touch()
        (place / name / "try").unlink()
        kept.append(name)
    except OSError:
        pass
print(*kept)
"""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_writes_its_own_documents_alone_and_web_and_worker_share_them(stack: Installed, service: str) -> None:
    own = [service] if service in KEEPERS else []
    for part in (service, f"{service}-worker"):
        assert stack.python(part, WRITE).split() == own
    if own:
        stack.python(service, f"open('/documents/{service}/seen', 'x').close()")
        stack.python(f"{service}-worker", f"import os; os.unlink('/documents/{service}/seen')")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reaches_what_it_needs_and_no_more(stack: Installed, service: str) -> None:
    others = [other for other in SERVICES if other != service]
    assert reached(stack, service, others) == ["postgres:5432"]
    assert reached(stack, f"{service}-worker", others) == ["postgres:5432", "kafka:9092"]


REACH = """
import os, socket
for place in os.environ["PLACES"].split():
    host, port = place.split(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
        print(place)
    except OSError:
        pass
"""


def reached(stack: Installed, name: str, others: list[str]) -> list[str]:
    places = ["postgres:5432", "kafka:9092", *(f"{other}:8000" for other in others), "gateway:8080"]
    own = f"gateway:8080 {name}:8000"
    found = stack.python(name, REACH, PLACES=" ".join(places)).split()
    return [place for place in found if place not in own.split()]


def test_only_those_who_send_mail_reach_the_outside(stack: Installed) -> None:
    networks = {name: set(one.network_settings.networks) for name, one in stack.containers().items()}
    outside = {name for name, of in networks.items() if f"{stack.project}_outside" in of}
    assert outside == {"gateway", *SERVICES_THAT_SEND}
    inner = {name for name, one in stack.declared()["networks"].items() if one.get("internal")}
    assert inner == set(stack.declared()["networks"]) - {"outside"}


def test_every_image_is_pinned(stack: Installed) -> None:
    images = {one["image"] for one in stack.declared()["services"].values()}
    assert {image for image in images if image.rpartition(":")[2] in ("latest", image)} == set()


def test_the_compose_file_is_clean_with_all_profiles(stack: Installed) -> None:
    stack.docker.client_config.compose_profiles = ["*"]
    try:
        assert {"operator", "region", "migrate"} <= set(stack.declared()["services"])
    finally:
        stack.docker.client_config.compose_profiles = []
