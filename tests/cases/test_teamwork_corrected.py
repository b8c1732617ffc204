"""What people take back late, twice or at once, and what a reopened case has of roadmap, groups and visits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import text

from shared.calendars.ical import written
from shared.calendars.items import Item
from shared.contracts.cases import CASE_ENTRY_ANNULLED, CASE_STAGE_PASSED
from tests.cases.region import API, Opened, Region
from tests.cases.test_meetings import ANNUL, DAY, act, held, plan, planned
from tests.cases.test_programmes import AFTER, Group
from tests.cases.test_roadmap import act as on_stage
from tests.cases.test_roadmap import check, drawn, present, states, with_roadmap


def at_once(*asked: Any) -> list[int]:
    with ThreadPoolExecutor(len(asked)) as pool:
        return sorted(answer.result().status for answer in [pool.submit(one) for one in asked])


def join_and_draw(case: Opened) -> dict[str, Any]:
    joins = {"person": str(case.region.specialist.id), "role": "specialist"}
    case.done(case.post("/team", joins, on=date(2026, 3, 21)))
    saved: dict[str, Any] = case.done(case.call("PUT", "/roadmap", drawn(case), on=date(2026, 4, 10))).json
    return saved


def test_a_check_is_not_taken_back_while_an_earlier_stage_waits(case: Opened, region: Region) -> None:
    with_roadmap(case)
    for index, verdict in enumerate(("passed", "sent_back")):
        case.done(present(case, index))
        case.done(check(case, index, verdict, who=region.supervisor))
    case.done(on_stage(case, 0, "check/annul", ANNUL, who=region.supervisor))
    assert states(case) == ["presented", "sent_back", "open"]

    refused = on_stage(case, 1, "check/annul", ANNUL, who=region.supervisor)

    assert (refused.status, refused.json["state"]) == (409, "sent_back")
    case.done(check(case, 0, who=region.supervisor))
    case.done(on_stage(case, 1, "check/annul", ANNUL, who=region.supervisor))
    assert states(case) == ["passed", "presented", "open"]


def test_of_two_who_check_a_stage_at_once_one_does(case: Opened, region: Region) -> None:
    with_roadmap(case)
    case.done(present(case, 0))
    checkers = (region.supervisor, region.specialist)

    assert at_once(*(lambda who=who: check(case, 0, who=who) for who in checkers)) == [200, 409]
    assert len(region.bench.published(CASE_STAGE_PASSED)) == 1
    taken_back = [lambda: on_stage(case, 0, "check/annul", ANNUL, who=region.supervisor)] * 2
    assert at_once(*taken_back) == [200, 409]
    assert len(region.bench.published(CASE_ENTRY_ANNULLED)) == 1


def test_a_meeting_is_held_once_and_sent_again_it_is_the_same(case: Opened) -> None:
    path = f"/meetings/{plan(case)['id']}"
    assert at_once(*[lambda: act(case, f"{path}/held", held(case))] * 2) == [200, 409]
    assert at_once(*[lambda: act(case, f"{path}/annul", ANNUL)] * 2) == [200, 409]
    first, again = (case.post("/meetings", planned(case), on=DAY, key="one-and-the-same") for _ in range(2))
    assert (first.status, first.json["id"]) == (again.status, again.json["id"])
    assert len(case.get("/meetings").json["items"]) == 2


def test_a_session_is_taken_back_after_the_case_was_closed_and_the_case_stays_closed(case: Opened) -> None:
    group = Group.of(case)
    enrolment, session = group.enrol().json["id"], group.session()
    case.done(group.held(session, (enrolment, None)))
    closure = case.closure(outcome="moved", reason="Переехали", closed_on="2026-03-26")
    case.done(case.post("/closure", closure, on=AFTER))

    case.done(group.lead(f"/programme-sessions/{session}/annul", ANNUL))

    (told,) = case.region.bench.published(CASE_ENTRY_ANNULLED)
    assert (told["kind"], told["status"]) == ("attendance", "closed")
    assert case.json(on=AFTER)["status"] == "closed"
    assert case.get("/attendances").json["items"][0]["annulled"]["reason"] == ANNUL["reason"]


def test_a_reopened_case_has_its_roadmap_and_enrols_anew_and_nothing_that_was_called_off(
    case: Opened, region: Region
) -> None:
    group = Group.of(case)
    group.enrol()
    join_and_draw(case)
    case.done(present(case, 0))
    visit = case.done(case.post("/visits", {"kind": "visit", "at": "2026-04-20T10:00:00Z"}, on=date(2026, 4, 10))).json
    closure = case.closure(outcome="moved", reason="Переехали", closed_on="2026-04-10")
    case.done(case.post("/closure", closure, on=date(2026, 4, 10)))
    assert check(case, 0, who=region.supervisor).json["state"] == "closed"
    assert region.supervisor.api.get(f"{API}/stages-to-check").json["items"] == []
    again = {"reason": "Вернулись"}
    case.done(case.post("/reopen", again, on=date(2026, 4, 10), who=region.supervisor))

    assert states(case) == ["presented", "open", "open"]
    case.done(check(case, 0, who=region.supervisor))
    assert act(case, f"/visits/{visit['id']}", method="GET").json["status"] == "cancelled"
    (left,) = case.get("/enrolments").json["items"]
    assert left["left_reason"] == "case_closed"
    body = {"group": group.id, "member": case.son, "goal": group.goal}
    assert case.post("/enrolments", body, on=date(2026, 4, 11)).status == 201


def test_the_leaders_forget_who_was_enrolled_by_mistake(case: Opened, region: Region) -> None:
    group = Group.of(case)
    enrolment, session = group.enrol().json["id"], group.session()
    row = group.held(session, (enrolment, "illness")).json["attendance"][0]["id"]
    assert group.lead(f"/programme-groups/{group.id}/enrolments").json["items"][0]["name"] == "Тимофей Журавлёва"
    case.done(group.lead(f"/attendances/{row}/annul", ANNUL))
    case.done(act(case, f"/enrolments/{enrolment}/annul", ANNUL, on=AFTER))

    (left,) = group.lead(f"/programme-groups/{group.id}/enrolments").json["items"]
    assert (left["name"], left["age"], left["annulled"]["reason"]) == (None, None, ANNUL["reason"])
    assert "Тимофей" not in group.lead(f"/programme-sessions/{session}").text


def test_what_the_team_says_among_itself_leaves_the_service_in_no_event(case: Opened, region: Region) -> None:
    group = Group.of(case)
    enrolment = group.enrol(age_exception="Друг").json["id"]
    case.done(group.held(group.session(), (enrolment, None)))
    join_and_draw(case)
    case.done(present(case, 0))
    case.done(check(case, 0, "sent_back", who=region.supervisor))
    case.done(on_stage(case, 0, "check/annul", ANNUL, who=region.supervisor))
    path = f"/meetings/{plan(case, planned_at='2026-04-12T07:00:00Z', on=date(2026, 4, 10))['id']}"
    case.done(act(case, f"{path}/cancel", {"reason": "Мама болеет"}, on=date(2026, 4, 10)))

    with region.bench.session() as session:
        sealed = "\n".join(session.scalars(text("select data from outbox")))
    said = sealed + str(region.bench.published())
    hidden = ("Друг", "Шаги", "дружбу", "Весна", "Документы", "справка", "Кабинет", "meet.example", "школой", "болеет")
    assert [word for word in (*hidden, ANNUL["reason"], "близких рядом") if word in said] == []


def test_a_former_member_of_the_team_reaches_nothing_of_it(case: Opened, region: Region) -> None:
    group = Group.of(case)
    enrolment = group.enrol().json["id"]
    stage = join_and_draw(case)["stages"][0]["id"]
    meeting = plan(case, planned_at="2026-04-12T07:00:00Z", on=date(2026, 4, 10), invited=[str(region.specialist.id)])
    case.done(present(case, 0))
    case.done(case.call("DELETE", f"/team/{region.specialist.id}", on=date(2026, 4, 10)))

    road = f"/cases/{case.id}/roadmap"
    asked = [
        ("GET", road, None), ("POST", f"{road}/stages/{stage}/check", {"verdict": "passed"}),
        ("GET", f"/meetings/{meeting['id']}", None), ("POST", f"/meetings/{meeting['id']}/cancel", {"reason": "…"}),
        ("POST", f"/enrolments/{enrolment}/leave", {"left_on": "2026-04-10", "reason": "completed"}),
        ("GET", f"/cases/{case.id}/timeline", None), ("GET", f"/programme-groups/{group.id}/enrolments", None),
    ]  # fmt: skip
    for method, path, body in asked:
        for who in (region.specialist, region.referrer):
            answer = act(case, path, body, method=method, who=who, on=date(2026, 4, 10))
            assert answer.status == 404, (method, path)
    coordinator = {
        path: act(case, path, body, method=method, who=region.coordinator).status for method, path, body in asked
    }
    assert set(coordinator.values()) <= {403, 404}
    assert region.specialist.api.get(f"{API}/meetings?mine=1").json["items"] == []


# --- calendars, without a database ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "begins", [datetime(2026, 10, 25, hour, minute, tzinfo=UTC) for hour in (0, 1) for minute in (0, 30)]
)
def test_an_hour_stays_an_hour_in_the_night_in_which_summer_time_ends(begins: datetime) -> None:
    item = Item("visit-1@opora", 1, begins, begins, begins + timedelta(hours=1), "Визит")
    (event,) = Calendar.from_ical(written("cases", "ru", "Europe/Berlin", [item])).walk("VEVENT")
    shown = [event.decoded(name).astimezone(UTC) for name in ("dtstart", "dtend")]
    assert shown == [begins, begins + timedelta(hours=1)]
