"""What the compose file says of every container, with all profiles; nothing is started."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2]
SETTINGS = "OPORA_ADDRESS=https://opora.example\nOPORA_SITE=opora.example\nOPORA_TLS=auto\n"
OURS = ("OPORA_", "COMPOSE_", "KAFKA_", "SMTP_", "POSTGRES_")
PROFILES = {
    "monitoring": {"prometheus", "grafana"},
    "kafka-ui": {"kafka-ui"},
    "mail-test": {"mailpit"},
}


def has_compose() -> bool:
    docker = shutil.which("docker")
    return bool(docker) and subprocess.run([str(docker), "compose", "version"], capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not has_compose(), reason="there is no docker compose")


def understood(settings: Path, *arguments: str) -> dict[str, Any]:
    """The file as compose reads it. Compose speaks up about anything that it does not like."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    command = ["docker", "compose", "--env-file", settings, *arguments, "config", "--format", "json"]
    done = subprocess.run(command, cwd=HERE, env=kept, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("settings") / ".env"
    file.write_text(SETTINGS)
    return file


def over(settings: Path, *names: str) -> dict[str, Any]:
    """With these files over it."""
    files = ("docker-compose.yml", *(f"docker-compose.{name}.yml" for name in names))
    return understood(settings, *(word for file in files for word in ("-f", file)))


@pytest.fixture(scope="module")
def everything(settings: Path) -> dict[str, Any]:
    return understood(settings, "--profile", "*")


def test_what_is_not_always_wanted_is_in_a_profile(settings: Path, everything: dict[str, Any]) -> None:
    found = {name: set(one["profiles"]) for name, one in everything["services"].items() if one.get("profiles")}
    assert {profile: {name for name, of in found.items() if profile in of} for profile in PROFILES} == PROFILES
    assert set(understood(settings)["services"]) == set(everything["services"]) - set(found)


def test_every_container_is_confined(everything: dict[str, Any]) -> None:
    for name, one in everything["services"].items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert all(one.get(limit) for limit in ("mem_limit", "cpus", "pids_limit")), name
        assert one["logging"]["options"]["max-size"] == "10m", name
        assert "healthcheck" in one or one["restart"] == "no", name
        assert one["image"].rpartition(":")[2] not in ("latest", one["image"]), name


def test_tools_are_seen_from_this_machine_alone(everything: dict[str, Any]) -> None:
    published = {name: one["ports"] for name, one in everything["services"].items() if one.get("ports")}
    assert set(published) == {"gateway", "grafana", "kafka-ui", "mailpit"}
    del published["gateway"]
    assert {port["host_ip"] for ports in published.values() for port in ports} == {"127.0.0.1"}


def test_no_tool_of_the_administrator_has_a_way_out(everything: dict[str, Any]) -> None:
    networks = everything["networks"]
    assert {name for name, one in networks.items() if not one.get("internal")} == {"desk", "outside"}
    assert networks["desk"]["driver_opts"] == {"com.docker.network.bridge.enable_ip_masquerade": "false"}
    outside = {name for name, one in everything["services"].items() if "outside" in one["networks"]}
    senders = {f"{name}-worker" for name in ("identity", "referrals", "volunteers", "notifications")}
    assert outside == {"gateway", "mailpit"} | senders


def test_prometheus_reaches_webs_and_workers_but_no_database_and_no_kafka(everything: dict[str, Any]) -> None:
    services = everything["services"]
    reached = set(services["prometheus"]["networks"])
    met = {name for name, one in services.items() if reached & set(one["networks"])} - {"prometheus"}
    asked = {name.removesuffix("-worker") for name in met} - {"gateway", "grafana"}
    assert asked == {"identity", "referrals", "cases", "volunteers", "notifications"}
    assert "secrets" not in services["prometheus"]


def test_no_password_stands_in_the_file(everything: dict[str, Any]) -> None:
    for name in ("grafana", "kafka-ui"):
        words = " ".join(f"{key}={value}" for key, value in everything["services"][name]["environment"].items())
        assert "PASSWORD=" not in words, name
    assert [one["source"] for one in everything["services"]["grafana"]["secrets"]] == ["grafana-admin"]


# --- more than one machine --------------------------------------------------------------------------------------------

BROKERS = ("kafka", "kafka-2", "kafka-3")
COPIES = {"KAFKA_DEFAULT_REPLICATION_FACTOR": "3", "KAFKA_MIN_INSYNC_REPLICAS": "2"}


def test_a_cluster_is_three_brokers_as_confined_as_the_one(settings: Path) -> None:
    services = over(settings, "cluster")["services"]
    one = understood(settings)["services"]["kafka"]
    same = (
        "image",
        "read_only",
        "cap_drop",
        "security_opt",
        "mem_limit",
        "networks",
        "secrets",
        "tmpfs",
        "healthcheck",
    )
    for name in BROKERS:
        assert {key: services[name][key] for key in same} == {key: one[key] for key in same}
        assert services[name]["volumes"] == [
            {"type": "volume", "source": name, "target": "/var/lib/kafka/data", "volume": {}}
        ]
    assert {services[name]["environment"]["KAFKA_NODE_ID"] for name in BROKERS} == {"1", "2", "3"}
    assert set(services["migrate"]["depends_on"]) == {"postgres", *BROKERS}


def test_brokers_of_a_cluster_keep_three_copies_and_let_nobody_in_without_a_password(settings: Path) -> None:
    services = over(settings, "cluster")["services"]
    for name in BROKERS:
        environment = services[name]["environment"]
        assert COPIES.items() <= environment.items()
        protocols = environment["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].split(",")
        assert {protocol.partition(":")[2] for protocol in protocols} == {"SASL_PLAINTEXT"}
        assert environment["KAFKA_SUPER_USERS"] == "User:admin"
        advertised = environment["KAFKA_ADVERTISED_LISTENERS"].split(",")
        assert {place.partition("://")[2].partition(":")[0] for place in advertised} == {name}


def test_webs_and_workers_of_a_cluster_are_several(settings: Path) -> None:
    services = over(settings, "cluster")["services"]
    several = {name for name, one in services.items() if one.get("scale") == 2}
    assert several == {name for name in services if one_of_ours(name)}


def one_of_ours(name: str) -> bool:
    return name.removesuffix("-worker") in ("identity", "referrals", "cases", "volunteers", "notifications")


@pytest.mark.parametrize(
    ("names", "gone", "open_"),
    [
        (("external-postgres",), {"postgres"}, "data-"),
        (("external-kafka",), {"kafka"}, "events"),
        (("external-postgres", "external-kafka"), {"postgres", "kafka"}, ("data-", "events")),
    ],
)
def test_a_server_elsewhere_is_none_here_and_is_reached(
    settings: Path, names: tuple[str, ...], gone: set[str], open_: str | tuple[str, ...]
) -> None:
    before, after = understood(settings), over(settings, *names)
    assert set(before["services"]) - set(after["services"]) == gone
    assert {name for name, one in after["networks"].items() if not one.get("internal")} == {
        "outside",
        *(name for name in before["networks"] if name.startswith(open_)),
    }
