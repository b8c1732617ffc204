"""What Prometheus itself says of its files."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
PROMTOOL = shutil.which("promtool")

pytestmark = pytest.mark.skipif(PROMTOOL is None, reason="there is no promtool (Debian's package prometheus has it)")


def promtool(*arguments: str | Path) -> str:
    done = subprocess.run([str(PROMTOOL), *arguments], capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_settings_are_understood(tmp_path: Path) -> None:
    """With the rules where they are here, not where they are in the container."""
    text = (HERE / "monitoring/prometheus.yml").read_text()
    settings = tmp_path / "prometheus.yml"
    settings.write_text(text.replace("/etc/prometheus/", f"{HERE}/monitoring/"))
    assert "1 rule files found" in promtool("check", "config", settings)


def test_the_rules_are_understood() -> None:
    assert "SUCCESS" in promtool("check", "rules", HERE / "monitoring/alerts.yml")


def test_each_alert_fires_when_it_must_and_not_before() -> None:
    promtool("test", "rules", HERE / "tests/monitoring/alerts.test.yml")
