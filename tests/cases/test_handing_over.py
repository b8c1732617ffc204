"""People come and go: what is open of theirs, and how it goes to another."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from shared import clock
from shared.contracts.cases import CASE_TEAM_CHANGED, CASE_WORK_HANDED_OVER
from shared.contracts.identity import PERSON_CHANGED, PERSON_DEACTIVATED
from shared.ids import uuid7
from tests.cases.region import API, Opened, Region, noon
from tests.cases.test_team import _person_event, _put_on
from tests.support.absences import away
from tests.support.bench import Answer, Person
from tests.support.waiting import until

BEFORE = date(2026, 3, 5)
VISIT_AT = "2026-03-12T09:00:00Z"
NOTE = "Мама просит звонить после шести. Ключ от подъезда у соседки."


def hand_over(region: Region, to: Person, by: Person | None = None, who: Person | None = None, **more: Any) -> Answer:
    path = f"{API}/people/{(who or region.worker).id}/hand-over"
    with clock.at(noon(BEFORE)):
        return (by or region.coordinator).api.post(path, {"to": str(to.id), **more})


def work(region: Region, who: Person, by: Person) -> Answer:
    with clock.at(noon(BEFORE)):
        return by.api.get(f"{API}/people/{who.id}/work")


def several(region: Region, count: int = 3) -> list[Opened]:
    return [region.open(reference=f"482-109-{number}") for number in range(370, 370 + count)]


def visit(case: Opened, by: Person | None = None, **sent: str) -> str:
    body = {"kind": "visit", "at": VISIT_AT} | sent
    return str(case.done(case.post("/visits", body, who=by, on=BEFORE)).json["id"])


def workers(region: Region, cases: Sequence[Opened]) -> list[UUID | None]:
    rows = {row["id"]: row["worker"] for row in region.coordinator.api.get(f"{API}/cases?limit=200").json["items"]}
    return [rows[str(case.id)] and UUID(rows[str(case.id)]) for case in cases]


def leaves(region: Region, who: Person, successor: UUID | None, **more: Any) -> None:
    told = _person_event(who, active=False, **more) | ({"successor": successor} if successor else {})
    region.bench.receive(PERSON_DEACTIVATED, who.id, told, by=region.supervisor.id, at=noon(BEFORE))


def ids(cases: Sequence[Opened]) -> list[str]:
    return [str(case.id) for case in cases]


# --- handing over while people stay -----------------------------------------------------------------------------------


def test_all_open_cases_go_to_a_colleague_with_their_visits_and_a_note_and_one_word_is_told(region: Region) -> None:
    cases, closed = several(region), region.open(reference="482-109-399").to("closed")
    planned = visit(cases[0])

    answer = hand_over(region, region.colleague, note=NOTE)

    assert answer.status == 200, answer.text
    assert set(answer.json["cases"]) == {*ids(cases), str(closed.id)}, (
        "the family of a closed case is still to be asked"
    )
    assert (answer.json["visits"], answer.json["teams"], answer.json["groups"]) == (1, [], 0)
    assert workers(region, cases) == [region.colleague.id] * 3
    mine = region.colleague.api.get(f"{API}/visits?mine=1").json["items"]
    assert [one["id"] for one in mine] == [planned]
    assert region.worker.api.get(f"{API}/visits?mine=1").json["items"] == []
    told = region.bench.published(CASE_TEAM_CHANGED)
    assert [(one["worker"], one["previous_worker"], one["gathered"]) for one in told] == [
        (region.colleague.id, region.worker.id, True)
    ] * 4
    (word,) = region.bench.published(CASE_WORK_HANDED_OVER)
    assert (word["person"], word["to"], word["by"]) == (region.worker.id, region.colleague.id, region.coordinator.id)
    assert (word["cases"], word["visits"], word["without_worker"]) == (4, 1, 0)
    (note,) = [one for one in timeline(region, cases[1]) if one["kind"] == "note"]
    assert (note["by"], NOTE in str(note)) == (str(region.coordinator.id), True)


def timeline(region: Region, case: Opened) -> list[dict[str, Any]]:
    answer = region.colleague.api.get(f"{case.path}/timeline")
    assert answer.status == 200, answer.text
    return list(answer.json["items"])


def test_one_case_alone_is_told_as_one_case_always_is(region: Region) -> None:
    first, second = several(region, 2)
    assert hand_over(region, region.colleague, cases=ids([first])).json["cases"] == ids([first])
    assert workers(region, [first, second]) == [region.colleague.id, region.worker.id]
    (told,) = region.bench.published(CASE_TEAM_CHANGED)
    assert "gathered" not in told
    assert region.bench.published(CASE_WORK_HANDED_OVER) == []


def test_one_of_many_that_cannot_go_leaves_all_as_they_were(region: Region) -> None:
    cases = several(region)
    other = region.open(worker=region.colleague.id)
    before = region.bench.counts()

    answer = hand_over(region, region.colleague, cases=[*ids(cases), str(other.id), str(cases[0].id), str(uuid7())])

    assert (answer.status, answer.json["errors"]) == (
        422,
        {"cases.3": ["not_found"], "cases.4": ["duplicate"], "cases.5": ["not_found"]},
    )
    assert region.bench.counts() == before
    assert workers(region, cases) == [region.worker.id] * 3


def test_places_on_teams_and_meetings_go_too_and_those_of_other_organisations_stay(region: Region) -> None:
    ours, theirs = region.open(worker=region.colleague.id), region.open(to_organisation=region.school, worker=None)
    _put_on(ours, region.worker, "case_worker", who=region.colleague)
    foreign = region.bench.person("supervisor", organisation=region.school)
    _put_on(theirs, region.worker, "case_worker", who=foreign)
    invited = {"planned_at": VISIT_AT, "invited": [str(region.worker.id), str(region.colleague.id)]}
    meeting = ours.done(ours.post("/meetings", invited, who=region.colleague, on=BEFORE)).json["id"]
    planned = visit(ours, by=region.colleague, who=str(region.worker.id))
    newcomer = region.bench.person("case_worker", "specialist", organisation=region.ngo)

    answer = hand_over(region, newcomer, teams=True)

    assert (answer.json["cases"], answer.json["teams"], answer.json["teams_elsewhere"]) == ([], ids([ours]), 1)
    team = [one["person"] for one in ours.get("/team", who=region.colleague).json["items"]]
    assert team == [str(region.colleague.id), str(newcomer.id)]
    shown = newcomer.api.get(f"{API}/meetings/{meeting}").json
    assert shown["invited"] == [str(newcomer.id), str(region.colleague.id)]
    assert [one["id"] for one in newcomer.api.get(f"{API}/visits?mine=1").json["items"]] == [planned]
    assert theirs.get("/team", who=foreign).json["items"][0]["person"] == str(region.worker.id)


@pytest.mark.parametrize(
    ("who", "errors"),
    [
        ("elsewhere", {"to": ["not_found"]}),
        ("gone", {"to": ["not_found"]}),
        ("themselves", {"to": ["same_person"]}),
        ("coordinator", {"to": ["wrong_role"]}),
    ],
)
def test_only_another_case_worker_of_the_organisation_can_have_cases(
    region: Region, who: str, errors: dict[str, list[str]]
) -> None:
    case = region.open()
    others = {
        "elsewhere": lambda: region.bench.person("case_worker", organisation=region.school),
        "gone": lambda: region.bench.person("case_worker", organisation=region.ngo, active=False),
        "themselves": lambda: region.worker,
        "coordinator": lambda: region.coordinator,
    }
    to = others[who]()
    before = region.bench.counts()
    answer = hand_over(region, to)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert region.bench.counts() == before
    assert workers(region, [case]) == [region.worker.id]


def test_only_coordinators_and_supervisors_of_the_organisation_hand_over(region: Region) -> None:
    region.open()
    stranger = region.bench.person("coordinator", organisation=region.school)
    administrator = region.bench.person("organisation_administrator", organisation=region.ngo)
    colleague = region.colleague
    statuses = {
        who: hand_over(region, colleague, by=by).status
        for who, by in {
            "stranger": stranger,
            "themselves": region.worker,
            "colleague": colleague,
            "administrator": administrator,
            "supervisor": region.supervisor,
        }.items()
    }
    assert statuses == {"stranger": 404, "themselves": 403, "colleague": 404, "administrator": 403, "supervisor": 200}
    too_long = hand_over(region, colleague, note="я" * 2_001)
    assert (too_long.status, too_long.json["errors"]) == (422, {"note": ["too_long"]})


def test_two_who_hand_over_the_same_cases_at_once_do_it_once(region: Region) -> None:
    cases = several(region, 6)
    third = region.bench.person("case_worker", organisation=region.ngo)
    answers: list[Answer] = []
    tries = [
        threading.Thread(target=lambda to=to: answers.append(hand_over(region, to)))  # type: ignore[misc]
        for to in (region.colleague, third)
    ]
    for one in tries:
        one.start()
    for one in tries:
        one.join()

    assert [answer.status for answer in answers] == [200, 200]
    assert sorted(len(answer.json["cases"]) for answer in answers) == [0, 6]
    assert len(set(workers(region, cases))) == 1
    assert len(region.bench.published(CASE_TEAM_CHANGED)) == 6
    assert len(region.bench.published(CASE_WORK_HANDED_OVER)) == 1


# --- what is open -----------------------------------------------------------------------------------------------------


def test_the_open_work_is_counted_for_who_leads_and_its_records_are_shown_as_far_as_each_may_see_them(
    region: Region,
) -> None:
    cases = several(region, 2)
    visit(cases[0])
    administrator = region.bench.person("organisation_administrator", organisation=region.ngo)
    platform = region.bench.person("administrator", organisation=None)
    shown = {
        name: work(region, region.worker, by).json
        for name, by in {
            "self": region.worker,
            "supervisor": region.supervisor,
            "coordinator": region.coordinator,
            "administrator": administrator,
            "platform": platform,
        }.items()
    }
    counts = {"cases": 2, "follow_ups": 0, "teams": 0, "teams_elsewhere": 0, "visits": 1, "meetings": 0}
    counts |= {"decisions": 0, "stages": 0, "groups": 0}
    assert [one["counts"] for one in shown.values()] == [counts] * 5
    assert {name: (len(one["cases"]), len(one["visits"])) for name, one in shown.items()} == {
        "self": (2, 1),
        "supervisor": (2, 1),
        "coordinator": (2, 0),
        "administrator": (0, 0),
        "platform": (0, 0),
    }
    assert [one["concerns"] for one in shown.values()] == [None, 0, None, None, None]
    stranger = region.bench.person("supervisor", organisation=region.school)
    assert [work(region, region.worker, by).status for by in (stranger, region.colleague, region.specialist)] == [
        404
    ] * 3


# --- deactivated with a successor -------------------------------------------------------------------------------------


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
