"""Meetings of a case's team, and what was decided there."""

from datetime import date
from typing import Any

from shared import clock
from shared.contracts.cases import CASE_MEETING_CANCELLED, CASE_MEETING_PLANNED
from tests.cases.region import API, Opened, noon
from tests.support.bench import Answer, Person

DAY = date(2026, 3, 10)
NEXT_DAY = date(2026, 3, 13)
ANNUL = {"reason": "Перепутали семьи"}


def planned(case: Opened, **changes: Any) -> dict[str, Any]:
    return {
        "planned_at": "2026-03-12T07:00:00Z",
        "invited": [str(case.region.worker.id)],
        "place": "Кабинет 3",
        "link": "https://meet.example/abc",
        "agenda": "Как помочь со школой",
    } | changes


def held(case: Opened, **changes: Any) -> dict[str, Any]:
    decision = {"text": "Записать сына в кружок", "who": case.mother, "due_on": "2026-03-20"}
    return {
        "held_on": "2026-03-12",
        "came": [str(case.region.worker.id), str(case.region.specialist.id)],
        "members": [case.mother],
        "summary": "Говорили спокойно.",
        "decisions": [decision],
    } | changes


def plan(case: Opened, on: date = DAY, **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = case.done(case.post("/meetings", planned(case, **changes), on=on)).json
    return made


def act(
    case: Opened,
    path: str,
    body: Any = None,
    *,
    on: date = date(2026, 3, 13),
    who: Person | None = None,
    **options: Any,
) -> Answer:
    with clock.at(noon(on)):
        return (who or case.region.worker).api.call(options.pop("method", "POST"), f"{API}{path}", body, **options)


def test_a_meeting_is_planned_moved_held_and_its_decision_carried_out(case: Opened) -> None:
    meeting = plan(case)
    path = f"/meetings/{meeting['id']}"
    assert case.json(on=DAY)["next_meeting"]["place"] == "Кабинет 3"
    move = {"planned_at": "2026-03-12T09:00:00Z"}
    assert act(case, path, move, method="PATCH").status == 428
    etag = act(case, path, method="GET").headers["ETag"]
    assert act(case, path, move, on=DAY, method="PATCH", if_match=etag).status == 200
    assert len(case.region.bench.published(CASE_MEETING_PLANNED)) == 2

    done = act(case, f"{path}/held", held(case))
    assert (done.status, done.json["status"]) == (200, "held")
    (decision,) = case.json(on=date(2026, 3, 13))["open_decisions"]
    assert decision["text"] == "Записать сына в кружок"

    settled = act(case, f"/decisions/{decision['id']}/done", {"done_on": "2026-03-13"})
    assert settled.json["status"] == "done"
    assert case.json()["open_decisions"] == []
    assert act(case, f"/decisions/{decision['id']}/drop", {"reason": "Не нужно"}).json["state"] == "done"
    assert act(case, f"/decisions/{decision['id']}/outcome/annul", ANNUL).json["status"] == "open"
    assert act(case, f"/decisions/{decision['id']}/drop", {"reason": "Не нужно"}).json["status"] == "dropped"
    assert [len(case.get(f"/decisions?open={flag}").json["items"]) for flag in "10"] == [0, 1]


def test_a_meeting_noted_by_mistake_takes_its_decisions_with_it(case: Opened) -> None:
    path = f"/meetings/{plan(case)['id']}"
    assert act(case, f"{path}/annul", ANNUL).json["state"] == "planned"
    decision = act(case, f"{path}/held", held(case)).json["decisions"][0]

    assert act(case, f"{path}/annul", ANNUL).json["status"] == "annulled"

    assert case.json()["open_decisions"] == []
    assert act(case, f"/decisions/{decision['id']}/done", {"done_on": "2026-03-13"}).json["state"] == "annulled"
    assert act(case, f"{path}/annul", ANNUL).status == 409


def test_who_is_invited_learns_that_a_meeting_is_off(case: Opened) -> None:
    path = f"/meetings/{plan(case)['id']}"
    assert act(case, f"{path}/cancel", {"reason": "Мама болеет"}, on=DAY).json["status"] == "cancelled"
    (told,) = case.region.bench.published(CASE_MEETING_CANCELLED)
    assert told["invited"] == [case.region.worker.id]
    assert act(case, f"{path}/held", held(case)).json["state"] == "cancelled"


def test_nobody_is_called_to_a_meeting_that_is_noted_afterwards(case: Opened) -> None:
    path = f"/meetings/{plan(case, on=date(2026, 3, 13))['id']}"
    assert act(case, f"{path}/held", held(case)).status == 200
    assert case.region.bench.published(CASE_MEETING_PLANNED) == []


BAD_PLANS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"invited": []}, {"invited": ["required"]}),
    ({"link": "javascript:alert(1)"}, {"link": ["invalid_link"]}),
    ({"link": "http://[broken"}, {"link": ["invalid_link"]}),
    ({"planned_at": "2026-03-01T09:00:00Z"}, {"planned_at": ["before_opening"]}),
    ({"planned_at": "2126-03-01T09:00:00Z"}, {"planned_at": ["out_of_range"]}),
    ({"agenda": "я" * 20_001}, {"agenda": ["too_long"]}),
]


