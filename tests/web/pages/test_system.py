"""The system page that every service has: whether it runs, and what to do about events without an effect."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import text

from shared.config import SERVICES
from shared.eventing import deadletters, parking
from shared.eventing.record import Key, Raw
from shared.pulse import Pulse
from shared.web.pages.system import NAMES
from tests.support.bench import Bench
from tests.support.pages import Browser

SYSTEM = "/notifications/system"


@pytest.fixture
def here(bench: Callable[..., Bench]) -> Bench:
    return bench("notifications")


def administrator(here: Bench, language: str = "ru") -> Browser:
    return here.person("administrator").browser(language)


def noted(here: Bench) -> list[tuple[str, bool]]:
    with here.session() as session:
        rows = session.execute(text("select action, who like 'person %' as named from operator_actions order by id"))
        return [(row.action, row.named) for row in rows]


def buried(here: Bench) -> None:
    raw = Raw("opora.cases", 0, 5, b"k", "Вера Соколова".encode(), [("ce_type", b"x")])
    with here.session() as session:
        deadletters.bury(session, raw, "broken_seal")


def test_all_is_well_and_each_part_is_one_click_away(here: Bench) -> None:
    page = administrator(here).get(SYSTEM)
    assert "Всё работает" in page.text
    others = {f"/{name}/system" for name in SERVICES if name != "notifications"}
    assert {href for href in page.links().values() if href.endswith("/system")} == others
    assert set(NAMES) == set(SERVICES)


def test_an_event_that_could_not_be_read_is_tried_again_or_dropped_and_it_is_noted_who_did_it(here: Bench) -> None:
    browser = administrator(here)
    buried(here)
    page = browser.get(SYSTEM)
    assert "требует внимания" in page.text
    assert "broken_seal" in page.text
    assert "Соколова" not in page.text, "never what is in it"
    assert "назначена" in page.press("Попробовать ещё раз").text
    confirm = browser.get(SYSTEM).follow("Отбросить")
    assert "никогда не произойдёт" in confirm.one(".govuk-warning-text").get_text(" ")
    done = confirm.submit()
    assert "Событие отброшено" in done.text
    assert "broken_seal" not in done.text
    confirm.submit()
    assert noted(here) == [("deadletters retry", True), ("deadletters drop", True)], "sent twice, done once"


def test_a_record_whose_events_wait_is_tried_again(here: Bench) -> None:
    with here.session() as session:
        parking.park(session, Key("opora.referrals", str(uuid4())), 0, "not_yet", "cases:1")
    page = administrator(here).get(SYSTEM)
    assert "Чего-то ждёт" in page.text
    assert "назначена" in page.press("Попробовать ещё раз").text


def test_the_pulse_of_the_worker_shows_where_its_figures_are_here(here: Bench) -> None:
    Pulse("notifications").of("relay")
    page = administrator(here, "en").get(SYSTEM)
    assert "relay" in page.text
    assert "Seconds since it was seen at work" in page.text


@pytest.mark.parametrize("role", ["organisation_administrator", "supervisor"])
def test_nobody_else_sees_or_does_any_of_it(here: Bench, role: str) -> None:
    buried(here)
    browser = here.person(role, organisation=here.organisation()).browser()
    assert browser.get(SYSTEM).status == 403
    assert browser.post(f"{SYSTEM}/entries/1/retry", {}).status in (403, 404)
    assert browser.post(f"{SYSTEM}/entries/1/drop", {}).status in (403, 404)
    assert noted(here) == []
