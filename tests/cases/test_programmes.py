"""Group programmes: who is enrolled, who came, who may know of it."""

from dataclasses import dataclass
from datetime import date
from threading import Thread
from typing import Any

import pytest

from shared import clock
from shared.contracts.cases import CASE_ENTRY_ANNULLED, CASE_SESSION_ATTENDED
from tests.cases.region import API, Opened, Region, noon
from tests.support.bench import Answer, Person

START, DAY, AFTER = date(2026, 3, 20), date(2026, 3, 25), date(2026, 3, 26)
ANNUL = {"reason": "Перепутали детей"}


@dataclass
class Group:
    """«Шаги» for children of 5 to 10, led by the worker's colleague; the case's plan is valid."""

    case: Opened
    programme: str
    id: str

    @classmethod
    def of(cls, case: Opened, **changes: Any) -> "Group":
        case.to("planned")
        leader = case.region.colleague
        programme = {"name": "Шаги", "audience": "children", "age_from": 5, "age_to": 10}
        made = at(leader, "/programmes", programme)
        group = {"name": "Весна", "starts_on": "2026-03-01", "leaders": [str(leader.id)]} | changes
        opened = at(leader, f"/programmes/{made.json['id']}/groups", group)
        assert opened.status == 201, opened.text
        return cls(case, made.json["id"], opened.json["id"])

    @property
    def goal(self) -> str:
        return str(self.case.get("/plan").json["goals"][0]["id"])

    def enrol(self, case: Opened | None = None, **changes: Any) -> Answer:
        case = case or self.case
        body = {"group": self.id, "member": case.son, "goal": case.get("/plan").json["goals"][0]["id"]}
        return case.post("/enrolments", body | changes, on=START)

    def session(self) -> str:
        planned = {"planned_at": "2026-03-25T14:00:00Z", "topic": "Про дружбу"}
        return str(self.lead(f"/programme-groups/{self.id}/sessions", planned).json["id"])

    def held(self, session: str, *said: tuple[str, str | None], held_on: str = "2026-03-25") -> Answer:
        """`said`: enrolments, each with why they did not come."""
        rows = [{"enrolment": id, "attended": reason is None, "reason": reason} for id, reason in said]
        return self.lead(f"/programme-sessions/{session}/attendance", {"held_on": held_on, "attendance": rows})

    def lead(self, path: str, body: Any = None, **options: Any) -> Answer:
        return at(self.case.region.colleague, path, body, **options)


def at(who: Person, path: str, body: Any = None, on: date = AFTER, method: str = "", **options: Any) -> Answer:
    with clock.at(noon(on)):
        return who.api.call(method or ("GET" if body is None else "POST"), f"{API}{path}", body, **options)


@pytest.fixture
def group(case: Opened) -> Group:
    return Group.of(case)


def test_a_session_attended_is_a_service_of_that_day(group: Group, case: Opened) -> None:
    enrolment = group.enrol().json["id"]
    session = group.session()

    assert group.held(session, (enrolment, None)).json["status"] == "held"

    (told,) = case.region.bench.published(CASE_SESSION_ATTENDED)
    assert [(str(one["id"]), one["child"]) for one in told["members"]] == [(case.son, True)]
    assert (told["held_on"], told["family"], told["status"]) == (DAY, case.accepted["family"], "supported")
    assert case.json(on=AFTER)["status"] == "supported"
    (shown,) = case.get("/attendances").json["items"]
    assert (shown["programme_name"], shown["held_on"], shown["attended"]) == ("Шаги", "2026-03-25", True)


def test_who_did_not_come_has_a_reason_and_no_service(group: Group, case: Opened) -> None:
    enrolment = group.enrol().json["id"]
    session = group.session()
    silent = {"held_on": "2026-03-25", "attendance": [{"enrolment": enrolment, "attended": False}]}

    refused = group.lead(f"/programme-sessions/{session}/attendance", silent)
    assert refused.json["errors"] == {"attendance.0.reason": ["required"]}
    assert group.held(session, (enrolment, "illness")).status == 200
    assert case.region.bench.published(CASE_SESSION_ATTENDED) == []
    assert case.json(on=AFTER)["status"] == "planned"


def test_a_mistake_about_who_came_is_annulled_and_noted_anew(group: Group, case: Opened) -> None:
    enrolment = group.enrol().json["id"]
    session = group.session()
    row = group.held(session, (enrolment, None)).json["attendance"][0]["id"]

    assert group.held(session, (enrolment, "away")).json["errors"] == {"attendance.0.enrolment": ["noted_before"]}
    assert group.lead(f"/attendances/{row}/annul", ANNUL).json["annulled"]["reason"] == ANNUL["reason"]
    assert group.lead(f"/attendances/{row}/annul", ANNUL).status == 409
    (told,) = case.region.bench.published(CASE_ENTRY_ANNULLED)
    assert (told["kind"], str(told["entry"])) == ("attendance", row)
    assert group.held(session, (enrolment, "away"), held_on="2026-03-24").json["errors"] == {"held_on": ["conflicting"]}
    assert group.held(session, (enrolment, "away")).status == 200
    assert group.lead(f"/programme-sessions/{session}/annul", ANNUL).json["status"] == "annulled"
    assert group.held(session, (enrolment, None)).json["state"] == "annulled"


