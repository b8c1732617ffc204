"""What else may become of a referral: a no, another organisation, a question, a withdrawal, a family that is known."""

from typing import Any

from tests.journeys.family import Family
from tests.journeys.region import Person, Region, on
from tests.journeys.story import CASES, REFERRALS, Story


def referral(story: Story) -> str:
    """A referral that just came in; its reference."""
    story.reach("referred")
    return story.ids["reference"]


def history(person: Person, story: Story) -> list[str]:
    return [entry["kind"] for entry in person.get(story.referral)["history"]]


def cases_of(story: Story) -> list[Any]:
    return story.supervisor.items(f"{CASES}/cases?referral={story.ids['referral']}")


# --- a no -------------------------------------------------------------------------------------------------------------


def test_when_the_family_refuses_the_sender_reads_it_and_no_case_opens(region: Region) -> None:
    story = Story(region)
    reference = referral(story)
    with on(1):
        story.coordinator.do(f"{story.referral}/decline", {"reason": "family_refused", "note": "Просили не звонить."})
    seen = story.second_referrer.get(story.referral)
    assert (seen["status"], seen["case"]) == ("declined", None)
    assert (seen["history"][-1]["reason"], seen["history"][-1]["note"]) == ("family_refused", "Просили не звонить.")
    assert story.referrer.told(reference) == ["referral_declined"]
    assert cases_of(story) == []


def test_what_is_decided_is_not_decided_again(region: Region) -> None:
    story = Story(region)
    referral(story)
    with on(1):
        story.coordinator.do(f"{story.referral}/decline", {"reason": "family_refused"})
        for action, body in (("accept", {}), ("decline", {"reason": "no_capacity"}), ("ask", {"question": "Где вы?"})):
            assert story.second_coordinator.refused(f"{story.referral}/{action}", body) == (409, "conflict")
        assert story.referrer.refused(f"{story.referral}/withdraw", {"reason": "moved"}) == (409, "conflict")


# --- passed on --------------------------------------------------------------------------------------------------------


def passed_on(story: Story) -> str:
    reference = referral(story)
    with on(1):
        to = {"to_organisation": story.region.organisations["bridge"], "consent_covers": True, "note": "Ближе к дому."}
        story.coordinator.do(f"{story.referral}/pass-on", to)
    return reference


def test_another_organisation_gets_the_referral_whole_under_its_reference(region: Region) -> None:
    story = Story(region)
    reference = passed_on(story)
    seen = story.bridge_coordinator.get(story.referral)
    assert (seen["reference"], seen["status"]) == (reference, "submitted")
    assert (seen["narrative"], seen["family"]["phone"]) == (story.family.NARRATIVE, story.family.phone)
    assert seen["history"][-1]["note"] == "Ближе к дому."
    assert story.bridge_coordinator.told(reference) == ["referral_received"]


def test_the_sender_learns_who_has_it_now_and_not_what_they_told_each_other(region: Region) -> None:
    story = Story(region)
    reference = passed_on(story)
    entry = story.referrer.get(story.referral)["history"][-1]
    assert entry["to_organisation"] == region.organisations["bridge"]
    assert "note" not in entry
    assert story.referrer.told(reference) == ["referral_passed_on"]


def test_who_passed_it_on_keeps_its_own_entries_and_nothing_of_what_follows(region: Region) -> None:
    story = Story(region)
    passed_on(story)
    with on(2):
        story.bridge_coordinator.do(f"{story.referral}/accept")
    seen = story.coordinator.get(story.referral)
    assert set(seen) == {"id", "reference", "relation", "submitted_at", "received_at", "passed_on_at", "history"}
    assert [entry["kind"] for entry in seen["history"]] == ["passed_on"]
    assert story.family.surname not in str(seen)
    assert "case_opened" in history(story.referrer, story)
    assert cases_of(story) == []
    with on(3):
        assert story.coordinator.refused(f"{story.referral}/decline", {"reason": "no_capacity"})[0] == 403
        onward = {"to_organisation": region.organisations["harbour"], "consent_covers": True}
        assert story.coordinator.refused(f"{story.referral}/pass-on", onward)[0] == 403


def test_a_family_that_consented_is_asked_before_another_organisation_is_told_of_it(region: Region) -> None:
    story = Story(region)
    referral(story)
    with on(1):
        body = {"to_organisation": region.organisations["bridge"]}
        refused = story.coordinator.call("POST", f"{story.referral}/pass-on", body)
    assert (refused.status, refused.json["errors"]) == (422, {"consent_covers": ["consent_does_not_cover"]})
    assert story.bridge_coordinator.refused(story.referral, method="GET")[0] == 404


def test_it_never_goes_back_to_who_had_it(region: Region) -> None:
    story = Story(region)
    passed_on(story)
    with on(2):
        back = {"to_organisation": region.organisations["ngo"], "consent_covers": True}
        assert story.bridge_coordinator.refused(f"{story.referral}/pass-on", back) == (409, "conflict")


# --- a question -------------------------------------------------------------------------------------------------------


