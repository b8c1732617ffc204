"""A receiver that takes no more for some time: shown before sending, refused when sent to, and over by itself."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from shared import clock
from shared.codes import ROLES
from shared.contracts.identity import ORGANISATION_CHANGED
from tests.referrals.family import API, Region
from tests.support.bench import Answer, Person

NOON = datetime(2025, 3, 3, 9, tzinfo=UTC)
UNTIL = date(2025, 3, 10)


def paused(region: Region, until: date = UNTIL, **state: Any) -> UUID:
    return region.bench.organisation("ngo", no_referrals_until=until, **state)


def shown(region: Region, query: str = "", by: Person | None = None, at: datetime = NOON) -> dict[str, Any]:
    """Receivers by id."""
    with clock.at(at):
        answer = (by or region.referrer).api.get(f"{API}/receivers?{query}")
    assert answer.status == 200, answer.text
    return {item["id"]: item for item in answer.json["items"]}


def send(region: Region, to: UUID, at: datetime = NOON, **changes: Any) -> Answer:
    with clock.at(at):
        return region.submit(to_organisation=str(to), **changes)


def test_a_referrer_sees_before_sending_who_takes_referrals_and_who_takes_no_more_until_when(region: Region) -> None:
    b = region.bench
    no_room = paused(region, name="АНО «Мост»", duty_phone="+79005550112")
    b.organisation("ngo", accepts_referrals=False)
    b.organisation("ngo", active=False)
    found = shown(region)
    assert found.keys() == {str(id) for id in (region.guardianship, region.ngo, region.other_ngo, no_room)}
    assert found[str(no_room)] == {
        "id": str(no_room),
        "name": "АНО «Мост»",
        "kind": "ngo",
        "districts": ["lesnoy"],
        "takes_no_more_until": "2025-03-10",
        "duty_phone": "+79005550112",
        "answer_within_minutes": None,
    }
    assert found[str(region.ngo)]["takes_no_more_until"] is found[str(region.ngo)]["duty_phone"] is None


def test_receivers_are_asked_for_by_district(region: Region) -> None:
    b = region.bench
    b.district("gorny")
    both = b.organisation("ngo", districts=["lesnoy", "gorny"])
    assert shown(region, "district=gorny").keys() == {str(both)}
    assert str(both) in shown(region, "district=lesnoy")
    for wrong, errors in (
        ("district=nowhere", {"district": ["unknown_code"]}),
        ("urgency=soon", {"urgency": ["unknown_code"]}),
        ("colour=red", {"colour": ["unknown_field"]}),
    ):
        answer = region.referrer.api.get(f"{API}/receivers?{wrong}")
        assert (answer.status, answer.json["errors"]) == (422, errors)


@pytest.mark.parametrize(
    ("urgency", "minutes", "number"), [("immediate", 1440, "112"), ("urgent", 4320, None), ("routine", 14400, None)]
)
def test_the_time_to_answer_is_shown_and_in_danger_the_emergency_number(
    region: Region, urgency: str, minutes: int, number: str | None
) -> None:
    answer = region.referrer.api.get(f"{API}/receivers?urgency={urgency}")
    assert {item["answer_within_minutes"] for item in answer.json["items"]} == {minutes}
    assert answer.json["emergency_number"] == number


def test_receivers_come_page_by_page(region: Region) -> None:
    first = region.referrer.api.get(f"{API}/receivers?limit=2").json
    rest = region.referrer.api.get(f"{API}/receivers?limit=2&cursor={first['next']}").json
    ids = [item["id"] for page in (first, rest) for item in page["items"]]
    assert ids == [str(id) for id in (region.other_ngo, region.ngo, region.guardianship)]
    assert rest["next"] is None


@pytest.mark.parametrize("role", list(ROLES))
def test_receivers_are_shown_to_who_sends_or_passes_on(region: Region, role: str) -> None:
    person = region.bench.person(role, organisation=region.guardianship)
    expected = 200 if role in ("referrer", "coordinator") else 403
    assert person.api.get(f"{API}/receivers").status == expected


@pytest.mark.parametrize("urgency", ["routine", "urgent", "immediate"])
def test_sending_to_who_takes_no_more_is_refused_and_says_until_when(region: Region, urgency: str) -> None:
    to = paused(region)
    before = region.bench.counts()
    answer = send(region, to, urgency=urgency)
    assert (answer.status, answer.json["state"], answer.json["until"]) == (409, "takes_no_more", "2025-03-10")
    assert "2025-03-10" in answer.json["detail"]
    assert ("112" in answer.json["detail"]) is (urgency == "immediate")
    assert region.bench.counts() == before


@pytest.mark.parametrize(
    ("time_zone", "over"),
    [("Europe/Moscow", "2025-03-09T21:00:00Z"), ("Asia/Vladivostok", "2025-03-09T14:00:00Z")],
)
def test_a_pause_is_over_when_its_day_begins_where_the_organisation_is(
    region: Region, time_zone: str, over: str
) -> None:
    to, end = paused(region, time_zone=time_zone), datetime.fromisoformat(over)
    last = end.replace(hour=end.hour - 1, minute=59, second=59)
    assert shown(region, at=last)[str(to)]["takes_no_more_until"] == "2025-03-10"
    assert send(region, to, at=last).status == 409
    assert shown(region, at=end)[str(to)]["takes_no_more_until"] is None
    assert send(region, to, at=end).status == 201


def test_a_pause_ends_after_a_leap_day(region: Region) -> None:
    to = paused(region, date(2028, 3, 1))
    assert send(region, to, at=datetime(2028, 2, 29, 20, 59, 59, tzinfo=UTC)).status == 409
    assert send(region, to, at=datetime(2028, 2, 29, 21, tzinfo=UTC)).status == 201


def test_danger_is_sent_all_the_same_by_who_says_so_and_both_sides_read_it(region: Region) -> None:
    to = paused(region)
    sent = send(region, to, urgency="immediate", despite_no_capacity=True)
    assert sent.status == 201, sent.text
    assert sent.json["history"][0]["despite_no_capacity"] is True
    receiver = region.bench.person("coordinator", organisation=to)
    assert region.get(sent.json["id"], receiver).json["history"][0]["despite_no_capacity"] is True


def test_the_word_leaves_no_trace_where_there_is_room(region: Region) -> None:
    sent = send(region, region.ngo, urgency="immediate", despite_no_capacity=True)
    assert sent.status == 201
    assert "despite_no_capacity" not in sent.json["history"][0]


@pytest.mark.parametrize("to", ["paused", "open"])
def test_only_danger_is_a_reason_to_send_where_there_is_no_room(region: Region, to: str) -> None:
    target = paused(region) if to == "paused" else region.ngo
    before = region.bench.counts()
    answer = send(region, target, urgency="urgent", despite_no_capacity=True)
    assert (answer.status, answer.json["errors"]) == (422, {"despite_no_capacity": ["not_with_this_urgency"]})
    assert region.bench.counts() == before
    assert send(region, target, urgency="immediate", despite_no_capacity="yes").json["errors"] == {
        "despite_no_capacity": ["type"]
    }


def test_passing_on_to_who_takes_no_more_is_refused_and_in_danger_possible(region: Region) -> None:
    to = paused(region)
    said = {"to_organisation": str(to), "consent_covers": True}
    with clock.at(NOON):
        urgent, danger = region.referral()["id"], region.referral(urgency="immediate")["id"]
        before = region.bench.counts()
        refused = region.act(urgent, "pass-on", said)
        assert (refused.status, refused.json["state"], refused.json["until"]) == (409, "submitted", "2025-03-10")
        wrong = region.act(urgent, "pass-on", said | {"despite_no_capacity": True})
        assert (wrong.status, wrong.json["errors"]) == (422, {"despite_no_capacity": ["not_with_this_urgency"]})
        assert region.act(danger, "pass-on", said).status == 409
        assert region.bench.counts() == before
        assert region.act(danger, "pass-on", said | {"despite_no_capacity": True}).status == 200
        receiver = region.bench.person("coordinator", organisation=to)
        assert region.get(danger, receiver).json["history"][-1]["despite_no_capacity"] is True


def test_a_coordinator_of_a_paused_organisation_still_writes_down_what_a_family_asked_of_it(region: Region) -> None:
    to = paused(region)
    coordinator = region.bench.person("coordinator", organisation=to)
    assert send(region, to, channel="family", by=coordinator).status == 201


def test_a_pause_leaves_what_was_sent_before_as_it_is(region: Region) -> None:
    id = region.referral()["id"]
    state = {"organisation": region.ngo, "name": "НКО", "kind": "ngo", "districts": ["lesnoy"], "active": True}
    state |= {"accepts_referrals": True, "time_zone": "Europe/Moscow", "self_sufficiency_threshold": 3}
    region.bench.receive(ORGANISATION_CHANGED, region.ngo, state | {"no_referrals_until": UNTIL})
    assert send(region, region.ngo).status == 409
    assert region.act(id, "accept").status == 200


def test_an_event_of_a_former_version_says_nothing_of_pause_and_phone(region: Region) -> None:
    found = shown(region)[str(region.ngo)]
    assert found["takes_no_more_until"] is found["duty_phone"] is None
