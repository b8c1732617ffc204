"""Roadmap, groups and meetings in the timeline, in calendars and among the deadlines."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from services.cases.rules import lengths
from services.cases.rules.deadlines import CaseFacts, present
from shared import clock
from shared.contracts.cases import CASE_MEETING_CANCELLED, DEADLINE_NEAR, DEADLINE_PASSED
from shared.deadlines.lengths import usual
from tests.cases.region import API, Opened, Region, noon
from tests.cases.test_lengths import whole
from tests.cases.test_meetings import ANNUL, act, held, planned
from tests.cases.test_programmes import Group
from tests.cases.test_roadmap import check, with_roadmap
from tests.cases.test_roadmap import present as present_stage
from tests.cases.test_visits import Feed

SUMMER = date(2026, 6, 1)
MONTHS_3 = {**usual({**lengths.STEPS, **lengths.NEARS}), "team_meeting": 3}


def told(case: Opened, query: str = "") -> dict[str, dict[str, Any]]:
    return {one["kind"]: one for one in case.json(path=f"/timeline{query}")["items"]}


# --- how often a team meets, without a database -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meets_from", "meetings", "due_on"),
    [
        (None, [], None),
        (date(2025, 1, 1), [], date(2026, 6, 20)),
        (date(2026, 5, 31), [], date(2026, 8, 31)),
        (date(2025, 1, 1), [date(2026, 2, 1)], date(2026, 6, 20)),
        (date(2025, 1, 1), [date(2026, 11, 30), date(2026, 4, 1)], date(2027, 2, 28)),
        (date(2025, 1, 1), [date(2027, 11, 29)], date(2028, 2, 29)),
    ],
)
def test_a_team_meets_again_after_the_plan_the_last_meeting_or_the_policy_whichever_came_last(
    meets_from: date | None, meetings: list[date], due_on: date | None
) -> None:
    facts = CaseFacts(
        "urgent", date(2026, 3, 2), signed_on=date(2026, 3, 6), assessments=[date(2026, 3, 16)],
        planned_on=date(2026, 3, 20), meetings=meetings, meets_from=meets_from,
    )  # fmt: skip
    found = {due.kind: due.due_on for due in present(facts, lambda kind, starts_on: MONTHS_3)}
    assert found.get("team_meeting") == due_on


# --- over HTTP --------------------------------------------------------------------------------------------------------


def say_how_often(region: Region, months: int, on: date) -> None:
    who = region.bench.person("administrator")
    with clock.at(noon(on)):
        etag = who.api.get(f"{API}/deadlines").headers["ETag"]
        answer = who.api.put(f"{API}/deadlines", whole(team_meeting=months), if_match=etag)
    assert answer.status == 200, answer.text


def meet(case: Opened, on: date) -> str:
    body = planned(case, planned_at=f"{on}T07:00:00Z")
    path = f"/meetings/{case.done(case.post('/meetings', body, on=on)).json['id']}"
    case.done(act(case, f"{path}/held", held(case, held_on=str(on), decisions=[]), on=on))
    return path


def test_no_team_is_late_until_an_administrator_says_how_often_it_meets_and_then_from_that_day(
    case: Opened, region: Region
) -> None:
    case.to("planned")
    meet(case, date(2026, 3, 25))
    assert "team_meeting" not in case.deadlines()

    say_how_often(region, 2, date(2026, 5, 30))
    case.done(case.post("/services", case.service(), on=SUMMER))
    assert case.deadlines()["team_meeting"] == ("2026-07-30", None), "nobody was late before it was said"
    shown = case.json(on=SUMMER)
    assert (shown["next_step"], shown["next_due_on"]) == ("team_meeting", "2026-07-30")

    path = meet(case, SUMMER)
    assert case.deadlines()["team_meeting"] == ("2026-08-01", None)
    case.done(act(case, f"{path}/annul", ANNUL, on=SUMMER))
    assert case.deadlines()["team_meeting"] == ("2026-07-30", None)
    region.bench.tick(datetime(2026, 7, 30, 21, 1, tzinfo=UTC))
    for event in (DEADLINE_NEAR, DEADLINE_PASSED):
        (one,) = [said for said in region.bench.published(event) if said["kind"] == "team_meeting"]
        assert one["warned"] == ["worker"]

    say_how_often(region, 0, date(2026, 7, 31))
    case.done(case.post("/services", case.service(given_on="2026-07-30"), on=date(2026, 8, 1)))
    assert "team_meeting" not in case.deadlines()


def test_a_case_on_which_nobody_works_is_watched_too_and_no_longer_when_nobody_says_it(
    case: Opened, region: Region
) -> None:
    case.to("planned")
    young = region.open(reference="482-109-380")
    say_how_often(region, 1, SUMMER)
    region.bench.tick(noon(SUMMER))
    assert case.deadlines()["team_meeting"] == ("2026-07-01", None)
    assert "team_meeting" not in young.deadlines()
    before = case.etag()
    region.bench.tick(noon(SUMMER))
    assert case.etag() == before, "once is enough"
    say_how_often(region, 0, date(2026, 6, 2))
    region.bench.tick(noon(date(2026, 6, 2)))
    region.bench.tick(noon(date(2026, 7, 2)))
    assert "team_meeting" not in case.deadlines()
    assert [one for one in region.bench.published(DEADLINE_PASSED) if one["kind"] == "team_meeting"] == []


def test_a_case_is_late_when_the_next_stage_of_its_roadmap_is(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact()))
    with_roadmap(case)
    late = date(2026, 5, 2)

    def overdue() -> list[str]:
        with clock.at(noon(late)):
            return [one["id"] for one in region.worker.api.get(f"{API}/cases?overdue=1").json["items"]]

    assert overdue() == [str(case.id)]
    assert (case.json(on=late)["overdue"], case.json(on=date(2026, 5, 1))["overdue"]) == (True, False)
    for index in range(3):
        case.done(present_stage(case, index))
        case.done(check(case, index, who=region.supervisor))
    assert overdue() == []


def test_the_timeline_tells_of_roadmap_group_and_meetings_and_who_opened_the_case(case: Opened, region: Region) -> None:
    group = Group.of(case)
    enrolment = group.enrol().json["id"]
    group.held(group.session(), (enrolment, None))
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}, on=date(2026, 3, 21)))
    path = meet(case, date(2026, 3, 27))
    case.done(act(case, f"{path}/annul", ANNUL, on=date(2026, 3, 28)))
    other = case.done(case.post("/meetings", planned(case, planned_at="2026-04-12T07:00:00Z"), on=date(2026, 3, 28)))
    case.done(act(case, f"/meetings/{other.json['id']}/cancel", {"reason": "Мама болеет"}, on=date(2026, 3, 29)))

    found = told(case)

    assert (found["opened"]["by"], found["opened"]["by_name"]) == (str(region.coordinator.id), "Соколова Вера")
    assert found["enrolled"]["facts"]["goal"] == "Больше близких рядом"
    came = found["session_attended"]
    assert (came["happened_on"], came["by"]) == ("2026-03-25", str(region.colleague.id))
    assert (came["facts"]["name"], came["facts"]["member"]) == ("Шаги", case.son)
    assert found["meeting_held"]["happened_on"] == "2026-03-27"
    assert found["meeting_held"]["annulled"]["reason"] == ANNUL["reason"]
    meetings = case.json(path="/timeline?kind=meeting_planned")["items"]
    assert [one["facts"]["at"] for one in meetings] == ["2026-04-12T07:00:00Z", "2026-03-27T07:00:00Z"]
    assert found["meeting_cancelled"]["facts"]["text"] == "Мама болеет"


def test_the_timeline_tells_who_presented_a_stage_and_who_sent_it_back(case: Opened, region: Region) -> None:
    with_roadmap(case)
    case.done(present_stage(case, 0))
    case.done(check(case, 0, "sent_back", who=region.specialist))
    case.done(present_stage(case, 0))
    case.done(check(case, 0, who=region.supervisor))

    found = told(case)

    assert found["roadmap"]["facts"] == {"version": 1, "stages": 3}
    by = {kind: one["by"] for kind, one in found.items() if kind.startswith("stage_")}
    assert by == {
        "stage_presented": str(region.worker.id),
        "stage_sent_back": str(region.specialist.id),
        "stage_passed": str(region.supervisor.id),
    }
    assert found["stage_passed"]["facts"]["title"] == "Документы"


def test_closing_a_case_calls_off_what_its_team_planned_and_reopening_brings_nothing_back(
    case: Opened, region: Region
) -> None:
    case.to("supported")
    body = planned(case, planned_at="2026-12-20T07:00:00Z")
    meeting = case.done(case.post("/meetings", body, on=date(2026, 11, 20))).json["id"]
    case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))

    shown = act(case, f"/meetings/{meeting}", method="GET").json
    assert (shown["status"], shown["cancelled_reason"]) == ("cancelled", None)
    assert [str(one["meeting"]) for one in region.bench.published(CASE_MEETING_CANCELLED)] == [meeting]
    again = {"reason": "Мама снова одна"}
    case.done(case.post("/reopen", again, on=date(2026, 12, 10), who=region.supervisor))
    assert case.json(on=date(2026, 12, 10))["next_meeting"] is None
    refused = act(case, f"/meetings/{meeting}/held", held(case, held_on="2026-12-20"), on=date(2026, 12, 21))
    assert (refused.status, refused.json["state"]) == (409, "cancelled")


# --- the calendar -----------------------------------------------------------------------------------------------------


def test_a_calendar_has_meetings_stages_and_led_sessions_and_nothing_of_what_they_are_about(
    case: Opened, region: Region
) -> None:
    group = Group.of(case)
    enrolment = group.enrol().json["id"]
    session = group.session()
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}, on=date(2026, 3, 21)))
    invited = [str(region.worker.id), str(region.specialist.id)]
    meeting = case.done(case.post("/meetings", planned(case, invited=invited), on=date(2026, 3, 21))).json["id"]
    from tests.cases.test_roadmap import drawn

    stage = case.done(case.call("PUT", "/roadmap", drawn(case), on=date(2026, 3, 21))).json["stages"][0]["id"]
    feeds = {name: Feed(region, getattr(region, name)) for name in ("worker", "specialist", "colleague", "supervisor")}
    on = date(2026, 3, 22)

    def kinds(name: str) -> list[str]:
        return sorted({uid.split("-")[0] for uid in feeds[name].entries(on)})

    assert {name: kinds(name) for name in feeds} == {
        "worker": ["deadline", "meeting", "stage"],
        "specialist": ["meeting"],
        "colleague": ["session"],
        "supervisor": [],
    }
    worker, colleague = feeds["worker"].entries(on), feeds["colleague"].entries(on)
    reference = case.json()["reference"]
    assert str(worker[f"meeting-{meeting}@opora"]["summary"]) == f"Встреча команды · {reference}"
    assert worker[f"stage-{stage}@opora"].decoded("dtstart") == date(2026, 5, 1)
    assert str(colleague[f"session-{session}@opora"]["summary"]) == "Занятие группы · Шаги"
    text = feeds["worker"].read(on).text + feeds["colleague"].read(on).text
    for hidden in ("Кабинет", "meet.example", "школой", "Документы", "справка", "дружбу", enrolment, "Тимофей"):
        assert hidden not in text.replace("\r\n ", "")

    before = worker[f"meeting-{meeting}@opora"]
    case.done(act(case, f"/meetings/{meeting}/cancel", {"reason": "Мама болеет"}, on=on))
    case.done(group.lead(f"/programme-sessions/{session}/cancel", {"reason": "Карантин"}))
    after = feeds["worker"].entries(on)[f"meeting-{meeting}@opora"]
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert str(feeds["colleague"].entries(on)[f"session-{session}@opora"]["status"]) == "CANCELLED"
    case.done(case.call("DELETE", f"/team/{region.specialist.id}", on=on))
    assert kinds("specialist") == [], "who has left the team finds nothing of it any more"


def test_whatever_a_programme_is_called_the_calendar_stays_one(case: Opened, region: Region) -> None:
    name = 'Шаги; «Мама, папа\\n и я»: "вместе" ' + "ё" * 120
    group = Group.of(case)
    etag = group.lead(f"/programmes/{group.programme}").headers["ETag"]
    renamed = group.lead(f"/programmes/{group.programme}", {"name": name}, method="PATCH", if_match=etag)
    assert renamed.status == 200, renamed.text
    session, feed = group.session(), Feed(region, region.colleague)
    answer = feed.read(date(2026, 3, 22))
    assert max(len(line.encode()) for line in answer.text.split("\r\n")) <= 75
    (event,) = Calendar.from_ical(answer.text).walk("VEVENT")
    assert (str(event["uid"]), str(event["summary"])) == (f"session-{session}@opora", f"Занятие группы · {name}")
