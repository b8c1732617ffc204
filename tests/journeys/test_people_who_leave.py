"""A case without a worker, and people who may no longer sign in: what was theirs is told and passed on."""

import pytest

from shared.config import SERVICES
from tests.journeys.region import Person, Region, on
from tests.journeys.story import CASES, VOLUNTEERS, Story


def deactivate(person: Person) -> None:
    person.region.administrator.do(f"/identity/api/v1/people/{person.id}/deactivate")


def accepted_by_nobody(region: Region) -> Story:
    """A case without a worker, accepted by `coordinator`."""
    story = Story(region).reach("referred")
    with on(1):
        story.coordinator.do(f"{story.referral}/accept")
    story.find_case()
    return story


# --- a case without a worker ------------------------------------------------------------------------------------------


def test_coordinators_and_supervisors_are_told_of_a_case_without_a_worker(region: Region) -> None:
    story = accepted_by_nobody(region)
    for person in (story.second_coordinator, story.supervisor):
        assert person.told(story.ids["case_reference"]) == ["case_without_worker"]
    assert story.coordinator.told(story.ids["case_reference"]) == [], "who accepted it knows"


def test_coordinators_look_after_it_until_they_set_a_worker(region: Region) -> None:
    story = accepted_by_nobody(region)
    assert story.coordinator.get(story.case)["family"]["phone"] == story.family.phone
    assert story.worker.refused(story.case, method="GET") == (404, "not_found")
    with on(2):
        story.coordinator.do(f"{story.case}/worker", {"worker": story.worker.id}, "PUT")
    assert story.worker.get(story.case)["worker"] == story.worker.id
    assert story.worker.told(story.ids["case_reference"]) == ["case_assigned"]
    assert story.coordinator.refused(story.case, method="GET") == (403, "forbidden")


# --- a worker leaves --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worker_left(region: Region) -> Story:
    """A case whose worker was deactivated."""
    leaving = region.newcomer("leaving_worker", "case_worker")
    story = Story(region).reach("referred")
    with on(1):
        story.coordinator.do(f"{story.referral}/accept", {"worker": leaving.id})
        story.find_case()
    with on(5):
        leaving.do(f"{story.case}/team", {"person": story.specialist.id, "role": "specialist"})
        deactivate(leaving)
    return story


def test_the_cases_of_a_deactivated_worker_have_none_and_keep_their_team(worker_left: Story) -> None:
    case = worker_left.specialist.get(worker_left.case)
    assert (case["worker"], [one["person"] for one in case["team"]]) == (None, [worker_left.specialist.id])


def test_coordinators_and_supervisors_are_told_and_can_set_another_worker(worker_left: Story) -> None:
    reference = worker_left.ids["case_reference"]
    for person in (worker_left.coordinator, worker_left.second_coordinator, worker_left.supervisor):
        assert "case_without_worker" in person.told(reference)
    with on(6):
        worker_left.supervisor.do(f"{worker_left.case}/worker", {"worker": worker_left.colleague.id}, "PUT")
    assert worker_left.colleague.get(worker_left.case)["worker"] == worker_left.colleague.id
    assert worker_left.colleague.told(reference) == ["case_assigned"]


def test_a_case_accepted_for_someone_who_left_meanwhile_opens_without_a_worker(region: Region) -> None:
    leaving = region.newcomer("worker_of_an_hour", "case_worker")
    story = Story(region).reach("referred")
    with on(1):
        answer = story.coordinator.call("POST", f"{story.referral}/accept", {"worker": leaving.id})
        assert answer.status == 200
        deactivate(leaving)
    story.find_case()
    assert story.coordinator.get(story.case)["worker"] is None


