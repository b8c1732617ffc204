"""Dashboards and alerts ask for figures that the services really give, and say what to do."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitoring import make_dashboards
from shared.config import SERVICES
from shared.eventing.measures import COMMIT_TO_EFFECT
from shared.pulse import LAST_ROUND
from shared.service import load
from shared.web.health import DATABASE_ANSWERS, FIGURES, metric_name
from shared.web.measures import REQUESTS

HERE = Path(__file__).resolve().parents[2]
MONITORING = HERE / "monitoring"
NAME = re.compile(r"\bopora_[a-z_]+")
DASHBOARDS = sorted((MONITORING / "dashboards").glob("*.json"))
RULES: list[dict[str, Any]] = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"][0]["rules"]
SAID = ("summary", "summary_en", "description", "description_en")


def exported() -> set[str]:
    """As Prometheus knows them."""
    own = {metric_name(figure.name) for service in SERVICES for figure in load(service).figures}
    histograms = (metric.name for counted in (COMMIT_TO_EFFECT, REQUESTS) for metric in counted.collect())
    parts = {f"{name}{part}" for name in histograms for part in ("_bucket", "_count", "_sum")}
    gauges = {DATABASE_ANSWERS[0], *(metric.name for metric in LAST_ROUND.collect())}
    return own | parts | gauges | {metric_name(name) for name in FIGURES}


def queries(dashboard: dict[str, Any]) -> list[str]:
    return [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]


@pytest.mark.parametrize("file", DASHBOARDS, ids=lambda file: file.stem)
def test_a_dashboard_shows_only_what_services_give(file: Path) -> None:
    assert set(NAME.findall(" ".join(queries(json.loads(file.read_text()))))) <= exported()


def test_an_alert_asks_only_for_what_services_give() -> None:
    assert set(NAME.findall(" ".join(rule["expr"] for rule in RULES))) <= exported()


def test_every_figure_of_a_service_is_on_the_dashboard() -> None:
    shown = set(NAME.findall(" ".join(queries(make_dashboards.dashboard("ru")))))
    assert {name for name in exported() if not name.endswith(("_bucket", "_count", "_sum"))} <= shown


@pytest.mark.parametrize("language", make_dashboards.LANGUAGES)
def test_the_dashboards_are_those_of_the_table(language: str) -> None:
    file = MONITORING / "dashboards" / f"opora-{language}.json"
    assert file.read_text() == make_dashboards.text_of(language), "python -m monitoring.make_dashboards"


def test_both_languages_show_the_same() -> None:
    russian, english = (make_dashboards.dashboard(language) for language in make_dashboards.LANGUAGES)
    assert queries(russian) == queries(english)
    assert re.search("[а-яё]", json.dumps(english["panels"], ensure_ascii=False)) is None


def test_panels_do_not_lie_on_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in make_dashboards.dashboard("ru")["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert max(x for x, _ in cells) < make_dashboards.COLUMNS
        assert not cells & taken, panel["title"]
        taken |= cells


def test_dashboards_ask_the_source_that_is_provisioned() -> None:
    sources = yaml.safe_load((MONITORING / "grafana/datasources/prometheus.yml").read_text())["datasources"]
    assert {"type": sources[0]["type"], "uid": sources[0]["uid"]} == make_dashboards.SOURCE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_in_both_languages_what_it_means_and_where_to_read_on(rule: dict[str, Any]) -> None:
    said = rule["annotations"]
    assert rule["labels"]["severity"] in ("critical", "warning", "info")
    assert all(said[name] for name in SAID)
    assert re.search("[а-яё]", said["summary_en"] + said["description_en"]) is None
    page, _, anchor = said["runbook_url"].partition("#")
    assert anchor == rule["alert"].lower()
    assert (HERE / page).is_file()


@pytest.mark.parametrize("language", make_dashboards.LANGUAGES)
def test_every_alert_has_its_section_and_every_section_its_alert(language: str) -> None:
    page = (HERE / f"docs/for-administrators/{language}/alerts.md").read_text()
    assert re.findall(r"^### (\w+)$", page, re.MULTILINE) == [rule["alert"] for rule in RULES]


def test_prometheus_asks_every_web_and_every_worker() -> None:
    jobs = yaml.safe_load((MONITORING / "prometheus.yml").read_text())["scrape_configs"]
    asked = {job["job_name"]: job["dns_sd_configs"][0]["names"] for job in jobs}
    assert asked == {"web": list(SERVICES), "worker": [f"{service}-worker" for service in SERVICES]}
