"""Someone leaves and another goes on: the open work is seen first, and goes to the successor in every service."""

import pytest

from tests.journeys.region import Person, Region, on
from tests.journeys.story import CASES, VOLUNTEERS, Story

REFERRALS = "/referrals/api/v1"


def work(by: Person, who: Person) -> dict[str, dict[str, int]]:
    """What each service says is open of theirs."""
    paths = {"cases": CASES, "volunteers": VOLUNTEERS, "referrals": REFERRALS}
    return {name: by.get(f"{path}/people/{who.id}/work")["counts"] for name, path in paths.items()}


def deactivate(who: Person, successor: Person | None = None) -> None:
    body = {"successor": successor.id} if successor else {}
    who.region.administrator.do(f"/identity/api/v1/people/{who.id}/deactivate", body)


def cases_of(region: Region, worker: Person, count: int) -> list[Story]:
    return [_accepted(region, worker) for _ in range(count)]


def _accepted(region: Region, worker: Person) -> Story:
    story = Story(region).reach("referred")
    with on(1):
        story.coordinator.do(f"{story.referral}/accept", {"worker": worker.id})
        story.find_case()
    return story


@pytest.fixture(scope="module")
def leaving(region: Region) -> Person:
    return region.newcomer("leaving", "case_worker")


def test_several_cases_are_handed_over_and_each_is_told_one_word(region: Region, leaving: Person) -> None:
    stories, after = cases_of(region, leaving, 3), region.newcomer("next_worker", "case_worker")
    assert work(region["org_admin"], leaving)["cases"]["cases"] == 3
    with on(2):
        region["coordinator"].do(f"{CASES}/people/{leaving.id}/hand-over", {"to": after.id, "note": "Ждут звонка."})
    assert work(region["org_admin"], leaving)["cases"]["cases"] == 0
    assert after.told() == ["cases_handed_over"]
    assert after.inbox()[0]["text"].startswith("Случаи, где вы теперь куратор: 3.")
    assert leaving.told()[-1] == "cases_given_on"
    assert {after.get(story.case)["worker"] for story in stories} == {after.id}


def test_a_deactivated_workers_cases_go_to_the_successor_who_is_told_once(region: Region) -> None:
    gone, after = region.newcomer("gone_worker", "case_worker"), region.newcomer("successor", "case_worker")
    stories = cases_of(region, gone, 2)
    with on(3):
        refused = stories[0].matchmaker.refused(f"{CASES}/people/{gone.id}/hand-over", {"to": after.id})
        assert refused == (403, "forbidden")
        deactivate(gone, after)
    assert {after.get(story.case)["worker"] for story in stories} == {after.id}
    assert after.told() == ["cases_handed_over"]


def test_without_anyone_to_have_them_the_coordinators_are_told_once_of_all(region: Region) -> None:
    gone, matchmaker = region.newcomer("gone_without", "case_worker"), region["matchmaker"]
    stories = cases_of(region, gone, 2)
    coordinator = region["second_coordinator"]
    before = len(coordinator.told())
    with on(3):
        deactivate(gone, matchmaker)
    assert coordinator.told()[before:] == ["cases_without_worker"]
    alone = {one["id"] for one in coordinator.items(f"{CASES}/cases?without_worker=1&limit=200")}
    assert {story.ids["case"] for story in stories} <= alone


def test_a_deactivated_matchmakers_pairings_go_to_the_successor_and_the_family_is_told(region: Region) -> None:
    gone, after = (region.newcomer(name, "volunteer_coordinator") for name in ("gone_matchmaker", "next_matchmaker"))
    story = Story(region).reach("paired")
    with on(33):
        path = f"{VOLUNTEERS}/people/{story.matchmaker.id}/hand-over"
        story.matchmaker.do(path, {"to": gone.id, "assignments": [story.ids["assignment"]]})
        assert work(region["org_admin"], gone)["volunteers"]["pairings"] == 1
        deactivate(gone, after)
    assert after.get(story.assignment)["supervised_by"] == after.id
    assert after.told()[-1] == "pairing_handed_on"
    assert story.family1.told()[-1] == "supervisor_changed"
