"""An organisation says until when it takes no referrals, and which phone is answered there at any hour."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared import clock
from shared.codes import ROLES
from shared.contracts import identity
from tests.identity.home import BASE, Home
from tests.support.bench import Answer, Api

NOON = datetime(2025, 3, 3, 9, tzinfo=UTC)


def patch(api: Api, id: Any, changes: dict[str, Any], at: datetime = NOON) -> Answer:
    path = f"{BASE}/organisations/{id}"
    read = api.get(path).headers["ETag"]
    with clock.at(at):
        return api.patch(path, changes, if_match=read)


@pytest.mark.parametrize("role", ["coordinator", "organisation_administrator"])
def test_a_coordinator_and_the_organisations_administrator_pause_it_and_end_the_pause(home: Home, role: str) -> None:
    person = home.person(role)
    paused = patch(person.api, person.organisation, {"no_referrals_until": "2025-03-17"})
    assert (paused.status, paused.json["no_referrals_until"]) == (200, "2025-03-17"), paused.text
    [told] = home.bench.published(identity.ORGANISATION_CHANGED)
    assert (told["no_referrals_until"], told["by"]) == (date(2025, 3, 17), person.id)
    assert patch(person.api, person.organisation, {"no_referrals_until": None}).json["no_referrals_until"] is None
    assert home.bench.published(identity.ORGANISATION_CHANGED)[-1]["no_referrals_until"] is None


@pytest.mark.parametrize(
    "changes", [{"name": "Иначе"}, {"duty_phone": "+79005550112"}, {"no_referrals_until": None, "active": False}]
)
def test_a_coordinator_changes_nothing_else_of_the_organisation(home: Home, changes: dict[str, Any]) -> None:
    person = home.person("coordinator")
    before = home.bench.counts()
    assert patch(person.api, person.organisation, changes).status == 403
    assert home.bench.counts() == before


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"coordinator", "organisation_administrator", "administrator"}))
def test_nobody_else_pauses_an_organisation(home: Home, role: str) -> None:
    person = home.person(role)
    assert patch(person.api, person.organisation, {"no_referrals_until": "2025-03-17"}).status == 403


def test_nobody_pauses_another_organisation_but_an_administrator(home: Home) -> None:
    other = home.organisation()
    for role in ("coordinator", "organisation_administrator"):
        assert patch(home.person(role).api, other, {"no_referrals_until": "2025-03-17"}).status == 403
    assert patch(home.person("administrator").api, other, {"no_referrals_until": "2025-03-17"}).status == 200


@pytest.mark.parametrize(
    ("now", "until", "error"),
    [
        ("2025-03-03T09:00:00Z", "2025-03-02", "in_past"),
        ("2025-03-03T09:00:00Z", "2025-03-03", None),
        ("2025-03-03T20:59:59Z", "2025-03-03", None),
        ("2025-03-03T21:00:00Z", "2025-03-03", "in_past"),  # in Moscow it is the 4th
        ("2025-03-03T09:00:00Z", "2026-03-03", None),
        ("2025-03-03T09:00:00Z", "2026-03-04", "out_of_range"),
        ("2028-02-29T09:00:00Z", "2029-02-28", None),  # no 29 February in 2029
        ("2028-02-29T09:00:00Z", "2029-03-01", "out_of_range"),
        ("2027-03-01T09:00:00Z", "2028-02-29", None),
        ("2025-03-03T09:00:00Z", "03.03.2025", "invalid_date"),
    ],
)
def test_a_pause_ends_between_today_and_a_year_from_now_where_the_organisation_is(
    home: Home, now: str, until: str, error: str | None
) -> None:
    manager, before = home.person("organisation_administrator"), home.bench.counts()
    answer = patch(manager.api, manager.organisation, {"no_referrals_until": until}, at=datetime.fromisoformat(now))
    if error is None:
        assert answer.status == 200, answer.text
    else:
        assert (answer.status, answer.json["errors"]) == (422, {"no_referrals_until": [error]})
        assert home.bench.counts() == before


def test_a_pause_that_ended_meanwhile_does_not_stand_in_the_way_of_another_change(home: Home) -> None:
    manager = home.person("organisation_administrator")
    patch(manager.api, manager.organisation, {"no_referrals_until": "2025-03-17"})
    later = datetime(2025, 6, 1, tzinfo=UTC)
    all_of_it = {"no_referrals_until": "2025-03-17", "name": "АНО «Новое имя»"}
    assert patch(manager.api, manager.organisation, all_of_it, at=later).status == 200


def test_a_duty_phone_is_typed_in_any_usual_form_and_told(home: Home) -> None:
    manager = home.person("organisation_administrator")
    changed = patch(manager.api, manager.organisation, {"duty_phone": "8 (900) 555-01-12"})
    assert changed.json["duty_phone"] == "+79005550112"
    assert home.bench.published(identity.ORGANISATION_CHANGED)[-1]["duty_phone"] == "+79005550112"
    wrong = patch(manager.api, manager.organisation, {"duty_phone": "call us"})
    assert (wrong.status, wrong.json["errors"]) == (422, {"duty_phone": ["invalid_phone"]})
    assert patch(manager.api, manager.organisation, {"duty_phone": ""}).json["duty_phone"] is None
