"""Whoever is deactivated can be followed by somebody of the same organisation, and waits for nobody."""

from uuid import uuid4

import pytest

from services.identity.snapshots import snapshots
from shared.contracts import identity
from tests.identity.home import BASE, Home
from tests.support.bench import Answer, Person


def deactivate(who: Person, person: Person, successor: object) -> Answer:
    return who.api.post(f"{BASE}/people/{person.id}/deactivate", {"successor": str(successor) if successor else None})


def test_the_successor_is_told_once_and_no_snapshot_repeats_it(home: Home) -> None:
    ngo = home.organisation()
    chief, anna, boris = (
        home.person(role, organisation=ngo) for role in ("organisation_administrator", "case_worker", "case_worker")
    )

    answer = deactivate(chief, anna, boris.id)

    assert (answer.status, answer.json["active"]) == (200, False)
    assert anna.api.get(f"{BASE}/me").status == 401
    assert deactivate(chief, anna, chief.id).status == 200, "again: nothing changes, nobody else is named"
    (told,) = home.bench.published(identity.PERSON_DEACTIVATED)
    assert (told["person"], told["successor"], told["by"]) == (anna.id, boris.id, chief.id)
    with home.bench.session() as session:
        said = [data for event, _, data in snapshots(session) if event is identity.PERSON_DEACTIVATED]
    assert [data["person"] for data in said] == [anna.id]
    assert "successor" not in said[0]


@pytest.mark.parametrize(
    ("successor", "code"),
    [("nobody", "not_found"), ("gone", "not_found"), ("elsewhere", "not_found"), ("themselves", "same_person")],
)
def test_nobody_else_can_be_a_successor_and_nothing_is_changed(home: Home, successor: str, code: str) -> None:
    ngo = home.organisation()
    admin, anna = home.person("administrator"), home.person("case_worker", organisation=ngo)
    gone, elsewhere = home.person("case_worker", organisation=ngo), home.person("case_worker")
    deactivate(admin, gone, None)
    before = home.bench.counts()
    ids = {"nobody": uuid4(), "gone": gone.id, "elsewhere": elsewhere.id, "themselves": anna.id}

    answer = deactivate(admin, anna, ids[successor])

    assert (answer.status, answer.json["errors"]) == (422, {"successor": [code]})
    assert home.bench.counts() == before
    assert anna.api.get(f"{BASE}/me").status == 200


def test_a_platform_administrator_has_no_organisation_that_could_follow_them(home: Home) -> None:
    anna, boris = home.person("administrator"), home.person("administrator")
    answer = deactivate(anna, boris, anna.id)
    assert (answer.status, answer.json["errors"]) == (422, {"successor": ["not_found"]})
