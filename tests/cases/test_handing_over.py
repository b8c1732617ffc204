"""What is open of somebody, and how it goes to another while they stay."""

import threading
from typing import Any

import pytest

from shared.contracts.cases import CASE_TEAM_CHANGED, CASE_WORK_HANDED_OVER
from shared.ids import uuid7
from tests.cases.handing_over import BEFORE, NOTE, VISIT_AT, hand_over, ids, several, visit, work, workers
from tests.cases.region import API, Opened, Region
from tests.cases.test_team import _put_on
from tests.support.bench import Answer


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