def test_a_question_stops_the_clock_until_the_sender_answers(region: Region) -> None:
    story = Story(region)
    reference = referral(story)
    with on(1):
        story.coordinator.do(f"{story.referral}/ask", {"question": "Когда мама дома?"})
    asked = story.second_referrer.get(story.referral)
    assert (asked["status"], asked["answer_by"], asked["history"][-1]["question"]) == (
        "info_requested",
        None,
        "Когда мама дома?",
    )
    assert story.second_referrer.told(reference) == ["referral_info_requested"]
    with on(2):
        story.second_referrer.do(f"{story.referral}/answer", {"answer": "После шести вечера."})
    answered = story.coordinator.get(story.referral)
    assert (answered["status"], answered["history"][-1]["answer"]) == ("submitted", "После шести вечера.")
    assert story.coordinator.told(reference) == ["referral_submitted", "referral_answered"]


def test_questions_and_answers_go_with_the_family_into_its_case(region: Region) -> None:
    story = Story(region)
    referral(story)
    with on(1):
        story.coordinator.do(f"{story.referral}/ask", {"question": "Когда мама дома?"})
        story.referrer.do(f"{story.referral}/answer", {"answer": "После шести вечера."})
    (said,) = story.reach("accepted").worker.get(story.case)["questions"]
    assert (said["question"], said["answer"]) == ("Когда мама дома?", "После шести вечера.")


# --- withdrawn --------------------------------------------------------------------------------------------------------


def test_a_withdrawn_referral_is_nobodys_to_answer(region: Region) -> None:
    story = Story(region)
    reference = referral(story)
    with on(1):
        story.referrer.do(f"{story.referral}/withdraw", {"reason": "helped_elsewhere"})
        assert story.coordinator.refused(f"{story.referral}/accept") == (409, "conflict")
    assert story.coordinator.get(story.referral)["status"] == "withdrawn"
    assert story.second_coordinator.told(reference) == ["referral_submitted", "referral_withdrawn"]
    assert cases_of(story) == []


# --- a family that is known -------------------------------------------------------------------------------------------


def known_family_again(region: Region) -> tuple[Story, Story]:
    """A family with an open case, and the referral of a school that does not know of it."""
    known = Story(region).reach("accepted")
    again = Story(region, Family(known.family.number), sender="school_referrer")
    referral(again)
    return known, again


def test_the_coordinator_is_shown_the_known_family_and_marks_the_duplicate(region: Region) -> None:
    known, again = known_family_again(region)
    shown = {one["family"]: one for one in again.coordinator.get(again.referral)["possible_duplicates"]}
    likely = shown[known.ids["family"]]
    assert likely["reference"] == known.ids["reference"]
    assert set(likely["reasons"]) >= {"same_phone", "same_name_and_birth_date"}
    with on(5):
        again.coordinator.do(f"{again.referral}/duplicate", {"of": likely["family"]})
    assert again.coordinator.get(again.referral)["status"] == "duplicate"


def test_the_worker_of_the_open_case_is_told_that_the_family_was_referred_again(region: Region) -> None:
    known, again = known_family_again(region)
    with on(5):
        again.coordinator.do(f"{again.referral}/duplicate", {"of": known.ids["family"]})
    assert known.worker.told(known.ids["case_reference"]) == ["case_opened", "case_referred_again"]
    assert len(cases_of(again)) == 0
    assert known.worker.get(known.case)["family"]["id"] == known.ids["family"]


def test_the_sender_of_a_duplicate_learns_that_and_not_who_else_referred_the_family(region: Region) -> None:
    known, again = known_family_again(region)
    with on(5):
        again.coordinator.do(f"{again.referral}/duplicate", {"of": known.ids["family"]})
    seen = again.school_referrer.get(again.referral)
    assert seen["status"] == "duplicate"
    assert known.ids["family"] not in str(seen["history"])
    assert known.ids["reference"] not in str(seen)
    assert again.school_referrer.told(again.ids["reference"]) == ["referral_duplicate"]
    assert again.school_referrer.refused(known.referral, method="GET")[0] == 404


def test_a_family_of_another_organisation_is_not_there_to_be_a_duplicate_of(region: Region) -> None:
    known, again = known_family_again(region)
    with on(5):
        again.coordinator.do(
            f"{again.referral}/pass-on",
            {"to_organisation": region.organisations["bridge"], "consent_covers": True},
        )
        refused = again.bridge_coordinator.call("POST", f"{again.referral}/duplicate", {"of": known.ids["family"]})
    assert (refused.status, refused.json["errors"]) == (422, {"of": ["not_found"]})
    shown = again.bridge_coordinator.get(again.referral)["possible_duplicates"]
    assert known.ids["family"] not in {one["family"] for one in shown}


def test_the_lists_of_a_box_hold_each_sides_own(region: Region) -> None:
    story = Story(region)
    reference = passed_on(story)
    found = {
        "referrer": "sent",
        "bridge_coordinator": "received",
        "coordinator": "passed_on",
    }
    for name, box in found.items():
        rows = region[name].items(f"{REFERRALS}/referrals?box={box}&q={reference}")
        assert [row["reference"] for row in rows] == [reference], name
    assert region["harbour_coordinator"].items(f"{REFERRALS}/referrals?q={reference}") == []
    assert region["coordinator"].items(f"{REFERRALS}/referrals?box=received&q={reference}") == []
