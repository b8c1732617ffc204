"""The main job, end to end: a family is referred, taken on, helped, and everyone reads of it what is theirs.

Each test brings the one story of this file as far as it needs and reads the claim back as somebody else.
"""

import pytest

from tests.journeys.region import Region, day, noon
from tests.journeys.story import CASES, REFERRALS, VOLUNTEERS, Story


@pytest.fixture(scope="module")
def story(region: Region) -> Story:
    return Story(region)


def test_the_coordinators_read_what_the_referrer_sent(story: Story) -> None:
    story.reach("referred")
    seen = story.second_coordinator.get(story.referral)
    assert (seen["status"], seen["narrative"]) == ("submitted", story.family.NARRATIVE)
    assert [member["first_name"] for member in seen["family"]["members"]] == ["Марианна", "Тимофей", "Аглая"]
    assert story.coordinator.told(seen["reference"]) == ["referral_submitted"]


def test_an_accepted_referral_is_a_case_of_the_named_worker(story: Story) -> None:
    story.reach("accepted")
    case = story.worker.get(story.case)
    assert (case["status"], case["worker"], case["referral"]) == ("opened", story.worker.id, story.ids["referral"])
    assert case["narrative"] == story.family.NARRATIVE
    assert [member["id"] for member in case["family"]["members"]] == story.people.all
    assert (case["next_step"], case["next_due_on"]) == ("first_contact", day(4))
    assert story.worker.told(case["reference"]) == ["case_opened"]


def test_the_sender_reads_that_the_case_is_open_and_not_who_works_on_it(story: Story) -> None:
    story.reach("accepted")
    seen = story.second_referrer.get(story.referral)
    assert (seen["status"], seen["case"]) == (
        "case_opened",
        {"opened_on": day(1), "closed_on": None, "outcome": None},
    )
    assert [entry["kind"] for entry in seen["history"]] == ["submitted", "accepted", "case_opened"]
    assert story.worker.id not in str(seen)
    assert story.second_referrer.told(seen["reference"]) == ["referral_accepted"]


def test_the_worker_has_one_case_more(story: Story) -> None:
    story.reach("accepted")
    loads = {item["id"]: item["load"] for item in story.coordinator.items(f"{REFERRALS}/workers")}
    assert (loads[story.worker.id], loads[story.colleague.id]) == (1, 0)


def test_the_first_contact_meets_its_deadline_for_the_supervisor_to_see(story: Story) -> None:
    assert story.reach("contacted").deadlines()["first_contact"]["met_on"] == day(2)
    (contact,) = story.supervisor.items(f"{story.case}/contacts")
    assert (contact["note"], contact["author"]) == ("Познакомились, пили чай.", story.worker.id)


def test_a_specialist_of_another_organisation_on_the_team_works_with_the_whole_case(story: Story) -> None:
    story.reach("teamed")
    assert [one["person"] for one in story.worker.get(story.case)["team"]] == [story.worker.id, story.specialist.id]
    assert story.specialist.get(story.case)["family"]["phone"] == story.family.phone
    assert story.worker.items(f"{story.case}/notes")[0]["author"] == story.specialist.id
    assert story.specialist.told(story.ids["case_reference"]) == ["case_joined"]


def test_a_coordinator_sees_the_row_of_a_case_and_no_family(story: Story) -> None:
    story.reach("teamed")
    (row,) = story.coordinator.items(f"{CASES}/cases?q={story.ids['case_reference']}")
    assert (row["worker"], row["next_step"]) == (story.worker.id, "agreement")
    assert story.family.surname not in str(row)
    assert story.coordinator.refused(story.case, method="GET") == (403, "forbidden")
    assert story.coordinator.items(f"{CASES}/cases?q={story.family.surname}") == []


def test_from_the_agreement_on_the_assessment_has_21_days(story: Story) -> None:
    story.reach("agreed")
    case = story.specialist.get(story.case)
    assert (case["status"], case["signed_by"]) == ("agreed", [story.people.mother, story.worker.id])
    assert (case["next_step"], case["next_due_on"]) == ("assessment", day(25))


def test_the_assessment_of_the_specialist_is_read_by_the_worker(story: Story) -> None:
    story.reach("assessed")
    (assessment,) = story.worker.items(f"{story.case}/assessments")
    assert assessment["family_says"] == "Нам нужен кто-то рядом."
    assert story.worker.get(story.case)["status"] == "assessed"


def test_a_plan_that_everyone_made_together_is_valid(story: Story) -> None:
    story.reach("planned")
    plan = story.supervisor.get(f"{story.case}/plan")
    assert (plan["state"], plan["goals"][0]["title"]) == ("valid", "Больше близких рядом")
    assert story.supervisor.get(story.case)["status"] == "planned"
    assert story.deadlines()["review"]["due_on"] == "2025-09-28"  # 6 months after day 25, 28 March


def test_the_first_service_after_the_plan_makes_the_family_supported(story: Story) -> None:
    story.reach("served")
    assert story.specialist.get(story.case)["status"] == "supported"
    assert story.specialist.items(f"{story.case}/services")[0]["given_on"] == day(30)


def test_the_wish_for_a_contact_family_reaches_who_looks_for_one(story: Story) -> None:
    story.reach("asked_for_support")
    wish = story.matchmaker.get(story.search)
    assert (wish["status"], wish["about"], wish["children_ages"]) == ("open", story.people.wish()["about"], [8, 5])
    assert story.family.surname not in str(wish)
    assert story.second_matchmaker.told() == ["support_requested"]