def test_bad_plans_of_meetings_are_refused(case: Opened) -> None:
    before = case.region.bench.counts()
    for changes, errors in BAD_PLANS:
        assert case.post("/meetings", planned(case, **changes), on=DAY).json["errors"] == errors
    assert case.region.bench.counts() == before


def test_what_was_not_so_at_a_meeting_is_refused(case: Opened) -> None:
    path = f"/meetings/{plan(case)['id']}/held"
    stranger = str(case.region.ngo)
    late = {"text": "…", "who": stranger, "due_on": "2026-03-01"}
    assert act(case, path, held(case, came=[stranger], members=[stranger], decisions=[late])).json["errors"] == {
        "came.0": ["not_found"],
        "members.0": ["not_found"],
        "decisions.0.who": ["not_found"],
        "decisions.0.due_on": ["before_meeting"],
    }
    assert act(case, path, held(case, held_on="2026-03-14")).json["errors"] == {"held_on": ["in_future"]}
    outsider = planned(case, invited=[str(case.region.specialist.id)])
    assert case.post("/meetings", outsider, on=DAY).json["errors"] == {"invited.0": ["not_found"]}


def test_an_organisation_sees_whose_team_has_not_met_for_long(case: Opened) -> None:
    def not_met(days: int, on: date) -> list[str]:
        with clock.at(noon(on)):
            rows = case.region.supervisor.api.get(f"{API}/cases?not_met_days={days}").json["items"]
        return [row["id"] for row in rows]

    assert not_met(30, date(2026, 3, 20)) == []
    assert not_met(30, date(2026, 4, 20)) == [str(case.id)]
    act(case, f"/meetings/{plan(case)['id']}/held", held(case))
    assert not_met(30, date(2026, 4, 11)) == []
    assert not_met(30, date(2026, 4, 12)) == [str(case.id)]


def test_meetings_and_decisions_are_the_teams_alone(case: Opened) -> None:
    meeting = plan(case)
    region = case.region
    decision = act(case, f"/meetings/{meeting['id']}/held", held(case)).json["decisions"][0]["id"]

    for who in (region.colleague, region.specialist, region.referrer, region.coordinator):
        assert act(case, f"/meetings/{meeting['id']}", method="GET", who=who).status == 404
        assert act(case, f"/decisions/{decision}/done", {"done_on": "2026-03-13"}, who=who).status == 404
        assert act(case, "/meetings", method="GET", who=who).json["items"] == []
    assert len(act(case, "/meetings?mine=1&status=held", method="GET").json["items"]) == 1
    assert act(case, f"/meetings/{meeting['id']}", method="GET", who=region.supervisor).status == 200


def test_who_has_left_the_team_is_called_to_no_moved_meeting(case: Opened) -> None:
    region = case.region
    joined = {"person": str(region.specialist.id), "role": "specialist"}
    case.done(case.post("/team", joined, on=DAY))
    path = f"/meetings/{plan(case, invited=[str(region.worker.id), str(region.specialist.id)])['id']}"
    case.done(case.call("DELETE", f"/team/{region.specialist.id}", on=DAY))
    etag = act(case, path, method="GET").headers["ETag"]
    assert act(case, path, {"place": "Кабинет 5"}, on=DAY, method="PATCH", if_match=etag).status == 200
    assert region.bench.published(CASE_MEETING_PLANNED)[-1]["invited"] == [region.worker.id]
    assert act(case, path, method="GET", who=region.specialist).status == 404
