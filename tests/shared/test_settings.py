"""Settings from the environment: what is wrong stops the start and is named."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from shared.config import Kafka, Settings, WrongSetting


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "CASES_DATABASE_URL": "postgresql+psycopg://cases:hidden@127.0.0.1:5432/cases",
        "KAFKA_BOOTSTRAP": "127.0.0.1:9092",
        "OPORA_SECRET": "x" * 32,
        "OPORA_SECRETS": str(tmp_path),
    }


def test_what_is_set_is_read_and_the_rest_has_a_default(environ: dict[str, str]) -> None:
    settings = Settings.of("cases", environ | {"KAFKA_FETCH_WAIT_MS": "25"})
    assert (settings.kafka.bootstrap, settings.fetch_wait_ms, settings.language) == ("127.0.0.1:9092", 25, "ru")


@pytest.mark.parametrize(
    ("name", "value", "may_be"),
    [
        ("KAFKA_BOOTSTRAP", "127.0.0.1", "host:port[,host:port…]"),
        ("KAFKA_BOOTSTRAP", "127.0.0.1:٩٠٩٢", "host:port[,host:port…]"),
        ("KAFKA_FETCH_WAIT_MS", "0", "milliseconds, 1 to 99999"),
        ("KAFKA_FETCH_WAIT_MS", "٢٥", "milliseconds, 1 to 99999"),
        ("OPORA_TRUSTED_PROXIES", "yes", "how many gateways stand in front, 0 to 9"),
        ("OPORA_TRUSTED_PROXIES", "-1", "how many gateways stand in front, 0 to 9"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_may_be(
    environ: dict[str, str], name: str, value: str, may_be: str
) -> None:
    with pytest.raises(WrongSetting) as problem:
        Settings.of("cases", environ | {name: value})
    assert str(problem.value) == f"{name} must be {may_be}; it is “{value}”"


def test_a_secret_can_come_from_a_file(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "password").write_text("s/ec:r@t\n")
    files = {
        "CASES_DATABASE_URL": "postgresql+psycopg://cases@postgres:5432/cases",
        "CASES_DATABASE_PASSWORD_FILE": str(tmp_path / "password"),
        "KAFKA_USERNAME": "cases",
        "KAFKA_PASSWORD_FILE": str(tmp_path / "password"),
    }
    settings = Settings.of("cases", environ | files)
    assert make_url(settings.database_url).password == "s/ec:r@t"
    assert settings.kafka == Kafka("127.0.0.1:9092", "cases", "s/ec:r@t")


def test_a_setting_for_one_service_is_for_that_one_alone(environ: dict[str, str]) -> None:
    settings = Settings.of("cases", environ | {"CASES_OPORA_LANGUAGE": "en", "IDENTITY_OPORA_LANGUAGE": "ru"})
    assert settings.language == "en"


@pytest.mark.parametrize("name", ["OPORA_SECRET", "KAFKA_PASSWORD", "CASES_DATABASE_PASSWORD"])
def test_a_file_that_is_not_there_is_named(environ: dict[str, str], name: str) -> None:
    given = {**environ, name: "", f"{name}_FILE": "/nowhere"}
    if name == "KAFKA_PASSWORD":
        given["KAFKA_USERNAME"] = "cases"
    with pytest.raises(WrongSetting) as problem:
        Settings.of("cases", given)
    assert str(problem.value) == f"{name}_FILE must be a file that can be read; it is “/nowhere”"


def test_what_a_file_holds_is_never_shown(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    with pytest.raises(WrongSetting) as problem:
        Settings.of("cases", environ | {"OPORA_SECRET": "", "OPORA_SECRET_FILE": str(tmp_path / "secret")})
    assert "OPORA_SECRET_FILE" in str(problem.value)
    assert "short" not in str(problem.value)


def test_a_kafka_user_needs_a_password(environ: dict[str, str]) -> None:
    with pytest.raises(WrongSetting, match="KAFKA_PASSWORD must be set, since KAFKA_USERNAME is"):
        Settings.of("cases", environ | {"KAFKA_USERNAME": "cases"})
