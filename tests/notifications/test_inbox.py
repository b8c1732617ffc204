"""The inbox: own, newest first, in the reader's language; and which mails a person wants."""

from datetime import timedelta
from typing import Any

import pytest

from services.notifications.texts import NOTIFICATION_TYPES
from shared import clock
from shared.contracts import cases, referrals
from shared.ids import uuid7
from tests.notifications.story import Story

INBOX = "/notifications/api/v1/inbox"
PREFERENCES = "/notifications/api/v1/preferences"


def test_an_item_says_what_happened_and_where_to_read_on(story: Story) -> None:
    story.happens(cases.DEADLINE_NEAR, at=clock.now())
    (item,) = story.inbox("worker")
    assert item["type"] == "deadline_near"
    assert item["title"] == "Скоро срок"
    assert item["text"] == "«Оценить потребности»: сделать это нужно до 11.12.2026 включительно."
    assert item["reference"] == "305-716-941"
    assert item["link"] == f"http://127.0.0.1:8000/cases/{story.records['CASE']}"
    assert item["created_at"]
    assert item["read_at"] is None


def test_everyone_reads_their_own_only(story: Story) -> None:
    story.happens(cases.DEADLINE_NEAR)
    (item,) = story.inbox("worker")
    assert story.inbox("second_worker") == []
    refused = story.cast["second_worker"].api.post(f"{INBOX}/{item['id']}/read")
    assert refused.status == 404
    assert story.inbox("worker")[0]["read_at"] is None


def test_nobody_reads_without_signing_in(long_story: Story) -> None:
    for method, path in (
        ("GET", INBOX),
        ("POST", f"{INBOX}/{uuid7()}/read"),
        ("GET", PREFERENCES),
        ("PUT", PREFERENCES),
    ):
        assert long_story.bench.nobody.call(method, path).status == 401


def test_reading_counts_once(story: Story) -> None:
    story.happens(cases.DEADLINE_NEAR)
    (item,) = story.inbox("worker")
    read = story.cast["worker"].api.post(f"{INBOX}/{item['id']}/read")
    again = story.cast["worker"].api.post(f"{INBOX}/{item['id']}/read")
    assert read.status == again.status == 200
    assert read.json["read_at"]
    assert read.json == again.json == story.inbox("worker")[0]


def test_unread_items_can_be_asked_for(story: Story) -> None:
    for _ in range(2):
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
    first, second = story.inbox("worker")
    story.cast["worker"].api.post(f"{INBOX}/{first['id']}/read")
    assert [item["id"] for item in story.inbox("worker", "?unread=1")] == [second["id"]]
    assert len(story.inbox("worker", "?unread=0")) == 2


def test_what_happened_last_comes_first_whenever_we_heard_of_it(story: Story) -> None:
    now = clock.now()
    for days in (2, 5, 1):
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR, at=now - timedelta(days=days))
    shown = [item["created_at"] for item in story.inbox("worker")]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 3


def test_a_long_inbox_comes_in_pages(story: Story) -> None:
    for _ in range(5):
        story.turn_page()
        story.happens(cases.DEADLINE_NEAR)
    worker = story.cast["worker"].api
    seen: list[Any] = []
    path = f"{INBOX}?limit=2"
    for _ in range(3):
        page = worker.get(path).json
        seen += page["items"]
        path = f"{INBOX}?limit=2&cursor={page['next']}"
    assert page["next"] is None
    assert [item["id"] for item in seen] == [item["id"] for item in story.inbox("worker")]


def test_the_text_is_in_the_language_that_the_reader_has_now(story: Story) -> None:
    story.happens(cases.DEADLINE_NEAR)
    story.changes("worker", language="en")
    (item,) = story.inbox("worker")
    assert item["title"] == "A deadline is near"
    assert item["text"] == "“Assess the needs” is due by the end of 11.12.2026."


def test_every_link_leads_to_a_record_of_a_service(story: Story) -> None:
    story.happens(referrals.REFERRAL_SUBMITTED, snapshot=True)
    story.happens(cases.CASE_CLOSED)
    (item,) = story.inbox("referrer")
    assert item["link"].endswith(f"/referrals/{story.records['REFERRAL']}")
    assert item["reference"] == "482-109-379"


def test_types_are_a_list_of_codes(long_story: Story) -> None:
    codes = long_story.cast["worker"].api.get("/notifications/api/v1/codes").json
    assert {item["code"] for item in codes["notification_types"]} == set(NOTIFICATION_TYPES)


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("?unread=yes", {"unread": ["type"]}),
        ("?limit=0", {"limit": ["out_of_range"]}),
        ("?cursor=x", {"cursor": ["invalid"]}),
        ("?person=all", {"person": ["unknown_field"]}),
    ],
)
def test_a_query_that_is_wrong_is_named(long_story: Story, query: str, errors: dict[str, list[str]]) -> None:
    answer = long_story.cast["worker"].api.get(INBOX + query)
    assert answer.status == 422
    assert answer.json["errors"] == errors