def test_candidates_come_with_the_reasons_that_speak_for_them(story: Story) -> None:
    story.reach("asked_for_support")
    found = story.matchmaker.get(f"{story.search}/candidates")
    best = found["items"][0]
    assert {reason["code"] for reason in best["reasons"]} == {
        "same_district",
        "language",
        "time",
        "experience",
        "free_capacity",
    }
    assert best["score"] == sum(reason["points"] for reason in best["reasons"])
    assert story.region.volunteers["family1"] in [item["volunteer"]["id"] for item in found["items"]]


def test_a_contact_family_that_is_asked_learns_what_it_may_before_its_yes(story: Story) -> None:
    story.reach("proposed")
    (asked,) = story.family1.items(f"{VOLUNTEERS}/proposals?mine=1")
    assert (asked["status"], asked["district"], asked["about"]) == ("made", "lesnoy", story.people.wish()["about"])
    assert story.ids["case_reference"] not in str(asked)
    assert story.family1.told() == ["proposal_made"]
    assert story.worker.get(story.request)["status"] == "proposed"


def test_a_yes_is_a_pairing_for_the_worker_and_for_who_asked(story: Story) -> None:
    story.reach("paired")
    request = story.worker.get(story.request)
    assert (request["status"], request["volunteer"]) == ("matched", story.region.volunteers["family1"])
    assert "helper_found" in story.worker.told(story.ids["case_reference"])
    assert "proposal_accepted" in story.matchmaker.told(story.ids["case_reference"])
    assert story.family1.get(story.assignment)["introduction"] is None


def test_the_introduction_says_first_names_and_where_to_meet(story: Story) -> None:
    story.reach("introduced")
    pairing = story.family1.get(story.assignment)
    told = pairing["introduction"]
    assert (pairing["status"], told["first_names"]) == ("introduced", ["Марианна", "Тимофей", "Аглая"])
    assert (told["first_meeting"]["place"], told["contact_phone"]) == ("Городской парк, у фонтана", "+79005550101")
    assert story.family1.told() == ["proposal_made", "support_introduced"]
    assert story.family1.refused(story.case, method="GET") == (404, "not_found")


def test_the_journal_is_for_its_supervisor_and_not_for_who_assesses_the_family(story: Story) -> None:
    story.reach("met")
    (entry,) = story.matchmaker.items(f"{story.assignment}/journal")
    assert (entry["text"], entry["author"]) == ("Гуляли в парке, дети подружились.", story.family1.id)
    for stranger in (story.worker, story.supervisor, story.referrer):
        assert stranger.refused(f"{story.assignment}/journal", method="GET")[0] == 404
    assert story.second_matchmaker.refused(f"{story.assignment}/journal", method="GET")[0] == 403


def test_a_review_starts_the_next_half_year(story: Story) -> None:
    story.reach("reviewed")
    (review,) = story.specialist.items(f"{story.case}/reviews")
    assert {child["wellbeing"] for child in review["children"]} == {"improved"}
    assert story.deadlines()["review"]["due_on"] == "2026-03-19"  # 6 months after day 200, 19 September


def test_the_family_ends_the_pairing_and_nobody_says_why(story: Story) -> None:
    story.reach("parted")
    pairing = story.family1.get(story.assignment)
    assert (pairing["status"], pairing["introduction"]) == ("ended", None)
    assert story.family1.told()[-1] == "support_ended"
    assert story.family1.refused(f"{story.assignment}/journal", {"at": noon(210), "text": "…"}) == (409, "conflict")
    assert "assignment_ended" in story.matchmaker.told(story.ids["case_reference"])


def test_the_sender_reads_that_the_case_was_closed_and_how(story: Story) -> None:
    story.reach("closed")
    seen = story.referrer.get(story.referral)
    assert seen["status"] == "case_closed"
    assert seen["case"] == {"opened_on": day(1), "closed_on": day(300), "outcome": "self_sufficient"}
    assert seen["history"][-1]["outcome"] == "self_sufficient"
    assert story.referrer.told(seen["reference"]) == ["referral_accepted", "referral_case_closed"]
    assert story.specialist.get(story.case)["outcome"] == "self_sufficient"


def test_half_a_year_later_the_outcome_holds(story: Story) -> None:
    story.reach("followed_up")
    assert story.supervisor.items(f"{story.case}/follow-ups")[0]["holds"] is True
    assert story.supervisor.get(story.case)["status"] == "followed_up"
    assert story.referrer.get(story.referral)["status"] == "case_closed"


TOLD = {
    "referrer": ["referral_accepted", "referral_case_closed"],
    "second_referrer": ["referral_accepted", "referral_case_closed"],
    "coordinator": ["referral_submitted"],
    "second_coordinator": ["referral_submitted"],
    "worker": ["case_opened", "helper_found"],
    "specialist": ["case_joined", "case_closed"],
    "matchmaker": ["support_requested", "proposal_accepted", "assignment_ended"],
    "second_matchmaker": ["support_requested"],
    "family1": ["proposal_made", "support_introduced", "support_ended"],
}
"""Who was told what by the end: never of what they did themselves; everybody else of nothing."""


def test_each_person_was_told_what_concerns_them_and_nothing_else(story: Story) -> None:
    story.reach("followed_up")
    told = {name: person.told() for name, person in story.region.people.items() if person.told()}
    assert told == TOLD


def test_nobody_is_mailed_about_a_story_that_lies_in_the_past(story: Story) -> None:
    story.reach("followed_up")
    assert story.region.world.scalar("notifications", "select count(*) from deliveries") == 0
