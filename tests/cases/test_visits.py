"""Visits that are planned, moved, cancelled and done; the calendar feed that shows them."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from services.cases.rules import visits as rules
from shared import clock
from shared.contracts.identity import PERSON_CHANGED, PERSON_DEACTIVATED
from tests.cases.region import API, Opened, Region, noon
from tests.support.bench import Answer, Person

DAY = date(2026, 3, 3)
AT = "2026-03-10T13:00:00Z"
MOMENT = datetime(2026, 3, 10, 13, tzinfo=UTC)


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "error"),
    [
        (timedelta(minutes=-6), "in_past"),
        (timedelta(minutes=-5), None),
        (timedelta(days=366), None),
        (timedelta(days=366, seconds=1), "out_of_range"),
    ],
)
def test_a_visit_is_planned_ahead_and_not_more_than_a_year(later: timedelta, error: str | None) -> None:
    assert rules.error_of(MOMENT + later, MOMENT) == error


@pytest.mark.parametrize(("status", "overdue"), [("planned", True), ("done", False), ("cancelled", False)])
def test_a_planned_visit_is_overdue_when_it_should_be_over(status: str, overdue: bool) -> None:
    over = MOMENT + timedelta(minutes=60)
    assert rules.is_overdue(status, MOMENT, 60, over) == overdue
    assert not rules.is_overdue(status, MOMENT, 60, over - timedelta(seconds=1))


# --- planning ---------------------------------------------------------------------------------------------------------


def planned(case: Opened, who: Person | None = None, **changes: Any) -> Any:
    body = {"kind": "visit", "at": AT, "place": "дома", "members": [case.son], "note": "Взять альбом"} | changes
    return case.done(case.post("/visits", body, on=DAY, who=who)).json


def act(case: Opened, method: str, visit: Any, path: str = "", body: Any = None, **options: Any) -> Answer:
    with clock.at(noon(DAY)):
        who = options.pop("who", case.region.worker)
        return who.api.call(method, f"{API}/visits/{visit['id']}{path}", body, **options)


def test_a_visit_is_planned_moved_and_done_by_the_contact_that_says_how_it_was(case: Opened) -> None:
    visit = planned(case)
    assert (visit["status"], visit["at"], visit["minutes"], visit["overdue"]) == ("planned", AT, 60, False)
    assert (visit["who"], visit["place"], visit["reference"]) == (
        str(case.region.worker.id), "дома", case.json()["reference"],
    )  # fmt: skip

    moved = act(case, "PATCH", visit, body={"at": "2026-03-11T13:00:00Z"}, if_match=visit["etag"])
    assert (moved.status, moved.json["at"], moved.json["place"]) == (200, "2026-03-11T13:00:00Z", "дома")
    assert act(case, "PATCH", visit, body={"minutes": 30}, if_match=visit["etag"]).status == 412
    same = act(case, "PATCH", visit, body={"place": "дома"}, if_match="*")
    assert same.json["etag"] == moved.json["etag"], "nothing was changed"

    contact = case.contact(at="2026-03-11T13:05:00Z", visit=visit["id"])
    entry = case.done(case.post("/contacts", contact, on=date(2026, 3, 12))).json
    done = act(case, "GET", visit).json
    assert (done["status"], done["contact"], entry["visit"]) == ("done", entry["id"], visit["id"])
    again = case.post("/contacts", contact, on=date(2026, 3, 12))
    assert (again.status, again.json["errors"]) == (422, {"visit": ["is_done"]})
    assert act(case, "POST", visit, "/cancel", {"reason": "Болеют"}).json["state"] == "done"

    case.done(case.post(f"/contacts/{entry['id']}/annul", {"reason": "Не тот день"}, on=date(2026, 3, 12)))
    reopened = act(case, "GET", visit).json
    assert (reopened["status"], reopened["contact"]) == ("planned", None)


def test_a_visit_is_cancelled_with_a_reason_and_closing_the_case_cancels_what_is_planned(case: Opened) -> None:
    visit, other = planned(case), planned(case, kind="call")
    assert act(case, "POST", visit, "/cancel", {}).json["errors"] == {"reason": ["required"]}
    assert act(case, "POST", visit, "/cancel", {"reason": "Семья уехала"}).json["status"] == "cancelled"
    assert act(case, "POST", visit, "/cancel", {"reason": "Ещё раз"}).status == 409
    assert act(case, "PATCH", visit, body={"minutes": 5}, if_match="*").status == 409
    case.to("closed")
    assert act(case, "GET", other).json["status"] == "cancelled"
    refused = case.post("/visits", {"kind": "visit", "at": "2027-01-10T13:00:00Z"}, on=date(2026, 12, 2))
    assert (refused.status, refused.json["state"]) == (409, "closed")


def test_what_is_wrong_is_named_and_leaves_nothing(case: Opened, region: Region) -> None:
    stranger = region.open(reference="482-109-380")
    before = region.bench.counts()
    for body, errors in [
        ({}, {"kind": ["required"], "at": ["required"]}),
        ({"kind": "not_reached", "at": AT}, {"kind": ["unknown_code"]}),
        ({"kind": "visit", "at": "2026-03-03T08:00:00Z"}, {"at": ["in_past"]}),
        ({"kind": "visit", "at": "2028-03-03T08:00:00Z"}, {"at": ["out_of_range"]}),
        ({"kind": "visit", "at": "2026-03-10T13:00:00"}, {"at": ["invalid_date"]}),
        ({"kind": "visit", "at": AT, "minutes": 0}, {"minutes": ["out_of_range"]}),
        ({"kind": "visit", "at": AT, "members": [stranger.son]}, {"members.0": ["not_found"]}),
        ({"kind": "visit", "at": AT, "members": [case.son, case.son]}, {"members.1": ["duplicate"]}),
        ({"kind": "visit", "at": AT, "who": str(region.colleague.id)}, {"who": ["not_found"]}),
        ({"kind": "visit", "at": AT, "note": "я" * 10_000}, {"note": ["too_long"]}),
    ]:
        answer = case.post("/visits", body, on=DAY)
        assert (answer.status, answer.json["errors"]) == (422, errors), body
    visit = planned(stranger)
    elsewhere = case.post("/contacts", case.contact(visit=visit["id"]), on=DAY)
    assert elsewhere.json["errors"] == {"visit": ["not_found"]}
    assert region.bench.counts() | {"visits": 0, "visit_changes": 0} == before


def test_those_of_the_team_plan_and_those_outside_it_see_nothing(case: Opened, region: Region) -> None:
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))
    visit = planned(case, who=region.specialist)
    assert visit["who"] == str(region.specialist.id)
    assert act(case, "GET", visit, who=region.supervisor).status == 200
    assert act(case, "POST", visit, "/cancel", {"reason": "Нет"}, who=region.supervisor).status == 403
    for stranger in (region.colleague, region.referrer, region.coordinator):
        assert act(case, "GET", visit, who=stranger).status == 404
    case.done(case.call("DELETE", f"/team/{region.specialist.id}"))
    assert act(case, "GET", visit).json["who"] == str(region.worker.id), "a family that waits is not forgotten"


def test_late_visits_show_to_who_makes_them_and_to_their_supervisor(case: Opened, region: Region) -> None:
    first, second = planned(case, at="2026-03-11T13:00:00Z"), planned(case)

    def listed(who: Person, query: str, at: datetime = MOMENT) -> list[str]:
        with clock.at(at):
            return [one["id"] for one in who.api.get(f"{API}/visits{query}").json["items"]]

    assert listed(region.worker, "?mine=1") == [second["id"], first["id"]], "the soonest first"
    assert listed(region.worker, "?overdue=1") == []
    late = MOMENT + timedelta(hours=1)
    assert listed(region.worker, "?overdue=1&mine=1", late) == listed(region.supervisor, "?overdue=1", late)
    assert listed(region.supervisor, "?overdue=1", late) == [second["id"]]
    assert listed(region.supervisor, "?mine=1") == listed(region.colleague, "") == listed(region.coordinator, "") == []
    page = region.worker.api.get(f"{API}/visits?limit=1").json
    assert listed(region.worker, f"?limit=1&cursor={page['next']}") == [first["id"]]
    wrong = ("x", None, [1, 2], ["0001-01-01T00:00:00+23:59", "a"], ["2026-03-10", "a"])
    for place in (*wrong, [MOMENT.isoformat(), "\ud800"], [MOMENT.isoformat(), "\x00"]):
        cursor = base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")
        assert region.worker.api.get(f"{API}/visits?cursor={cursor}").json["errors"] == {"cursor": ["invalid"]}


# --- the calendar -----------------------------------------------------------------------------------------------------


class Feed:
    """A calendar program: it knows an address, and is signed in as nobody."""

    def __init__(self, region: Region, who: Person) -> None:
        self.nobody = region.bench.nobody
        self.address = who.api.put(f"{API}/calendar", {}).json["url"]

    @property
    def path(self) -> str:
        return "/" + self.address.split("/", 3)[3]

    def read(self, on: date = DAY) -> Answer:
        with clock.at(noon(on)):
            return self.nobody.get(self.path)

    def entries(self, on: date = DAY) -> dict[str, Any]:
        answer = self.read(on)
        assert answer.status == 200, answer.text
        return {str(one["uid"]): one for one in Calendar.from_ical(answer.text).walk("VEVENT")}


@pytest.fixture
def feed(region: Region) -> Feed:
    return Feed(region, region.worker)


def test_the_feed_shows_visits_and_deadlines_by_reference_and_nothing_of_the_family(case: Opened, feed: Feed) -> None:
    visit = planned(case, place="ул. Садовая, д. 14")
    answer = feed.read()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Cache-Control"] == "private, no-store"
    for hidden in ("Журавл", "Марина", "Тимофей", "Садовая", "альбом", "Соколова"):
        assert hidden not in answer.text

    entries, reference = feed.entries(), case.json()["reference"]
    shown = entries[f"visit-{visit['id']}@opora"]
    assert str(shown["summary"]) == f"Визит к семье · {reference}"
    assert shown.decoded("dtstart") == MOMENT
    assert shown["dtstart"].params["TZID"] == "Europe/Moscow"
    assert shown.decoded("dtend") - shown.decoded("dtstart") == timedelta(minutes=60)
    assert "BEGIN:VTIMEZONE" in answer.text
    deadlines = {str(one["summary"]): one.decoded("dtstart") for uid, one in entries.items() if "deadline" in uid}
    assert deadlines == {
        f"Связаться с семьёй · {reference}": date(2026, 3, 5),
        f"Подписать соглашение · {reference}": date(2026, 3, 16),
    }


def test_a_moved_visit_keeps_its_uid_and_counts_its_sequence_and_a_cancelled_one_says_so(
    case: Opened, feed: Feed
) -> None:
    visit = planned(case)
    uid = f"visit-{visit['id']}@opora"
    before = feed.entries()[uid]
    act(case, "PATCH", visit, body={"at": "2026-03-12T06:30:00Z"}, if_match="*")
    moved = feed.entries()[uid]
    act(case, "POST", visit, "/cancel", {"reason": "Болеют"})
    cancelled = feed.entries()[uid]

    assert moved.decoded("dtstart") == datetime(2026, 3, 12, 6, 30, tzinfo=UTC)
    assert before["sequence"] < moved["sequence"] < cancelled["sequence"]
    assert [str(one["status"]) for one in (before, moved, cancelled)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert uid not in feed.entries(on=date(2026, 4, 20)), "what was long ago is in the case"


def test_a_new_link_ends_the_one_before_and_a_revoked_one_holds_no_more(region: Region, feed: Feed) -> None:
    with region.bench.session() as session:
        kept = session.connection().exec_driver_sql("select * from calendar_links").one()
    assert feed.path.split("/")[-1].removesuffix(".ics").encode() not in bytes(kept.token_hash)
    newer = Feed(region, region.worker)
    assert (feed.read().status, newer.read().status) == (404, 200)
    before = region.bench.counts()
    newer.read()
    assert region.bench.counts() == before, "reading changes nothing"
    assert region.worker.api.get(f"{API}/calendar").json["made_at"] is not None
    assert region.worker.api.post(f"{API}/calendar/revoke", {}).json == {"made_at": None}
    assert newer.read().status == 404
    assert region.worker.api.get(f"{API}/calendar").json == {"made_at": None}
    assert region.referrer.api.put(f"{API}/calendar", {}).status == 403


def _told_of(region: Region, person: Person, **changes: Any) -> None:
    """Identity says that something about this person changed."""
    state = {
        "person": person.id, "organisation": region.ngo, "roles": list(person.roles), "language": "ru", "active": True,
        "time_zone": "Europe/Moscow", "rights_since": clock.system(), "email": "vera@example.org", "phone": None,
        "names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
    } | changes  # fmt: skip
    region.bench.receive(PERSON_CHANGED if state["active"] else PERSON_DEACTIVATED, person.id, state)


def test_the_feed_of_who_was_deactivated_or_works_elsewhere_ends_for_good(region: Region) -> None:
    gone, moved, other, stays = (region.bench.person("case_worker", organisation=region.ngo) for _ in range(4))
    feeds = {name: Feed(region, who) for name, who in zip("gmos", (gone, moved, other, stays), strict=True)}

    def hold() -> str:
        return "".join(name for name, feed in feeds.items() if feed.read().status == 200)

    assert hold() == "gmos"
    _told_of(region, gone, active=False)
    _told_of(region, moved, organisation=region.school)
    _told_of(region, other, roles=["referrer"])
    assert hold() == "s"
    for person in (gone, moved):
        _told_of(region, person)
    assert hold() == "s", "who comes back makes a new link"
    region.bench.organisation("ngo", organisation=region.ngo, active=False)
    assert hold() == ""


def test_who_leaves_a_team_finds_nothing_of_its_family_any_more(case: Opened, region: Region, feed: Feed) -> None:
    planned(case)
    assert len(feed.entries()) == 3
    etag = {"if_match": case.etag()}
    case.done(case.call("PUT", "/worker", {"worker": str(region.colleague.id)}, who=region.supervisor, **etag))
    assert feed.entries() == {}
    assert len(Feed(region, region.colleague).entries()) == 3, "the next worker has the visit and the deadlines"


def test_nobody_guesses_links_and_a_broken_program_is_slowed_down(region: Region, feed: Feed) -> None:
    statuses = [region.bench.nobody.get(f"{API}/calendars/guess-{number}.ics").status for number in range(101)]
    assert statuses == [404] * 100 + [429]
    with region.bench.session() as session:
        session.connection().exec_driver_sql("delete from throttles")
    assert feed.read().status == 200
    with region.bench.session() as session:
        session.connection().exec_driver_sql("update throttles set attempts = 119 where attempts = 1")
    assert [feed.read().status for _ in range(2)] == [200, 429]
    with region.bench.session() as session:
        session.connection().exec_driver_sql("update throttles set window_ends_at = now() - interval '25 hours'")
    region.bench.tick(clock.system())
    assert region.bench.counts()["throttles"] == 0
