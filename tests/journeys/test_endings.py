"""How support ends, what that leaves as it is, and that it can go on after all."""

import pytest

from tests.journeys.region import Region, day, noon, on
from tests.journeys.story import VOLUNTEERS, Story


@pytest.fixture(scope="module")
def closed(region: Region) -> Story:
    """Closed while one contact family keeps company with the family and another is asked for a second request."""
    story = Story(region).reach("met")
    with on(50):
        second = story.worker.do(f"{story.case}/support-requests", story.people.wish())["id"]
        story.ids["second_request"] = second
        asked = {"volunteer": region.volunteers["family2"]}
        story.matchmaker.do(f"{VOLUNTEERS}/requests/{second}/proposals", asked)
    with on(51):
        story.supervisor.do(f"{story.case}/closure", story.people.closure(51, outcome="moved"))
    return story


def second_request(story: Story) -> str:
    return f"/cases/api/v1/support-requests/{story.ids['second_request']}"


def test_nobody_is_looked_for_any_more(closed: Story) -> None:
    assert closed.worker.get(second_request(closed))["status"] == "withdrawn"
    search = f"{VOLUNTEERS}/requests/{closed.ids['second_request']}"
    assert closed.matchmaker.get(search)["status"] == "withdrawn"
    (asked,) = closed.family2.items(f"{VOLUNTEERS}/proposals?mine=1")
    assert (asked["status"], "about" in asked) == ("withdrawn", False)
    assert closed.family2.told() == ["proposal_made", "proposal_withdrawn"]
    assert "support_withdrawn" in closed.matchmaker.told(closed.ids["case_reference"])


def test_the_pairing_goes_on_after_the_case(closed: Story) -> None:
    assert closed.worker.get(closed.request)["status"] == "introduced"
    pairing = closed.family1.get(closed.assignment)
    assert (pairing["status"], pairing["introduction"]["contact_name"]) == ("introduced", "Марианна")
    with on(60):
        closed.family1.do(f"{closed.assignment}/journal", {"at": noon(59), "text": "Ходили в музей."})


def test_what_needs_an_open_case_is_refused(closed: Story) -> None:
    with on(52):
        for path, body in (
            ("notes", {"text": "Ещё раз поговорили."}),
            ("services", closed.people.service(52)),
            ("support-requests", closed.people.wish()),
            ("closure", closed.people.closure(52, outcome="moved")),
        ):
            assert closed.worker.refused(f"{closed.case}/{path}", body) == (409, "conflict"), path


def test_a_family_that_was_not_supported_to_the_end_is_not_called_self_sufficient(region: Region) -> None:
    story = Story(region).reach("agreed")
    with on(30):
        refused = story.worker.call("POST", f"{story.case}/closure", story.people.closure(30))
    assert (refused.status, refused.json["state"]) == (409, "agreed")
    assert story.referrer.get(story.referral)["status"] == "case_opened"


def test_a_low_score_of_a_child_stands_in_the_way_of_self_sufficiency(region: Region) -> None:
    story = Story(region).reach("served")
    with on(40):
        refused = story.worker.call("POST", f"{story.case}/closure", story.people.closure(40))
    assert (refused.status, refused.json["errors"]) == (422, {"outcome": ["child_domain_below_threshold"]})


def test_the_loop_at_the_sender_closes_and_opens_again_with_the_case(region: Region) -> None:
    story = Story(region).reach("agreed")
    with on(30):
        story.worker.do(f"{story.case}/closure", story.people.closure(30, outcome="refused"))
    seen = story.referrer.get(story.referral)
    assert (seen["status"], seen["case"]["outcome"]) == ("case_closed", "refused")
    with on(40):
        story.supervisor.do(f"{story.case}/reopen", {"reason": "Мама позвонила сама."})
    seen = story.second_referrer.get(story.referral)
    assert seen["status"] == "case_opened"
    assert seen["case"] == {"opened_on": day(1), "closed_on": None, "outcome": None}
    assert [entry["kind"] for entry in seen["history"]][-2:] == ["case_closed", "case_reopened"]
    assert "Мама позвонила сама." not in str(seen)
    assert story.referrer.told(seen["reference"])[-2:] == ["referral_case_closed", "referral_case_reopened"]


def test_a_reopened_case_goes_on_in_its_last_open_state_with_deadlines_anew(region: Region) -> None:
    story = Story(region).reach("agreed")
    with on(30):
        story.worker.do(f"{story.case}/closure", story.people.closure(30, outcome="refused"))
    with on(40):
        story.worker.do(f"{story.case}/reopen", {"reason": "Мама позвонила сама."})
        assert story.specialist.told(story.ids["case_reference"]) == ["case_joined", "case_closed", "case_reopened"]
        case = story.supervisor.get(story.case)
        assert (case["status"], case["outcome"], case["next_step"]) == ("agreed", None, "assessment")
        assert case["next_due_on"] == day(61)
        story.worker.do(f"{story.case}/assessments", story.people.assessment(40, score=4))
    assert story.worker.get(story.case)["status"] == "assessed"


def test_the_volunteers_wish_to_end_is_enough(region: Region) -> None:
    story = Story(region).reach("introduced")
    with on(45):
        story.family1.do(f"{story.assignment}/end")
    assert story.worker.get(story.request)["status"] == "ended"
    assert story.worker.told(story.ids["case_reference"])[-1] == "assignment_ended"
    with on(46):
        assert story.worker.refused(f"{story.request}/end") == (409, "conflict")


def test_a_pairing_may_end_before_anyone_was_introduced(region: Region) -> None:
    story = Story(region).reach("paired")
    with on(34):
        story.worker.do(f"{story.request}/end")
    assert story.family1.get(story.assignment)["status"] == "ended"
    assert story.matchmaker.get(story.search)["status"] == "ended"
