"""What the compose stack is made of, as far as it can be seen without Docker. `make test-compose` runs it."""

import os
import re
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml
from kafka.admin import ACLOperation, ResourceType

from shared import health
from shared.config import OPERATOR, SERVICES
from shared.contracts import ALL, TOPICS
from shared.service import load
from stack.compose import pages
from stack.compose.rights import rights_of
from stack.compose.status import of_containers
from stack.documents.folder import KEEPERS

CHECKOUT = Path(__file__).resolve().parents[2]
JOBS = {"migrate", "region", "operator", "dump"}
TOOLS = {"prometheus", "grafana", "kafka-ui", "mailpit"}
SERVERS = {"gateway", "postgres", "kafka", *SERVICES, *(f"{service}-worker" for service in SERVICES), *TOOLS}


@pytest.fixture(scope="module")
def declared() -> dict[str, Any]:
    """Anchors and merges are resolved, settings are not filled in."""
    file: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    return file


def test_the_parts_have_the_names_that_others_rely_on(declared: dict[str, Any]) -> None:
    assert set(declared["services"]) == SERVERS | JOBS


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("Caddyfile", "handle /{}/* {{\n\t\timport service {}\n"),
        ("docker-compose.cluster.yml", '  {}: {{ scale: "${{OPORA_WEBS:-2}}" }}\n'),
        ("docker-compose.cluster.yml", '  {}-worker: {{ scale: "${{OPORA_WORKERS:-2}}" }}\n'),
        ("docker-compose.external-postgres.yml", "  data-{}: {{ internal: false }}\n"),
    ],
)
def test_each_place_that_names_the_services_names_all(service: str, file: str, place: str) -> None:
    assert place.format(service, service) in (CHECKOUT / file).read_text()


def test_the_assets_of_all_pages_come_from_identity() -> None:
    text = (CHECKOUT / "Caddyfile").read_text()
    assert re.search(r"handle /assets/\* \{[^\n]*\n\t\timport service identity\n", text)


def test_identity_leads_everybody_in() -> None:
    text = (CHECKOUT / "Caddyfile").read_text()
    assert re.search(r"handle / \{[^\n]*\n\t\timport service identity\n", text)


def test_scripts_and_prometheus_know_the_services_in_one_line() -> None:
    webs, workers = ", ".join(SERVICES), ", ".join(f"{service}-worker" for service in SERVICES)
    watched = (CHECKOUT / "monitoring" / "prometheus.yml").read_text()
    assert f"PARTS=({' '.join(SERVICES)})" in (CHECKOUT / "stack" / "compose" / "host.sh").read_text()
    assert f"names: [{webs}]" in watched
    assert f"names: [{workers}]" in watched


def test_every_part_is_confined_and_every_server_is_asked_for_its_health(declared: dict[str, Any]) -> None:
    for name, part in declared["services"].items():
        confined = part["read_only"], part["cap_drop"], part["security_opt"]
        assert confined == (True, ["ALL"], ["no-new-privileges:true"]), name
        assert {"mem_limit", "cpus", "pids_limit", "logging"} <= set(part), name
        assert ("healthcheck" in part) == (name in SERVERS), name


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_holds_the_keys_of_what_it_seals(declared: dict[str, Any], service: str) -> None:
    sealed = {audience for event in ALL if event.topic == f"opora.{service}" for _, audience in event.sealed_fields()}
    for part in (service, f"{service}-worker"):
        given = set(declared["services"][part]["secrets"])
        assert {f"keyring-{audience}.json" for audience in sealed} <= given


def test_documents_are_in_the_hands_of_their_service_and_of_the_operator(declared: dict[str, Any]) -> None:
    for service in SERVICES:
        volumes = [f"documents-{service}:/documents/{service}"] if service in KEEPERS else []
        for part in (declared["services"][service], declared["services"][f"{service}-worker"]):
            assert part.get("volumes", []) == volumes
            assert ("keyring-documents.json" in part["secrets"]) == bool(volumes)
    holders = {name for name, part in declared["services"].items() if "documents-cases" in str(part.get("volumes"))}
    assert holders == {"cases", "cases-worker", "region", "operator"}
    assert {f"documents-{service}" for service in KEEPERS} <= set(declared["volumes"])


def test_each_place_that_names_those_who_keep_documents_names_all() -> None:
    folders = " ".join(f"/documents/{service}" for service in KEEPERS)
    for file, place, times in (
        ("stack/compose/host.sh", f"KEEPERS=({' '.join(KEEPERS)})", 1),
        ("Caddyfile", f"path_regexp ^/({'|'.join(KEEPERS)})/(api/v1/[a-z-]+/[0-9a-fA-F-]{{36}}/documents|", 3),
        ("Dockerfile", f"mkdir -m 700 /documents {folders} && chown -R 10001:10001 /documents", 1),
    ):
        assert (CHECKOUT / file).read_text().count(place) == times, file


SOME_ID = "01a20485-bb67-77ea-80dc-7bd0bd8d33fb"


@pytest.mark.parametrize(
    ("path", "may"),
    [
        (f"/cases/api/v1/cases/{SOME_ID}/documents", True),
        (f"/cases/{SOME_ID}/documents/new", True),
        (f"/referrals/{SOME_ID}/documents/new", True),
        (f"/volunteers/register/{SOME_ID}/papers/new", True),
        (f"/volunteers/mine/profile/{SOME_ID}/papers/new", True),
        (f"/cases/{SOME_ID}/documents/{SOME_ID}/annul", False),
        (f"/cases/{SOME_ID}/documents/new/more", False),
        (f"/cases/{SOME_ID}/notes/new", False),
        (f"/identity/people/{SOME_ID}/documents/new", False),
    ],
)
def test_the_gateway_lets_large_files_to_the_forms_of_documents_alone(path: str, may: bool) -> None:
    places = set(re.findall(r"path_regexp (\S+/documents\S+)", (CHECKOUT / "Caddyfile").read_text()))
    assert len(places) == 1
    assert bool(re.search(places.pop(), path)) is may