# --- a volunteer leaves -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def family_left(region: Region) -> tuple[str, Story, Story]:
    """A contact family that was asked by one family and paired with another, then deactivated; its id."""
    leaving = region.newcomer("leaving_family", "contact_family")
    with on(-20):
        volunteer = region.contact_family(leaving)
    asked, paired = Story(region).reach("asked_for_support"), Story(region).reach("asked_for_support")
    with on(32):
        asked.ids["proposal"] = asked.propose(volunteer)
        paired.ids["proposal"] = paired.propose(volunteer)
        leaving.do(f"{paired.proposal}/accept")
        paired.ids["assignment"] = leaving.items(f"{VOLUNTEERS}/assignments?mine=1")[0]["id"]
        paired.worker.do(f"{paired.request}/introduction", paired.people.introduction())
    with on(33):
        deactivate(leaving)
    return volunteer, asked, paired


def test_a_deactivated_volunteer_has_left_the_register(region: Region, family_left: tuple[str, Story, Story]) -> None:
    volunteer, _, _ = family_left
    assert region["matchmaker"].get(f"{VOLUNTEERS}/volunteers/{volunteer}")["status"] == "left"


def test_what_they_were_asked_is_withdrawn_and_the_request_open_again(family_left: tuple[str, Story, Story]) -> None:
    volunteer, asked, _ = family_left
    assert asked.matchmaker.get(asked.proposal)["status"] == "withdrawn"
    assert asked.worker.get(asked.request)["status"] == "open"
    assert asked.matchmaker.get(asked.search)["status"] == "open"
    found = asked.matchmaker.get(f"{asked.search}/candidates")
    assert volunteer not in [item["volunteer"]["id"] for item in found["items"]]


def test_their_pairing_ends_and_the_familys_worker_is_told(family_left: tuple[str, Story, Story]) -> None:
    _, _, paired = family_left
    assert paired.matchmaker.get(paired.assignment)["status"] == "ended"
    assert paired.worker.get(paired.request)["status"] == "ended"
    for person in (paired.worker, paired.matchmaker):
        assert person.told(paired.ids["case_reference"])[-1] == "assignment_ended"


# --- a token that still lives -----------------------------------------------------------------------------------------


def answers(person: Person) -> dict[str, int]:
    """What each service says to this person's token."""
    return {service: person.api.get(f"/{service}/api/v1/codes").status for service in SERVICES}


def test_every_service_refuses_the_token_of_who_was_deactivated(region: Region) -> None:
    leaving = region.newcomer("gone", "case_worker")
    assert set(answers(leaving).values()) == {200}
    deactivate(leaving)
    assert set(answers(leaving).values()) == {401}


def test_every_service_refuses_the_token_of_who_signed_out_and_only_that_one(region: Region) -> None:
    person = region.newcomer("two_windows", "case_worker")
    assert set(answers(person).values()) == {200}
    other_window = region.world.api(person.email)
    person.do("/identity/api/v1/tokens/revoke")
    assert set(answers(person).values()) == {401}
    assert other_window.get(f"{CASES}/codes").status == 200


def test_a_role_that_was_taken_away_counts_no_more_though_the_token_names_it(region: Region) -> None:
    person = region.newcomer("coordinator_no_more", "coordinator")
    story = Story(region).reach("referred")
    assert person.get(story.referral)["status"] == "submitted"
    region.administrator.do(f"/identity/api/v1/people/{person.id}", {"roles": ["specialist"]}, "PATCH")
    assert person.refused(story.referral, method="GET") == (404, "not_found")


def test_every_service_refuses_the_people_of_an_organisation_that_is_not_active(region: Region) -> None:
    school = region.organisation("school", name="Школа № 9")
    person = region.person("of_a_closed_school", "referrer", school)
    region.settle()
    path = f"/identity/api/v1/organisations/{school}"
    assert set(answers(person).values()) == {200}
    region.administrator.do(path, {"active": False}, "PATCH")
    assert set(answers(person).values()) == {401}
    region.administrator.do(path, {"active": True}, "PATCH")
    assert set(answers(person).values()) == {401}, "the sign-in of before does not come back"
    person.api = region.world.api(person.email)
    assert set(answers(person).values()) == {200}
