"""Who leaves, and who has their work then; who leaves just as they are to get some."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from shared import clock
from shared.contracts.cases import CASE_TEAM_CHANGED, CASE_WORK_HANDED_OVER
from shared.contracts.identity import PERSON_CHANGED, PERSON_DEACTIVATED
from shared.ids import uuid7
from tests.cases.handing_over import BEFORE, VISIT_AT, hand_over, ids, leaves, several, visit, work, workers
from tests.cases.region import API, Opened, Region, noon
from tests.cases.test_team import _person_event, _put_on
from tests.support.absences import away
from tests.support.waiting import until


def test_what_a_deactivated_worker_had_goes_to_the_successor_once(region: Region) -> None:
    cases, team_only = several(region), region.open(worker=region.colleague.id)
    _put_on(team_only, region.worker, "case_worker", who=region.colleague)
    planned = visit(cases[0])
    newcomer = region.bench.person("case_worker", organisation=region.ngo)

    leaves(region, region.worker, newcomer.id)

    assert workers(region, cases) == [newcomer.id] * 3
    assert [one["id"] for one in newcomer.api.get(f"{API}/visits?mine=1").json["items"]] == [planned]
    assert newcomer.api.get(f"{team_only.path}").status == 200
    (word,) = region.bench.published(CASE_WORK_HANDED_OVER)
    assert (word["to"], word["cases"], word["teams"], word["without_worker"]) == (newcomer.id, 3, 1, 0)
    told = len(region.bench.published(CASE_TEAM_CHANGED))
    hand_over(region, region.colleague, who=newcomer)
    state = _person_event(region.worker, active=False, successor=newcomer.id)
    region.bench.receive(PERSON_DEACTIVATED, region.worker.id, state, snapshot=True)
    assert workers(region, cases) == [region.colleague.id] * 3, "what is sent again hands nothing over again"
    assert len(region.bench.published(CASE_TEAM_CHANGED)) == told + 3


@pytest.mark.parametrize("successor", ["unknown", "gone", "without the role", "elsewhere"])
def test_a_successor_who_can_have_nothing_holds_nothing_up(region: Region, successor: str) -> None:
    cases = several(region, 2)
    to = {
        "unknown": lambda: uuid7(),
        "gone": lambda: region.bench.person("case_worker", organisation=region.ngo, active=False).id,
        "without the role": lambda: region.bench.person("supervisor", organisation=region.ngo).id,
        "elsewhere": lambda: region.bench.person("case_worker", organisation=region.school).id,
    }[successor]()

    leaves(region, region.worker, to)

    assert workers(region, cases) == [None, None]
    (word,) = region.bench.published(CASE_WORK_HANDED_OVER)
    assert (word["to"], word["cases"], word["without_worker"]) == (None, 0, 2)
    found = region.coordinator.api.get(f"{API}/cases?without_worker=1").json["items"]
    assert {one["id"] for one in found} == set(ids(cases))
    assert region.coordinator.api.get(f"{API}/cases?without_worker=0").json["items"] == []


def test_a_successor_is_put_on_no_team_of_another_organisation(region: Region) -> None:
    theirs = region.open(to_organisation=region.school, worker=None)
    foreign = region.bench.person("supervisor", organisation=region.school)
    _put_on(theirs, region.worker, "case_worker", who=foreign)
    leaves(region, region.worker, region.colleague.id)
    assert theirs.get("/team", who=foreign).json["items"] == []


def test_a_lost_role_hands_nothing_over(region: Region) -> None:
    case = region.open()
    changed = _person_event(region.worker, roles=["specialist"])
    region.bench.receive(PERSON_CHANGED, region.worker.id, changed, at=noon(BEFORE))
    assert workers(region, [case]) == [None]
    assert region.bench.published(CASE_WORK_HANDED_OVER) == []


def test_a_specialists_places_and_groups_go_to_another_specialist(region: Region) -> None:
    specialist, other = (region.bench.person("specialist", organisation=region.ngo) for _ in range(2))
    case = region.open()
    _put_on(case, specialist)
    programme = {"name": "Школа родителей", "audience": "parents"}
    made = case.done(region.supervisor.api.post(f"{API}/programmes", programme)).json["id"]
    run = {"name": "Весна", "starts_on": "2026-03-01", "leaders": [str(specialist.id)]}
    group = case.done(region.supervisor.api.post(f"{API}/programmes/{made}/groups", run)).json["id"]
    counted = work(region, specialist, region.supervisor).json
    assert (counted["counts"]["teams"], [one["id"] for one in counted["groups"]]) == (1, [group])

    answer = hand_over(region, other, who=specialist, teams=True, groups=True)

    assert (answer.json["teams"], answer.json["groups"]) == (ids([case]), 1)
    assert case.get("/team").json["items"][1]["role"] == "specialist"
    assert work(region, other, region.supervisor).json["groups"][0]["id"] == group
    (word,) = region.bench.published(CASE_WORK_HANDED_OVER)
    assert (word["teams"], word["groups"]) == (1, 1)


def test_who_leaves_at_the_same_moment_gets_nothing(region: Region) -> None:
    cases = several(region, 2)
    with ThreadPoolExecutor(1) as pool:
        with region.bench.session() as leaving:
            gone = {"person": region.colleague.id}
            leaving.execute(text("update known_people set active = false where id = :person"), gone)
            answer = pool.submit(hand_over, region, region.colleague)
            until(lambda: _somebody_waits(region))
        refused = answer.result()
    assert (refused.status, refused.json["errors"]) == (422, {"to": ["not_found"]})
    assert workers(region, cases) == [region.worker.id] * 2


def test_work_of_one_who_is_away_goes_to_another_who_is_away_and_so_to_their_deputy(region: Region) -> None:
    case, before, after = region.open(), region.colleague, region.bench.person("case_worker", organisation=region.ngo)
    deputy = region.bench.person("case_worker", organisation=region.ngo)
    visit = case.done(case.post("/visits", {"kind": "visit", "at": VISIT_AT})).json["id"]
    away(region.bench, region.worker, before, BEFORE, BEFORE)
    away(region.bench, after, deputy, BEFORE, BEFORE)

    assert hand_over(region, before, by=before).status == 404, "a deputy gives nothing away"
    assert hand_over(region, after).json["visits"] == 1

    with clock.at(noon(BEFORE)):
        assert [who.api.get(case.path).status for who in (before, after, deputy)] == [404, 200, 200]
        (planned,) = deputy.api.get(f"{API}/visits?mine=1").json["items"]
    assert (planned["id"], planned["who"]) == (visit, str(after.id))


@pytest.mark.parametrize(
    ("method", "path", "field", "body"),
    [("PUT", "/worker", "worker", {}), ("POST", "/team", "person", {"role": "case_worker"})],
)
def test_who_leaves_at_the_same_moment_gets_not_even_one_case(
    case: Opened, method: str, path: str, field: str, body: dict[str, str]
) -> None:
    region = case.region
    with ThreadPoolExecutor(1) as pool:
        with region.bench.session() as leaving:
            gone = {"person": region.colleague.id}
            leaving.execute(text("update known_people set active = false where id = :person"), gone)
            sent = body | {field: str(region.colleague.id)}
            answer = pool.submit(case.call, method, path, sent, who=region.supervisor, if_match="*")
            until(lambda: _somebody_waits(region) or answer.done())
        refused = answer.result()
    assert (refused.status, refused.json["errors"]) == (422, {field: ["not_found"]}), refused.text


def test_a_case_that_opens_while_its_worker_leaves_has_none(region: Region) -> None:
    with ThreadPoolExecutor(1) as pool:
        with region.bench.session() as leaving:
            gone = {"person": region.worker.id}
            leaving.execute(text("update known_people set active = false where id = :person"), gone)
            opening = pool.submit(region.open)
            until(lambda: _somebody_waits(region) or opening.done())
        case = opening.result()
    assert workers(region, [case]) == [None]


def _somebody_waits(region: Region) -> bool:
    with region.bench.session() as session:
        theirs = "datname = current_database() and wait_event_type = 'Lock'"
        waits = f"select exists (select from pg_stat_activity where {theirs})"
        return bool(session.scalar(text(waits)))