@pytest.mark.parametrize(("matcher", "most"), [("larger", 21 << 20), ("large", 2 << 20)])
def test_the_gateway_knows_a_body_that_is_too_large_by_its_length(matcher: str, most: int) -> None:
    text = (CHECKOUT / "Caddyfile").read_text()
    found = re.search(rf"@{matcher} (?:{{\s+)?header_regexp Content-Length (\S+)", text)
    assert found
    lengths = {most + difference for difference in (-1000, -1, 0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10**5)}
    lengths |= {number for power in range(1, 12) for number in (10**power - 1, 10**power, 3 * 10**power)}
    for length in lengths:
        assert bool(re.search(found[1], str(length))) == (length > most), length
    assert re.search(found[1], f"00{most + 1}")


def test_only_identity_signs_and_only_the_migration_job_administers(declared: dict[str, Any]) -> None:
    holders = {
        secret: {name for name, part in declared["services"].items() if secret in part.get("secrets", ())}
        for secret in ("token-keys.json", "kafka-admin", "database-postgres", "certificate.pem")
    }
    assert holders == {
        "token-keys.json": {"identity"},
        "kafka-admin": {"migrate"},
        "database-postgres": {"migrate", "postgres"},
        "certificate.pem": {"gateway"},
    }


def test_every_service_waits_for_the_migration_job(declared: dict[str, Any]) -> None:
    for name in SERVERS - TOOLS - {"gateway", "postgres", "kafka"}:
        waits = declared["services"][name]["depends_on"]["migrate"]
        assert waits == {"condition": "service_completed_successfully"}, name


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_may_write_its_own_topic_and_read_what_it_listens_to(service: str) -> None:
    rights = rights_of(service)
    assert allowed(rights, ACLOperation.WRITE) == {f"opora.{service}"}
    assert allowed(rights, ACLOperation.READ) == set(load(service).handlers.topics())
    assert {name for kind, name, _ in rights if kind == ResourceType.GROUP} == {f"opora.{service}"}
    assert {kind for kind, _, _ in rights} == {ResourceType.TOPIC, ResourceType.GROUP}


def test_the_operator_reads_everything_and_writes_nothing() -> None:
    assert allowed(rights_of(OPERATOR), ACLOperation.READ) == {topic.name for topic in TOPICS}
    assert {operation for _, _, operation in rights_of(OPERATOR)} == {ACLOperation.READ}


def allowed(rights: Any, operation: ACLOperation) -> set[str]:
    return {name for kind, name, what in rights if kind == ResourceType.TOPIC and what == operation}


def test_the_gateway_has_its_pages_in_both_languages(tmp_path: Path) -> None:
    pages.main(tmp_path)
    assert "на месте" in (tmp_path / "maintenance.ru.html").read_text()
    assert "/cases/api/v1/cases" in (tmp_path / "api.ru.html").read_text()


def test_a_worker_without_a_heartbeat_or_with_an_old_one_is_not_healthy(tmp_path: Path) -> None:
    beat = tmp_path / "beat"
    assert not health.beats(str(beat))
    beat.touch()
    assert health.beats(str(beat))
    os.utime(beat, (0, 0))
    assert not health.beats(str(beat))


@pytest.mark.parametrize(("status", "healthy"), [("200 OK", True), ("503 Service Unavailable", False)])
def test_a_web_is_healthy_when_it_says_that_it_is_ready(
    monkeypatch: pytest.MonkeyPatch, status: str, healthy: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(health, "PORT", server.getsockname()[1])
        threading.Thread(target=answer_once, args=(server, status), daemon=True).start()
        assert health.answers("/cases/health/ready") == healthy
    assert not health.answers("/cases/health/ready")


def answer_once(server: socket.socket, status: str) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1024)
        connection.sendall(f"HTTP/1.0 {status}\r\n\r\n".encode())


@pytest.mark.parametrize(
    ("name", "state", "shown"),
    [
        ("cases", {"Status": "running", "Health": {"Status": "healthy"}}, "healthy"),
        ("cases", {"Status": "running", "Health": {"Status": "starting"}}, "starting"),
        ("cases", {"Status": "running", "Health": {"Status": "unhealthy"}}, "failing"),
        ("cases", {"Status": "restarting"}, "failing"),
        ("cases", {"Status": "exited", "ExitCode": 0}, "stopped"),
        ("migrate", {"Status": "exited", "ExitCode": 0}, "healthy"),
        ("migrate", {"Status": "exited", "ExitCode": 1}, "failing"),
        ("migrate", {"Status": "created"}, "stopped"),
    ],
)
def test_a_container_is_shown_as_the_embedded_stack_shows_a_part(name: str, state: dict[str, Any], shown: str) -> None:
    container = {
        "Config": {"Labels": {"com.docker.compose.service": name}},
        "State": {"Pid": 0, "StartedAt": "2026-11-22T04:50:38.123456789Z", **state},
        "RestartCount": 2,
    }
    part = of_containers([container])["parts"][0]
    assert part == {"name": name, "state": shown, "pid": None, "restarts": 2, "since": "2026-11-22T04:50:38+00:00"}


def test_a_container_that_runs_one_command_is_no_part() -> None:
    labels = {"com.docker.compose.service": "operator", "com.docker.compose.oneoff": "True"}
    assert of_containers([{"Config": {"Labels": labels}, "State": {"Status": "running"}}])["parts"] == []
