"""Settings from the environment: what is wrong stops the start and is named."""

from pathlib import Path

import pytest

from shared.config import Settings, WrongSetting


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
    assert (settings.kafka_bootstrap, settings.fetch_wait_ms, settings.language) == ("127.0.0.1:9092", 25, "ru")


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
