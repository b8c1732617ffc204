"""Somebody is away from a day to a day and a colleague stands in; both are told, and it ends by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from services.identity.absences import rules
from services.identity.commands import deactivate_person
from services.identity.model import Absence
from services.identity.model import Person as Row
from shared import clock
from shared.contracts import identity
from tests.identity.home import BASE, Home
from tests.support.bench import Answer, Person
from tests.support.waiting import until

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 9, tzinfo=UTC)


def day(number: int) -> date:
    """Days after today."""
    return TODAY + timedelta(days=number)


class Office:
    """One organisation, at noon of a day."""

    def __init__(self, home: Home) -> None:
        self.home, self.ngo = home, home.organisation()
        self.worker, self.colleague, self.third = (self.person("case_worker") for _ in range(3))
        self.supervisor = self.person("supervisor", "case_worker")

    def person(self, *roles: str, **state: Any) -> Person:
        return self.home.person(*roles, organisation=self.ngo, **state)

    def enter(
        self, by: Person, person: Person, deputy: Person, first: int = 1, last: int = 10, on: datetime = NOON
    ) -> Answer:
        body = {"from_on": str(day(first)), "until_on": str(day(last)), "deputy": str(deputy.id)}
        with clock.at(on):
            return by.api.post(f"{BASE}/people/{person.id}/absences", body)

    def do(self, by: Person, absence: dict[str, Any], what: str, body: Any = None, on: datetime = NOON) -> Answer:
        with clock.at(on):
            return by.api.post(f"{BASE}/people/{absence['person']}/absences/{absence['id']}/{what}", body or {})

    def told(self) -> list[str]:
        kinds = {event.name: event for event in identity.EVENTS if ".absence." in event.name}
        return [name.split(".")[3] for name, _ in self.home.bench.published() if name in kinds]


@pytest.fixture
def office(home: Home) -> Office:
    return Office(home)


@pytest.mark.parametrize(
    ("first", "last", "errors"),
    [
        (0, 0, {}),
        (-14, 0, {}),
        (-15, 5, {"from_on": ["out_of_range"]}),
        (-5, -1, {"until_on": ["in_past"]}),
        (3, 2, {"until_on": ["before_start"]}),
        (0, 399, {}),
        (0, 400, {"until_on": ["out_of_range"]}),
        (400, 410, {}),
        (401, 410, {"from_on": ["out_of_range"]}),
    ],
)
def test_an_absence_has_days_that_can_be(first: int, last: int, errors: dict[str, list[str]]) -> None:
    assert rules.day_errors(day(first), day(last), TODAY) == errors


@pytest.mark.parametrize(("first", "last"), [(-5, -1), (0, -1), (4, 3)])
def test_who_is_back_today_was_away_through_yesterday_or_not_at_all(first: int, last: int) -> None:
    assert rules.last_day_when_ended(day(first), TODAY) == day(last)


@pytest.mark.parametrize(
    ("first", "last", "state"), [(0, 0, "standing"), (-3, -1, "over"), (1, 2, "planned"), (1, 0, "called_off")]
)
def test_an_absence_is_ahead_standing_over_or_called_off(first: int, last: int, state: str) -> None:
    assert rules.state_of(day(first), day(last), TODAY) == state


def test_an_absence_is_entered_and_every_service_learns_who_stands_in(office: Office) -> None:
    entered = office.enter(office.worker, office.worker, office.colleague)
    assert (entered.status, entered.json["state"], entered.json["deputy_can"]) == (201, "planned", True), entered.text
    stated = office.home.bench.published(identity.PERSON_CHANGED)[-1]
    assert stated["absences"] == [{"from_on": day(1), "until_on": day(10), "deputy": office.colleague.id}]
    [told] = office.home.bench.published(identity.ABSENCE_PLANNED)
    assert (told["person"], told["deputy"], told["by"]) == (office.worker.id, office.colleague.id, office.worker.id)
    with clock.at(NOON):
        mine = office.colleague.api.get(f"{BASE}/me/stands-in-for").json["items"]
        seen = office.third.api.get(f"{BASE}/people/{office.worker.id}/absences").json["items"]
    assert [one["person"] for one in mine] == [one["person"] for one in seen] == [str(office.worker.id)]


def test_it_begins_and_ends_by_itself_where_the_person_is_each_told_once(office: Office) -> None:
    office.enter(office.worker, office.worker, office.colleague)
    last_evening = datetime(2026, 3, 2, 20, 59, tzinfo=UTC)
    for moment, told in (
        (last_evening, ["planned"]),
        (last_evening + timedelta(minutes=1), ["planned", "started"]),
        (last_evening + timedelta(days=10), ["planned", "started"]),
        (last_evening + timedelta(days=10, minutes=1), ["planned", "started", "ended"]),
    ):
        for _ in range(2):
            office.home.bench.tick(moment)
            assert office.told() == told


def test_one_that_came_and_went_while_the_clock_was_moved_has_only_ended(office: Office) -> None:
    office.enter(office.worker, office.worker, office.colleague)
    office.home.bench.tick(NOON + timedelta(days=60))
    assert office.told() == ["planned", "ended"]


def test_one_that_begins_today_is_told_as_it_is_entered(office: Office) -> None:
    office.enter(office.supervisor, office.worker, office.colleague, first=-2)
    office.home.bench.tick(NOON)
    assert office.told() == ["planned"]


def test_who_comes_back_early_is_back_today_and_what_was_not_begun_never_was(office: Office) -> None:
    sooner = office.enter(office.worker, office.worker, office.colleague, first=0).json
    later = office.enter(office.worker, office.worker, office.colleague, first=20, last=30).json
    back = office.do(office.supervisor, sooner, "end", on=NOON + timedelta(days=3))
    assert (back.json["state"], back.json["last_on"]) == ("over", str(day(2))), back.text
    assert office.do(office.worker, later, "end", on=NOON + timedelta(days=3)).json["state"] == "called_off"
    assert office.do(office.worker, later, "end").status == 409
    assert office.home.bench.published(identity.PERSON_CHANGED)[-1]["absences"] == []
    assert office.told() == ["planned", "planned", "ended", "ended"]
    again = office.enter(office.worker, office.worker, office.third, first=3, on=NOON + timedelta(days=3))
    assert again.status == 201, again.text


def test_only_a_colleague_at_work_with_work_in_common_stands_in(office: Office, home: Home) -> None:
    gone, elsewhere = office.person("case_worker"), home.person("case_worker")
    home.person("administrator").api.post(f"{BASE}/people/{gone.id}/deactivate", {})
    office.enter(office.third, office.third, office.supervisor, first=5, last=6)
    before = home.bench.counts()
    for deputy, code in (
        (office.worker, "own_deputy"),
        (gone, "not_found"),
        (elsewhere, "not_found"),
        (office.person("referrer"), "wrong_role"),
        (office.person("volunteer", "contact_family"), "wrong_role"),
        (office.third, "absent"),
    ):
        answer = office.enter(office.worker, office.worker, deputy)
        assert (answer.status, answer.json["errors"]) == (422, {"deputy": [code]}), answer.text
    assert home.bench.counts()["absences"] == before["absences"]


def test_nobody_takes_the_work_of_another_by_entering_their_absence(office: Office) -> None:
    own = office.enter(office.supervisor, office.worker, office.supervisor)
    assert (own.status, own.json["errors"]) == (422, {"deputy": ["entered_by_deputy"]})
    entered = office.enter(office.supervisor, office.worker, office.colleague).json
    assert office.do(office.supervisor, entered, "deputy", {"deputy": str(office.supervisor.id)}).status == 422
    assert office.enter(office.colleague, office.supervisor, office.colleague).status == 403
    assert office.do(office.colleague, entered, "deputy", {"deputy": str(office.third.id)}).status == 403
    assert office.do(office.colleague, entered, "end").status == 403


def test_a_deputy_has_no_deputy(office: Office) -> None:
    entered = office.enter(office.worker, office.worker, office.colleague).json
    refused = office.enter(office.colleague, office.colleague, office.third, first=10, last=12)
    assert (refused.status, refused.json["state"]) == (409, "stands_in")
    changed = office.do(office.supervisor, entered, "deputy", {"deputy": str(office.third.id)})
    assert (changed.status, changed.json["deputy"]) == (200, str(office.third.id)), changed.text
    assert office.home.bench.published(identity.ABSENCE_PLANNED)[-1]["previous_deputy"] == office.colleague.id
    assert office.enter(office.colleague, office.colleague, office.supervisor, first=10, last=12).status == 201


def patched(office: Office, person: Person, changes: dict[str, Any], on: datetime = NOON) -> None:
    """By an administrator."""
    administrator = office.home.person("administrator")
    with clock.at(on):
        answer = administrator.api.patch(f"{BASE}/people/{person.id}", changes, if_match="*")
    assert answer.status == 200, answer.text


def test_when_a_deputy_cannot_any_more_that_is_told_once_and_another_is_named(office: Office) -> None:
    entered = office.enter(office.worker, office.worker, office.colleague).json
    patched(office, office.colleague, {"roles": ["referrer"]})
    patched(office, office.colleague, {"roles": ["coordinator"]})
    assert office.told() == ["planned", "uncovered"]
    with clock.at(NOON):
        [shown] = office.worker.api.get(f"{BASE}/people/{office.worker.id}/absences").json["items"]
        assert office.colleague.api.get(f"{BASE}/me/stands-in-for").json["items"] == []
    assert shown["deputy_can"] is False
    assert office.do(office.worker, entered, "deputy", {"deputy": str(office.third.id)}).json["deputy_can"] is True
    administrator = office.home.person("administrator")
    with clock.at(NOON):
        administrator.api.post(f"{BASE}/people/{office.third.id}/deactivate", {})
    assert office.told() == ["planned", "uncovered", "planned", "uncovered"]


def test_the_absence_of_who_leaves_or_works_elsewhere_is_over(office: Office) -> None:
    for person in (office.worker, office.supervisor):
        office.enter(person, person, office.colleague)
    patched(office, office.supervisor, {"organisation": str(office.home.organisation())})
    administrator = office.home.person("administrator")
    with clock.at(NOON):
        administrator.api.post(f"{BASE}/people/{office.worker.id}/deactivate", {})
    assert office.told() == ["planned", "planned", "ended", "ended"]
    office.home.bench.tick(NOON + timedelta(days=60))
    assert office.told() == ["planned", "planned", "ended", "ended"]


def test_who_works_elsewhere_is_away_there_no_more_when_the_deputy_follows(office: Office) -> None:
    """Two organisations became one: each of the two may come first."""
    office.enter(office.worker, office.worker, office.colleague, first=0)
    office.enter(office.supervisor, office.supervisor, office.third, first=0)
    other = str(office.home.organisation())
    for person in (office.worker, office.colleague, office.third, office.supervisor):
        patched(office, person, {"organisation": other})
    assert office.told() == ["planned", "planned", "ended", "uncovered", "ended"]
    last = {one["person"]: one["absences"] for one in office.home.bench.published(identity.PERSON_CHANGED)}
    assert last[office.worker.id] == last[office.supervisor.id] == []


def test_the_absence_of_who_leaves_is_over_though_nobody_could_stand_in(office: Office) -> None:
    office.enter(office.worker, office.worker, office.colleague)
    patched(office, office.colleague, {"roles": ["referrer", "supervisor"]})
    administrator = office.home.person("administrator")
    with clock.at(NOON):
        administrator.api.post(f"{BASE}/people/{office.worker.id}/deactivate", {})
    assert office.told() == ["planned", "uncovered", "ended"]
    assert office.enter(office.colleague, office.colleague, office.supervisor).status == 201


def test_what_was_over_before_somebody_left_stays_as_long_as_it_was(office: Office) -> None:
    """The clock was moved, and nobody has looked since."""
    entered = office.enter(office.worker, office.worker, office.colleague, first=0).json
    patched(office, office.worker, {"organisation": str(office.home.organisation())}, on=NOON + timedelta(days=90))
    with office.home.bench.session() as session:
        assert str(session.get_one(Absence, entered["id"]).last_on) == entered["last_on"]


def test_who_cannot_stand_in_is_not_told_that_it_begins(office: Office) -> None:
    office.enter(office.worker, office.worker, office.colleague)
    patched(office, office.colleague, {"roles": ["referrer"]})
    office.home.bench.tick(NOON + timedelta(days=2))
    assert office.told() == ["planned", "uncovered", "uncovered"]


def test_one_person_is_not_away_twice_at_once(office: Office) -> None:
    office.enter(office.worker, office.worker, office.colleague)
    twice = office.enter(office.worker, office.worker, office.third, first=10, last=20)
    assert (twice.status, twice.json["state"]) == (409, "absent")
    assert office.enter(office.worker, office.worker, office.third, first=11, last=20).status == 201


def test_two_who_name_each_other_at_once_do_not_both_go(office: Office) -> None:
    pairs = [(office.worker, office.colleague), (office.colleague, office.worker)] * 2
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda pair: office.enter(pair[0], *pair).status, pairs))
    assert statuses.count(201) == 1, statuses
    assert set(statuses) <= {201, 409, 422}, statuses  # nobody waited for the other for ever
    assert office.told() == ["planned"]


def test_who_is_deactivated_at_the_same_moment_becomes_no_deputy(office: Office) -> None:
    with office.home.bench.session() as session, ThreadPoolExecutor(1) as pool:
        leaving = session.get_one(Row, office.colleague.id, with_for_update=True)
        with clock.at(NOON):
            deactivate_person(session, None, leaving)
        entering = pool.submit(office.enter, office.worker, office.worker, office.colleague)
        here = "datname = current_database() and wait_event_type = 'Lock'"
        waits = text(f"select exists (select from pg_stat_activity where {here})")
        until(lambda: session.scalar(waits) or entering.done())
        session.commit()
        refused = entering.result()
    assert (refused.status, refused.json.get("errors")) == (422, {"deputy": ["not_found"]}), refused.text


def test_strangers_know_nothing_of_it_and_volunteers_have_their_own_pauses(office: Office, home: Home) -> None:
    entered = office.enter(office.worker, office.worker, office.colleague).json
    volunteer = office.person("volunteer")
    for stranger in (home.person("supervisor"), home.person("administrator"), volunteer):
        assert stranger.api.get(f"{BASE}/people/{office.worker.id}/absences").status == 404
        assert office.do(stranger, entered, "end").status == 404
    for nobodys in (volunteer, home.person("administrator")):
        assert nobodys.api.get(f"{BASE}/me/stands-in-for").json["items"] == []
    refused = office.enter(volunteer, volunteer, office.colleague)
    assert refused.status == 409, refused.text
    assert office.do(office.colleague, {**entered, "person": office.colleague.id}, "end").status == 404
