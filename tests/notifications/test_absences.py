"""Who stands in is told what the absent one is told, where they have the role for it; and that it begins and ends."""

from datetime import timedelta
from typing import Any

import pytest

from services.notifications.model import Notification
from shared import clock
from shared.contracts import cases, identity, volunteers
from tests.notifications.story import Story


@pytest.fixture
def story(story: Story) -> Story:
    story.case_is_known()
    return story


def away(story: Story, name: str, deputy: str, **changes: object) -> None:
    """Today and tomorrow."""
    today = clock.today("Europe/Moscow")
    said = {"from_on": today, "until_on": today + timedelta(days=1), "deputy": story.id(deputy)}
    story.changes(name, absences=[said], **changes)


def test_a_deputy_is_told_too_and_why(story: Story) -> None:
    away(story, "worker", "second_worker")
    event_id = story.happens(cases.DEADLINE_NEAR)
    assert story.told(event_id) == {"worker": "deadline_near", "second_worker": "deadline_near"}
    by_reader: dict[str, Notification] = {story.name(one.person): one for one in story.notifications(event_id)}
    assert by_reader["second_worker"].stands_in_for == story.id("worker")
    assert by_reader["worker"].stands_in_for is None
    [deputys], [own] = story.inbox("second_worker"), story.inbox("worker")
    assert deputys["stands_in_for"] == str(story.id("worker"))
    assert deputys["text"] == f"{own['text']} Вы получили это сообщение, потому что замещаете коллегу."


def test_what_a_deputy_did_they_are_not_told_but_the_absent_one_is(story: Story) -> None:
    away(story, "worker", "second_worker")
    event_id = story.happens(cases.CASE_REOPENED, by=story.id("second_worker"))
    assert "second_worker" not in story.told(event_id)
    assert "worker" in story.told(event_id)


def test_a_deputy_without_the_role_is_told_nothing(story: Story) -> None:
    away(story, "worker", "matchmaker")
    assert set(story.told(story.happens(cases.DEADLINE_NEAR))) == {"worker"}


def test_a_deputy_who_has_another_role_in_common_is_not_told_of_what_a_case_worker_alone_sees(story: Story) -> None:
    away(story, "worker", "second_worker", roles=["case_worker", "specialist"])
    story.changes("second_worker", roles=["specialist"])
    assert set(story.told(story.happens(cases.DEADLINE_NEAR))) == {"worker"}


def test_a_deputy_who_left_is_told_nothing(story: Story) -> None:
    away(story, "worker", "second_worker")
    story.leaves("second_worker")
    assert set(story.told(story.happens(cases.DEADLINE_NEAR))) == {"worker"}


def test_what_is_a_helpers_is_told_to_no_deputy(story: Story) -> None:
    """Also of somebody who is a colleague besides."""
    both = ["contact_family", "specialist"]
    story.changes("psychologist", roles=both)
    away(story, "contact", "psychologist", roles=both)
    assert set(story.told(story.happens(volunteers.PROPOSAL_MADE))) == {"contact"}


def test_who_reported_a_concern_hears_of_it_in_nobodys_place(story: Story) -> None:
    away(story, "safeguarding_lead", "worker", roles=["safeguarding_lead", "case_worker"])
    story.changes("worker", roles=["case_worker", "safeguarding_lead"])
    event_id = story.happens(cases.CONCERN_RAISED, by=None, reported_by=story.id("worker"))
    assert "worker" not in story.told(event_id)


def test_it_is_told_that_somebody_stands_in_that_it_begins_and_that_it_ends(story: Story) -> None:
    told = [story.told(story.happens(event)) for event in (identity.ABSENCE_PLANNED, identity.ABSENCE_STARTED)]
    assert told == [{"coordinator": "stand_in_planned"}, {"coordinator": "stand_in_started"}]
    ended = story.told(story.happens(identity.ABSENCE_ENDED))
    assert ended == {"coordinator": "stand_in_ended", "worker": "absence_ended"}
    [*_, planned] = story.inbox("coordinator")
    assert "с 07.12.2026 по 20.12.2026" in planned["text"]
    assert planned["link"].endswith("/identity/me")


def test_another_deputy_is_told_to_both_and_an_entry_by_a_colleague_to_who_is_away(story: Story) -> None:
    changes: dict[str, Any] = {"by": story.id("supervisor"), "previous_deputy": story.id("second_worker")}
    told = story.told(story.happens(identity.ABSENCE_PLANNED, **changes))
    assert told == {"coordinator": "stand_in_planned", "second_worker": "stand_in_ended", "worker": "absence_planned"}


def test_who_stands_in_for_the_presenter_of_a_stage_is_not_asked_to_check_it(story: Story) -> None:
    """Cases would refuse their check. Where no other supervisor is, the rest of the team is asked."""
    story.changes("supervisor", roles=["supervisor", "case_worker"])
    away(story, "worker", "supervisor")
    presented = {"presented_by": story.id("worker"), "by": story.id("worker")}
    assert "supervisor" not in story.told(story.happens(cases.CASE_STAGE_PRESENTED, **presented))


def test_nor_in_the_place_of_a_supervisor_who_is_away_too(story: Story) -> None:
    story.changes("second_worker", roles=["supervisor", "case_worker"])
    away(story, "worker", "second_worker")
    away(story, "supervisor", "second_worker")
    presented = {"presented_by": story.id("worker"), "by": story.id("worker")}
    told = story.told(story.happens(cases.CASE_STAGE_PRESENTED, **presented))
    assert set(told) == {"supervisor"}