# --- preferences ------------------------------------------------------------------------------------------------------


def test_everything_is_mailed_to_who_never_chose(long_story: Story) -> None:
    answer = long_story.cast["worker"].api.get(PREFERENCES)
    everywhere = {"email": True, "messenger": True}
    assert answer.json == {
        "types": [{"type": name, "channels": everywhere} for name in NOTIFICATION_TYPES],
        "quiet_hours": None,
        "digest_at": None,
        "gather_minutes": 10,
    }


def test_a_mail_that_is_switched_off_is_not_sent_but_the_inbox_has_it(story: Story) -> None:
    worker = story.cast["worker"].api
    read = worker.get(PREFERENCES)
    choices = read.json
    next(item for item in choices["types"] if item["type"] == "deadline_near")["channels"]["email"] = False
    written = worker.put(PREFERENCES, choices, if_match=read.headers["ETag"])
    assert written.status == 200
    assert written.json == worker.get(PREFERENCES).json == choices
    before = story.bench.counts()["deliveries"]
    story.happens(cases.DEADLINE_NEAR)
    assert story.bench.counts()["deliveries"] == before
    assert len(story.inbox("worker")) == 1
    story.happens(cases.DEADLINE_PASSED)
    assert story.bench.counts()["deliveries"] == before + 2


def test_one_persons_choice_is_not_anothers(story: Story) -> None:
    answer = choose(story, "coordinator", referral_submitted=False)
    assert answer.status == 200
    story.happens(referrals.REFERRAL_SUBMITTED)
    assert story.bench.counts()["deliveries"] == 1


def test_a_choice_made_on_an_older_one_is_refused(story: Story) -> None:
    first = choose(story, "worker", deadline_near=False)
    stale = choose(story, "worker", if_match='"0"', deadline_near=True)
    assert (first.status, stale.status) == (200, 412)
    assert first.headers["ETag"] == '"1"'
    assert choose(story, "worker", if_match=None, deadline_near=True).status == 428
    assert choose(story, "worker", if_match='"1"', deadline_near=True).status == 200


def choose(story: Story, name: str, if_match: str | None = '"0"', **emails: bool) -> Any:
    types = [{"type": type_, "channels": {"email": email}} for type_, email in emails.items()]
    return story.cast[name].api.put(PREFERENCES, {"types": types}, if_match=if_match)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"types": ["required"]}),
        ({"types": "none"}, {"types": ["type"]}),
        ({"types": [{"type": "weather", "channels": {"email": True}}]}, {"types.0.type": ["unknown_code"]}),
        ({"types": [{"type": "case_opened", "channels": {"email": "no"}}]}, {"types.0.channels.email": ["type"]}),
        ({"types": [{"type": "case_opened", "channels": {}}]}, {"types.0.channels.email": ["required"]}),
        (
            {"types": [{"type": "case_opened", "channels": {"email": True, "pigeon": True}}]},
            {"types.0.channels.pigeon": ["unknown_field"]},
        ),
        ({"types": [{"type": "case_opened", "channels": {"email": True}}] * 2}, {"types.1.type": ["twice"]}),
        (
            {"types": [{"type": "concern_danger", "channels": {"email": False}}]},
            {"types.0.channels.email": ["always_mailed"]},
        ),
        ({"types": [], "quiet": True}, {"quiet": ["unknown_field"]}),
        ({"types": [], "quiet_hours": {"from": "22:00"}}, {"quiet_hours.to": ["required"]}),
        ({"types": [], "quiet_hours": {"from": "22:00", "to": "24:00"}}, {"quiet_hours.to": ["invalid_time"]}),
        ({"types": [], "quiet_hours": {"from": "22:00", "to": "22:00"}}, {"quiet_hours.to": ["same"]}),
        ({"types": [], "quiet_hours": "22:00"}, {"quiet_hours": ["type"]}),
        ({"types": [], "digest_at": "ночью"}, {"digest_at": ["invalid_time"]}),
        (
            {"types": [], "digest_at": "06:30", "quiet_hours": {"from": "22:00", "to": "07:00"}},
            {"digest_at": ["in_quiet_hours"]},
        ),
        ({"types": [], "gather_minutes": 121}, {"gather_minutes": ["out_of_range"]}),
        ({"types": [], "gather_minutes": "10"}, {"gather_minutes": ["type"]}),
    ],
)
def test_a_choice_that_is_wrong_is_named_and_leaves_no_row(
    long_story: Story, body: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    before = long_story.bench.counts()
    answer = long_story.cast["worker"].api.put(PREFERENCES, body, if_match='"0"')
    assert answer.status == 422
    assert answer.json["errors"] == errors
    assert long_story.bench.counts() == before
