"""The messenger's secret is a file like every other: no `.env` and no container's environment has it."""

from pathlib import Path

import pytest
import yaml

from shared.config import Settings
from stack.compose import secrets

HERE = Path(__file__).resolve().parents[2]


def test_compose_gives_the_messengers_secret_as_a_file_to_notifications_alone() -> None:
    compose = yaml.safe_load((HERE / "docker-compose.yml").read_text())
    assert compose["secrets"]["messenger-secret"] == {"file": "./secrets/messenger-secret"}
    given = {name for name, part in compose["services"].items() if "messenger-secret" in part.get("secrets", ())}
    assert given == {"notifications", "notifications-worker"}
    for name in given:
        environment = compose["services"][name]["environment"]
        assert environment["MESSENGER_SECRET_FILE"] == "/run/secrets/messenger-secret"
        assert "MESSENGER_SECRET" not in environment
        assert "opora.messenger" in compose["services"][name]["labels"], "another secret: another container"


def test_a_secret_is_generated_that_the_gateway_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who owns the files needs root, and is tried where containers run."""
    monkeypatch.setattr("os.chown", lambda *given: None)
    secrets.main(tmp_path, 0)
    environ = {
        "NOTIFICATIONS_DATABASE_URL": "postgresql+psycopg://n:n@127.0.0.1:5432/n",
        "KAFKA_BOOTSTRAP": "127.0.0.1:9092",
        "NOTIFICATIONS_OPORA_SECRET_FILE": str(tmp_path / "secret-notifications"),
        "OPORA_SECRETS": str(tmp_path),
        "MESSENGER_URL": "https://gateway.example:8443/opora?of=us",
        "MESSENGER_SECRET": "",
        "MESSENGER_SECRET_FILE": str(tmp_path / "messenger-secret"),
    }
    settings = Settings.of("notifications", environ)
    assert settings.messenger_secret == (tmp_path / "messenger-secret").read_text().strip()
    (tmp_path / "messenger-secret").write_text("the gateway's own, which was there before\n")
    secrets.main(tmp_path, 0)
    assert Settings.of("notifications", environ).messenger_secret == "the gateway's own, which was there before"
