"""Audiences as people come, go and change: who was part of it when it happened, and still is."""

from datetime import timedelta

from sqlalchemy import text

from shared import clock
from shared.contracts import cases, referrals, volunteers
from shared.ids import uuid7
from tests.notifications.story import Story


def test_the_worker_of_a_known_family_is_told_of_another_referral(story: Story) -> None:
    known = story.records["KNOWN_FAMILY"]
    story.case_is_known(family=known)
    event_id = story.happens(referrals.REFERRAL_MARKED_DUPLICATE, of=known)
    assert story.told(event_id)["worker"] == "case_referred_again"


def test_a_family_that_was_merged_is_known_by_each_of_its_ids(story: Story) -> None:
    story.case_is_known()
    story.happens(referrals.FAMILY_MERGED)
    event_id = story.happens(referrals.REFERRAL_MARKED_DUPLICATE)
    assert story.told(event_id)["worker"] == "case_referred_again"


def test_families_that_were_separated_are_two(story: Story) -> None:
    story.case_is_known()
    story.happens(referrals.FAMILY_MERGED)
    story.happens(referrals.FAMILY_SEPARATED)
    event_id = story.happens(referrals.REFERRAL_MARKED_DUPLICATE)
    assert "worker" not in story.told(event_id)


def test_nobody_is_told_of_another_referral_when_the_case_is_closed(story: Story) -> None:
    story.happens(cases.CASE_CLOSED, snapshot=True, family=story.records["KNOWN_FAMILY"])
    event_id = story.happens(referrals.REFERRAL_MARKED_DUPLICATE)
    assert set(story.told(event_id)) == {"referrer", "second_referrer"}


def test_the_present_worker_of_a_case_is_told(story: Story) -> None:
    story.case_is_known()
    story.happens(cases.CASE_TEAM_CHANGED, worker=story.id("second_worker"))
    event_id = story.happens(volunteers.ASSIGNMENT_STARTED)
    assert set(story.told(event_id)) == {"second_worker"}


def test_a_case_whose_worker_left_is_its_coordinators_and_supervisors(story: Story) -> None:
    story.leaves("worker")
    event_id = story.happens(cases.DEADLINE_NEAR)
    assert set(story.told(event_id)) == {"coordinator", "second_coordinator", "supervisor"}


def test_who_is_deactivated_is_told_nothing(story: Story) -> None:
    story.leaves("second_coordinator")
    assert set(story.told(story.happens(referrals.REFERRAL_SUBMITTED))) == {"coordinator"}


def test_people_of_a_closed_organisation_are_told_nothing(story: Story) -> None:
    story.closes("guardianship")
    assert story.told(story.happens(referrals.REFERRAL_DECLINED)) == {}
    story.closes("ngo")
    assert story.told(story.happens(cases.DEADLINE_NEAR)) == {}


def test_who_lost_the_role_is_told_nothing(story: Story) -> None:
    story.changes("second_coordinator", roles=["specialist"])
    story.changes("referrer", roles=["specialist"])
    assert set(story.told(story.happens(referrals.REFERRAL_SUBMITTED))) == {"coordinator"}
    assert set(story.told(story.happens(referrals.REFERRAL_DECLINED))) == {"second_referrer"}


def test_who_works_elsewhere_now_is_told_of_what_happens_there(story: Story) -> None:
    story.changes("second_coordinator", organisation=story.organisations["guardianship"])
    assert set(story.told(story.happens(referrals.REFERRAL_SUBMITTED))) == {"coordinator"}
    elsewhere = story.happens(referrals.REFERRAL_ANSWERED, to_organisation=story.organisations["guardianship"])
    assert set(story.told(elsewhere)) == {"second_coordinator"}


def test_who_got_the_role_after_it_happened_is_not_told_of_it(story: Story) -> None:
    later = clock.system() + timedelta(hours=1)
    story.arrives("coordinator", organisation="ngo", rights_since=later)
    assert set(story.told(story.happens(referrals.REFERRAL_SUBMITTED))) == {"coordinator", "second_coordinator"}


