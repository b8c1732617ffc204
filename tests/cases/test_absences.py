"""The deputy of a worker or of a member of the team does what the absent one would, as long as they are away."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared import clock
from shared.contracts.identity import PERSON_CHANGED
from tests.cases.region import API, Opened, Region, noon
from tests.support.absences import away, tell
from tests.support.bench import Person

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 20)
BEFORE, DURING, AFTER = date(2026, 3, 8), date(2026, 3, 12), date(2026, 3, 21)


@pytest.fixture
def stood_in(case: Opened) -> Opened:
    """Of its worker, by the colleague."""
    away(case.region.bench, case.region.worker, case.region.colleague, FIRST, LAST)
    return case


def reads(case: Opened, who: Person, on: date) -> int:
    with clock.at(noon(on)):
        return who.api.get(case.path).status


def mine(who: Person, on: date, path: str = "cases") -> list[dict[str, object]]:
    with clock.at(noon(on)):
        return who.api.get(f"{API}/{path}?mine=1").json["items"]  # type: ignore[no-any-return]


def test_a_deputy_has_the_case_from_the_first_day_through_the_last(stood_in: Opened) -> None:
    colleague, worker = stood_in.region.colleague, stood_in.region.worker
    assert [reads(stood_in, colleague, on) for on in (BEFORE, FIRST, LAST, AFTER)] == [404, 200, 200, 404]
    assert [len(mine(colleague, on)) for on in (BEFORE, DURING, AFTER)] == [0, 1, 0]
    assert reads(stood_in, worker, DURING) == 200  # who is away may still look
    [row] = mine(colleague, DURING)
    assert row["worker"] == str(worker.id)
    shown = {"until_on": str(LAST), "deputy": str(colleague.id), "deputy_name": "Соколова Вера"}
    assert row["worker_away"] == shown
    assert mine(worker, AFTER)[0]["worker_away"] is None


def test_days_begin_and_end_at_midnight_where_the_absent_one_is(stood_in: Opened) -> None:
    colleague, midnight = stood_in.region.colleague, datetime(2026, 3, 8, 21, tzinfo=UTC)
    for moment, status in (
        (midnight - timedelta(seconds=1), 404),
        (midnight, 200),
        (midnight + timedelta(days=12, seconds=-1), 200),
        (midnight + timedelta(days=12), 404),
    ):
        with clock.at(moment):
            assert colleague.api.get(stood_in.path).status == status


def test_a_deputy_works_in_the_case_under_their_own_name(stood_in: Opened) -> None:
    colleague = stood_in.region.colleague
    written = stood_in.post("/notes", {"text": "Звонила школа."}, on=DURING, who=colleague)
    assert (written.status, written.json["author"]) == (201, str(colleague.id)), written.text
    visit = {"kind": "visit", "at": "2026-03-16T13:00:00Z"}
    planned = stood_in.post("/visits", visit, on=DURING, who=colleague)
    assert (planned.status, planned.json["who"]) == (201, str(stood_in.region.worker.id)), planned.text
    assert len(mine(colleague, DURING, "visits")) == 1
    with clock.at(noon(DURING)):
        url = colleague.api.put(f"{API}/calendar", {}).json["url"].partition("/cases/")[2]
        assert f"visit-{planned.json['id']}" in colleague.api.get(f"/cases/{url}").text
    with clock.at(noon(AFTER)):
        assert "visit-" not in colleague.api.get(f"/cases/{url}").text


def test_who_stands_in_needs_the_role_that_the_work_needs(region: Region) -> None:
    case, coordinator = region.open(), region.coordinator
    away(region.bench, region.worker, coordinator, FIRST, LAST)
    with clock.at(noon(DURING)):
        assert coordinator.api.get(case.path).status == 403  # the row, as before
        assert coordinator.api.get(f"{API}/cases?mine=1").json["items"] == []


def test_a_member_of_the_team_from_elsewhere_has_a_deputy_from_there(case: Opened) -> None:
    region = case.region
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}, on=date(2026, 3, 3)))
    other = region.bench.person("specialist", organisation=region.school)
    away(region.bench, region.specialist, other, FIRST, LAST)
    assert [reads(case, other, on) for on in (BEFORE, DURING, AFTER)] == [404, 200, 404]
    with clock.at(noon(DURING)):
        [_, member] = other.api.get(f"{case.path}/team").json["items"]
        assert member["away"]["deputy"] == str(other.id)
        assert other.api.patch(f"{case.path}/family", {"address": "x"}, if_match="*").status == 403


def test_nobody_stands_in_through_a_deputy(stood_in: Opened) -> None:
    third = stood_in.region.bench.person("case_worker", organisation=stood_in.region.ngo)
    away(stood_in.region.bench, stood_in.region.colleague, third, FIRST, LAST)
    assert reads(stood_in, third, DURING) == 404


def test_a_deputy_who_left_or_works_elsewhere_stands_in_for_nobody(stood_in: Opened) -> None:
    bench, colleague = stood_in.region.bench, stood_in.region.colleague
    tell(bench, colleague, [], organisation=stood_in.region.school)
    moved = bench.signed_in(colleague.id, stood_in.region.school, "case_worker")
    assert (reads(stood_in, colleague, DURING), reads(stood_in, moved, DURING)) == (401, 404)
    assert mine(stood_in.region.worker, DURING)[0]["worker_away"] is None
    tell(bench, colleague, [], active=False)
    assert reads(stood_in, colleague, DURING) == 401


def test_what_ends_early_ends_at_once_and_an_older_word_changes_nothing(stood_in: Opened) -> None:
    bench, worker, colleague = stood_in.region.bench, stood_in.region.worker, stood_in.region.colleague
    tell(bench, worker, [])
    assert reads(stood_in, colleague, DURING) == 404
    bench.sequences[f"{PERSON_CHANGED.topic}/{worker.id}"] -= 2
    away(bench, worker, colleague, FIRST, LAST)
    assert reads(stood_in, colleague, DURING) == 404


def test_a_deputy_does_not_check_what_the_absent_one_presented(region: Region) -> None:
    case = region.open().to("planned")
    stage = {"title": "Жильё", "shown_by": "Договор", "due_on": "2026-09-01", "who": "мама"}
    on = date(2026, 6, 1)
    road = case.call("PUT", "/roadmap", {"purpose": "Дом", "stages": [stage]}, on=on)
    stage_id = case.done(road).json["stages"][0]["id"]
    told = {"passed_on": str(on), "note": "Договор подписан."}
    case.done(case.post(f"/roadmap/stages/{stage_id}/present", told, on=on))
    away(region.bench, region.worker, region.colleague, on, on)
    checked = case.post(f"/roadmap/stages/{stage_id}/check", {"verdict": "passed"}, on=on, who=region.colleague)
    assert checked.status == 403, checked.text
    with clock.at(noon(on)):
        assert region.colleague.api.get(f"{API}/stages-to-check").json["items"] == []