def test_an_enrolment_serves_an_open_goal_of_a_valid_plan_at_the_right_age(group: Group, case: Opened) -> None:
    stranger = str(case.region.ngo)
    assert group.enrol(goal=stranger, group=stranger, member=stranger).json["errors"] == {
        "goal": ["not_found"],
        "group": ["not_found"],
        "member": ["not_found"],
    }
    assert group.enrol(member=case.mother).json["errors"] == {"member": ["not_child"]}
    assert group.enrol(enrolled_on="2026-03-21").json["errors"] == {"enrolled_on": ["in_future"]}
    assert group.enrol(enrolled_on="2026-03-10").json["errors"] == {"enrolled_on": ["before_assessment"]}
    path, body = f"/programmes/{group.programme}", {"age_from": 8}
    etag = group.lead(path).headers["ETag"]
    assert group.lead(path, body, method="PATCH", if_match=etag).json["age_from"] == 8
    assert group.enrol().json["errors"] == {"age_exception": ["required"]}
    assert group.enrol(age_exception="Старший брат тоже ходит").status == 201
    assert group.enrol(age_exception="…").json["errors"] == {"member": ["duplicate"]}


def test_without_a_valid_plan_nobody_is_enrolled(group: Group, case: Opened) -> None:
    goal = group.goal
    newborn = {"members": [{"role": "child", "first_name": "Вера", "born_on": "2026-03-18"}]}
    case.done(case.call("PATCH", "/family", newborn, on=START, if_match=case.etag()))
    refused = group.enrol(goal=goal)
    assert (refused.status, refused.json["plan_state"]) == (409, "needs_participation")


def test_who_has_left_is_not_noted_for_later_sessions(group: Group, case: Opened) -> None:
    enrolment = group.enrol().json["id"]
    session = group.session()
    left = {"left_on": "2026-03-24", "reason": "family_wish"}
    assert case.region.worker.api.post(f"{API}/enrolments/{enrolment}/leave", {"left_on": "x"}).status == 422
    assert at(case.region.worker, f"/enrolments/{enrolment}/leave", left).json["left_reason"] == "family_wish"
    assert at(case.region.worker, f"/enrolments/{enrolment}/leave", left).json["state"] == "left"
    assert group.held(session, (enrolment, None)).json["errors"] == {"attendance.0.enrolment": ["not_enrolled"]}
    assert group.enrol(enrolled_on="2026-03-20").json["errors"] == {"member": ["duplicate"]}


def test_an_enrolment_on_which_sessions_rest_is_not_annulled(group: Group, case: Opened) -> None:
    enrolment = group.enrol().json["id"]
    group.held(group.session(), (enrolment, None))
    assert at(case.region.worker, f"/enrolments/{enrolment}/annul", ANNUL).json["rests_on_it"] == ["attendance"]
    left = {"left_on": "2026-03-22", "reason": "completed"}
    assert at(case.region.worker, f"/enrolments/{enrolment}/leave", left).json["errors"] == {
        "left_on": ["before_session"]
    }


def test_the_end_of_support_and_leaving_the_family_end_an_enrolment(group: Group, case: Opened) -> None:
    group.enrol()
    gone = {"members": [{"id": case.son, "left_on": "2026-03-22"}]}
    case.done(case.call("PATCH", "/family", gone, on=DAY, if_match=case.etag()))
    (one,) = case.get("/enrolments").json["items"]
    assert (one["left_on"], one["left_reason"]) == ("2026-03-22", "left_family")


def test_closing_a_case_ends_its_enrolments_and_sessions_before_it_still_count(group: Group, case: Opened) -> None:
    enrolment = group.enrol().json["id"]
    session = group.session()
    closure = case.closure(outcome="moved", reason="Переехали", closed_on="2026-03-26")
    case.done(case.post("/closure", closure, on=AFTER))
    (one,) = case.get("/enrolments").json["items"]
    assert (one["left_on"], one["left_reason"]) == ("2026-03-26", "case_closed")
    assert group.held(session, (enrolment, None)).status == 200
    assert [one["status"] for one in case.region.bench.published(CASE_SESSION_ATTENDED)] == ["closed"]


