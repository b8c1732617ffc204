"""What a service shows to operators about itself."""

import re
import urllib.request

import pytest
from sqlalchemy import create_engine

from shared import metrics
from shared.eventing.measures import COMMIT_TO_EFFECT
from shared.web.health import FIGURES, metric_name
from tests.web.site import URL, Site

ANSWERS = 'opora_database_answers{service="alpha"}'


def shown(site: Site) -> dict[str, float]:
    """Value by name and labels."""
    page = site.app.test_client().get("/alpha/metrics")
    assert page.status_code == 200
    return {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in page.text.splitlines() if line[0] != "#"
    }


def requests(site: Site, kind: str) -> float:
    return shown(site).get(f'opora_request_seconds_count{{service="alpha",status="{kind}"}}', 0.0)


def test_every_figure_about_events_is_shown(site: Site) -> None:
    expected = {f'{metric_name(name)}{{service="alpha"}}' for name in FIGURES}
    assert expected <= set(shown(site))
    assert 'opora_oldest_unsent_seconds{service="alpha"}' in expected


def test_an_answered_request_is_counted_by_its_kind_of_answer(site: Site) -> None:
    before = requests(site, "4xx")
    assert site.app.test_client().post(URL, json={}).status_code == 401
    assert requests(site, "4xx") == before + 1


def test_health_checks_and_figures_are_not_counted(site: Site) -> None:
    before = requests(site, "2xx")
    site.app.test_client().get("/alpha/health/live")
    assert requests(site, "2xx") == before


def test_a_worker_shows_what_it_counted_for_its_own_service_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    COMMIT_TO_EFFECT.labels("seen").observe(0.003)
    COMMIT_TO_EFFECT.labels("another").observe(0.003)
    monkeypatch.setenv(metrics.BIND, "127.0.0.1:0")
    with urllib.request.urlopen(f"http://127.0.0.1:{metrics.serve('seen')}/metrics") as answer:
        page = answer.read().decode()
    assert 'opora_commit_to_effect_seconds_count{service="seen"} 1.0' in page
    assert set(re.findall('service="([a-z]+)"', page)) == {"seen"}


def test_without_an_address_a_worker_opens_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(metrics.BIND, raising=False)
    assert metrics.serve("seen") is None


def test_while_the_database_is_away_the_other_figures_are_shown(site: Site) -> None:
    client = site.app.test_client()
    assert shown(site)[ANSWERS] == 1
    client.post(URL, json={})
    sessions = site.app.extensions["opora"].sessions
    present = sessions.kw["bind"]
    sessions.configure(bind=create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nowhere"))
    try:
        found = shown(site)
    finally:
        sessions.configure(bind=present)
    assert found[ANSWERS] == 0
    assert 'opora_request_seconds_count{service="alpha",status="4xx"}' in found
    assert not {name for name in found if name.startswith(metric_name("unsent"))}