def test_another_change_of_a_person_does_not_make_them_a_newcomer(story: Story) -> None:
    later = clock.system() + timedelta(hours=1)
    story.changes("coordinator", roles=["coordinator", "supervisor"], rights_since=later)
    assert set(story.told(story.happens(referrals.REFERRAL_SUBMITTED))) == {"coordinator", "second_coordinator"}


def test_an_organisation_without_a_coordinator_has_its_supervisors_told(story: Story) -> None:
    story.leaves("coordinator")
    story.leaves("second_coordinator")
    assert set(story.told(story.happens(referrals.REFERRAL_WITHDRAWN))) == {"supervisor"}


def test_a_pairing_whose_coordinator_left_is_the_others(story: Story) -> None:
    story.case_is_known()
    story.leaves("matchmaker")
    event_id = story.happens(volunteers.PROPOSAL_ACCEPTED)
    assert set(story.told(event_id)) == {"second_matchmaker"}


def test_a_person_of_whom_nothing_is_known_yet_is_told_when_they_are(story: Story) -> None:
    newcomer = uuid7()
    event_id = story.happens(cases.DEADLINE_NEAR, worker=newcomer)
    assert story.told(event_id) == {}
    story.arrives("case_worker", organisation="ngo", person=newcomer)
    assert set(story.told(event_id)) == {str(newcomer)}


def test_a_pairing_waits_for_the_case_that_it_names(story: Story) -> None:
    event_id = story.happens(volunteers.ASSIGNMENT_STARTED)
    assert story.told(event_id) == {}
    story.case_is_known()
    assert set(story.told(event_id)) == {"worker"}


def test_a_snapshot_tells_nobody(story: Story) -> None:
    assert story.told(story.happens(referrals.REFERRAL_SUBMITTED, snapshot=True)) == {}


def test_the_same_event_twice_tells_once_even_when_the_inbox_has_forgotten_it(story: Story) -> None:
    event_id = story.happens(referrals.REFERRAL_SUBMITTED)
    with story.bench.session() as session:
        session.execute(text("delete from inbox"))
    before = story.bench.counts()
    story.happens(referrals.REFERRAL_SUBMITTED, event_id=event_id)
    after = story.bench.counts()
    assert {name: rows - before[name] for name, rows in after.items() if rows != before[name]} == {"inbox": 1}


def test_without_safeguarding_lead_and_supervisor_a_concern_is_its_coordinators(story: Story) -> None:
    story.leaves("safeguarding_lead")
    assert set(story.told(story.happens(cases.CONCERN_RAISED))) == {"supervisor"}
    story.leaves("supervisor")
    event_id = story.happens(cases.CONCERN_RAISED)
    assert set(story.told(event_id)) == {"coordinator", "second_coordinator"}


def test_the_only_supervisors_own_concern_is_the_coordinators(story: Story) -> None:
    story.leaves("safeguarding_lead")
    supervisor = story.id("supervisor")
    assert set(story.told(story.happens(cases.CONCERN_RAISED, by=supervisor, reported_by=supervisor))) == {
        "coordinator",
        "second_coordinator",
    }


def test_when_all_others_are_gone_the_organisations_administrators_hear_of_a_concern(story: Story) -> None:
    for name in ("safeguarding_lead", "supervisor", "coordinator", "second_coordinator"):
        story.leaves(name)
    assert set(story.told(story.happens(cases.CONCERN_RAISED))) == {"ngo_administrator"}


def test_of_a_concern_only_the_hour_and_the_kind_are_kept(story: Story) -> None:
    for event in (cases.CONCERN_RAISED, cases.CONCERN_ESCALATED, cases.CONCERN_ACKNOWLEDGED):
        for row in story.notifications(story.happens(event)):
            assert set(row.values) <= {"acknowledge_by", "severity"}