def test_names_are_for_the_leaders_and_nothing_of_the_case_with_them(group: Group, case: Opened) -> None:
    region, enrolment = case.region, group.enrol().json["id"]
    session = group.session()
    group.held(session, (enrolment, None))
    roster = f"/programme-groups/{group.id}/enrolments"

    assert at(region.worker, roster).status == 403  # of the organisation, but not a leader
    assert at(region.worker, f"/programme-sessions/{session}").status == 403
    for who in (region.specialist, region.referrer):
        assert at(who, roster).status == at(who, f"/programmes/{group.programme}").status == 404
        assert at(who, f"/enrolments/{enrolment}/leave", {}).status == 404
    (shown,) = at(region.supervisor, roster).json["items"]
    assert (shown["name"], shown["age"]) == ("Тимофей Журавлёва", 7)
    assert shown.keys().isdisjoint({"case", "goal", "goal_title", "age_exception", "member"})
    assert str(case.id) not in at(region.colleague, f"/programme-sessions/{session}").text


def test_why_a_session_was_cancelled_is_for_those_who_lead_the_group(group: Group, region: Region) -> None:
    session = group.session()
    group.lead(f"/programme-sessions/{session}/cancel", {"reason": "У Тимофея Журавлёва карантин"})
    (seen,) = at(region.worker, f"/programme-groups/{group.id}/sessions").json["items"]
    assert (seen["id"], seen["status"]) == (session, "cancelled")
    assert "Журавлёв" not in str(seen)
    assert group.lead(f"/programme-sessions/{session}").json["cancelled_reason"] == "У Тимофея Журавлёва карантин"


def test_another_organisation_on_the_case_may_be_asked_no_other(case: Opened, region: Region) -> None:
    case.to("planned")
    elsewhere = region.bench.person("specialist", organisation=region.school)
    programme = at(elsewhere, "/programmes", {"name": "Для мам", "audience": "parents"}).json["id"]
    body = {"name": "Весна", "starts_on": "2026-03-01", "leaders": [str(elsewhere.id)]}
    group = Group(case, programme, at(elsewhere, f"/programmes/{programme}/groups", body).json["id"])

    assert at(region.worker, f"/programmes/{programme}").status == 404
    assert group.enrol(member=case.mother).json["errors"] == {"group": ["not_found"]}
    case.done(case.post("/team", {"person": str(elsewhere.id), "role": "specialist"}, on=START))
    assert at(region.worker, f"/programmes/{programme}").status == 200
    assert group.enrol(member=case.mother).status == 201


def test_bad_programmes_and_groups_are_refused(region: Region) -> None:
    worker = region.worker
    steps = {"name": "Шаги", "audience": "children", "age_from": 5, "age_to": 10}
    assert at(region.coordinator, "/programmes", steps).status == 403
    assert at(worker, "/programmes", {"name": "Шаги", "audience": "both"}).json["errors"] == {
        "age_from": ["required"],
        "age_to": ["required"],
    }
    assert at(worker, "/programmes", steps | {"age_to": 4}).json["errors"] == {"age_to": ["out_of_range"]}
    assert at(worker, "/programmes", steps | {"name": "\u202eшаги"}).json["errors"] == {"name": ["hidden_character"]}
    made = at(worker, "/programmes", steps).json["id"]
    assert at(worker, "/programmes", steps | {"name": "шаги"}).json["errors"] == {"name": ["duplicate"]}
    body = {"name": "Весна", "starts_on": "2026-03-10", "ends_on": "2026-03-01", "leaders": [str(region.referrer.id)]}
    assert at(worker, f"/programmes/{made}/groups", body).json["errors"] == {
        "ends_on": ["before_start"],
        "leaders.0": ["not_found"],
    }


def test_the_last_place_goes_to_one_of_two_who_ask_at_once(case: Opened, region: Region) -> None:
    group, other = Group.of(case, places=1), region.open().to("planned")
    answers: list[int] = []
    asking = [Thread(target=lambda one=one: answers.append(group.enrol(one).status)) for one in (case, other)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert sorted(answers) == [201, 409]


def test_a_leader_takes_someone_off_the_group_without_seeing_their_case(group: Group, case: Opened) -> None:
    enrolment, session = group.enrol().json["id"], group.session()
    assert group.lead(f"/programme-sessions/{session}/cancel", {"reason": "Карантин"}).json["status"] == "cancelled"
    assert group.held(session, (enrolment, None)).json["state"] == "cancelled"
    answer = group.lead(f"/enrolments/{enrolment}/leave", {"left_on": "2026-03-26", "reason": "not_suitable"})
    assert (answer.status, answer.json["left_reason"]) == (200, "not_suitable")
    assert answer.json.keys().isdisjoint({"member", "goal", "goal_title", "age_exception"})
    assert group.lead(f"/enrolments/{enrolment}/annul", ANNUL).status == 403
    path = f"/programme-groups/{group.id}"
    etag = group.lead(path).headers["ETag"]
    for body in (
        {"leaders": [str(case.region.referrer.id)]},
        {"starts_on": None},
        {"places": 0},
        {"ends_on": "2026-02-28"},
    ):
        assert group.lead(path, body, method="PATCH", if_match=etag).status == 422
    assert group.lead(path, {"name": "Весна, ёлки"}, method="PATCH", if_match=etag).json["name"] == "Весна, ёлки"
    assert group.lead(path, {"name": "Лето"}, method="PATCH", if_match=etag).status == 412
