"""Was this person told, and when? What is claimed, and to whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.notifications.delivery import send_next
from shared import clock
from shared.contracts import cases, referrals
from shared.contracts.referrals import REFERRAL_ACCEPTED
from shared.ids import uuid7
from shared.mail import Post
from tests.notifications.office import Office
from tests.notifications.story import Story
from tests.support.bench import Bench

PROOFS = "/notifications/api/v1/proofs"


def proofs(story: Story, name: str, record: str, query: str = "") -> list[dict[str, Any]]:
    answer = story.cast[name].api.get(f"{PROOFS}?record={story.records[record]}{query}")
    assert answer.status == 200, answer.text
    return list(answer.json["items"])


def people(story: Story, items: list[dict[str, Any]]) -> set[str]:
    return {story.name(UUID(item["person"])) for item in items}


def own(story: Story, name: str) -> dict[str, Any]:
    (item,) = story.inbox(name)
    answer = story.cast[name].api.get(f"/notifications/api/v1/inbox/{item['id']}/proof")
    assert answer.status == 200
    return dict(answer.json)


def test_the_supervisor_sees_that_the_safeguarding_lead_was_told_and_when(bench: Callable[..., Bench]) -> None:
    with Office().open() as office:
        story = Story(bench("notifications", SMTP_URL=office.url))
        before = clock.system()
        event = story.happens(cases.CONCERN_RAISED)
        while send_next(story.bench.sessions, story.bench.settings, post := Post(office.url)):
            post.close()
    found = proofs(story, "supervisor", "CONCERN", f"&event={event}")
    assert people(story, found) == {"safeguarding_lead", "supervisor"}
    (lead,) = [item for item in found if item["person"] == str(story.id("safeguarding_lead"))]
    assert (lead["type"], lead["seen_at"], lead["acted_at"]) == ("concern_danger", None, None)
    app, mail = lead["ways"]
    assert (app["channel"], app["state"]) == ("in_app", "in_app")
    assert (mail["state"], mail["text"]) == ("accepted_by_mail_server", "Принято почтовым сервером")
    assert before.isoformat() < lead["made_at"] <= mail["sent_at"] <= mail["accepted_at"] < clock.system().isoformat()
    assert not {"text", "title", "link", "reference", "values"} & lead.keys()


def test_seen_and_acted_on_are_told_once_they_are(story: Story) -> None:
    story.happens(referrals.REFERRAL_SUBMITTED)
    assert (own(story, "coordinator")["seen_at"], own(story, "coordinator")["acted_at"]) == (None, None)
    (item,) = story.inbox("coordinator")
    seen = story.cast["coordinator"].api.post(f"/notifications/api/v1/inbox/{item['id']}/read").json["read_at"]
    later = clock.now() + timedelta(minutes=5)
    story.happens(REFERRAL_ACCEPTED, by=story.id("coordinator"), at=later)
    story.happens(REFERRAL_ACCEPTED, by=story.id("coordinator"), at=later + timedelta(minutes=5))
    proof = own(story, "coordinator")
    assert (proof["seen_at"], proof["acted_at"]) == (seen, later.isoformat().replace("+00:00", "Z"))
    assert own(story, "second_coordinator")["acted_at"] is None


def test_what_was_done_before_or_is_only_replayed_is_no_answer(story: Story) -> None:
    now = clock.now()
    story.happens(referrals.REFERRAL_SUBMITTED, at=now)
    story.happens(REFERRAL_ACCEPTED, by=story.id("coordinator"), at=now - timedelta(minutes=1))
    story.happens(REFERRAL_ACCEPTED, by=story.id("coordinator"), at=now, snapshot=True)
    assert own(story, "coordinator")["acted_at"] is None


def test_a_coordinator_learns_of_no_concern_and_a_safeguarding_lead_of_nothing_else(story: Story) -> None:
    story.happens(cases.CONCERN_RAISED)
    story.happens(cases.DEADLINE_NEAR)
    seen = {name: {item["type"] for item in proofs(story, name, "CASE")} for name in ("coordinator", "supervisor")}
    assert seen == {"coordinator": {"deadline_near"}, "supervisor": {"deadline_near", "concern_danger"}}
    assert proofs(story, "coordinator", "CONCERN") == []
    assert {item["type"] for item in proofs(story, "safeguarding_lead", "CASE")} == {"concern_danger"}


def test_of_another_organisations_people_it_is_told_that_but_not_what_they_read(story: Story) -> None:
    story.happens(referrals.REFERRAL_ACCEPTED)
    story.cast["referrer"].api.post(f"/notifications/api/v1/inbox/{story.inbox('referrer')[0]['id']}/read")
    found = proofs(story, "coordinator", "REFERRAL")
    assert people(story, found) == {"referrer", "second_referrer"}
    assert {(item["reading_shown"], item["seen_at"]) for item in found} == {(False, None)}
    assert own(story, "referrer")["seen_at"]


@pytest.mark.parametrize("name", ["guardianship_supervisor", "school_supervisor", "school_coordinator"])
def test_another_organisation_sees_nothing_of_the_record(long_story: Story, name: str) -> None:
    long_story.turn_page()
    long_story.happens(referrals.REFERRAL_SUBMITTED)
    assert proofs(long_story, name, "REFERRAL") == []
    assert len(proofs(long_story, "coordinator", "REFERRAL")) == 2


@pytest.mark.parametrize("name", ["worker", "referrer", "contact", "matchmaker", "ngo_administrator", "administrator"])
def test_who_does_not_answer_for_records_may_not_ask(long_story: Story, name: str) -> None:
    assert long_story.cast[name].api.get(f"{PROOFS}?record={uuid7()}").status == 403


def test_a_question_without_a_record_is_refused(long_story: Story) -> None:
    api = long_story.cast["supervisor"].api
    assert api.get(PROOFS).json["errors"] == {"record": ["required"]}
    assert api.get(f"{PROOFS}?record=всё").json["errors"] == {"record": ["type"]}
    assert api.get(f"{PROOFS}?record={uuid7()}&person={uuid7()}").json["errors"] == {"person": ["unknown_field"]}


def test_nobody_sees_anothers_own_proof(long_story: Story) -> None:
    long_story.turn_page()
    long_story.happens(cases.DEADLINE_NEAR)
    item = long_story.inbox("worker", "?limit=1")[0]
    path = f"/notifications/api/v1/inbox/{item['id']}/proof"
    assert long_story.cast["supervisor"].api.get(path).status == 404
    assert long_story.cast["worker"].api.get(path).json["ways"][1]["state"] == "waiting"
