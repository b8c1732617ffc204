"""However strange a body about roadmaps, groups, meetings and visits is, it is refused as the sender's mistake."""

import json
from datetime import date
from typing import Any

from tests.cases.region import API, Opened, Region
from tests.cases.test_lengths import whole
from tests.cases.test_meetings import act, held, planned
from tests.cases.test_programmes import Group
from tests.cases.test_roadmap import drawn
from tests.cases.test_strange_input import STRANGE, _places, _with

ON = date(2026, 4, 2)


def _bodies(case: Opened, group: Group) -> list[tuple[str, str, Any]]:
    worker = str(case.region.worker.id)
    roadmap = case.done(case.call("PUT", "/roadmap", drawn(case), on=ON)).json
    stage = f"/cases/{case.id}/roadmap/stages/{roadmap['stages'][0]['id']}"
    enrolment, session = group.enrol().json["id"], group.session()
    meeting = f"/meetings/{case.done(case.post('/meetings', planned(case), on=date(2026, 3, 10))).json['id']}"
    noted = case.done(case.post("/meetings", planned(case), on=date(2026, 3, 10))).json["id"]
    decision = act(case, f"/meetings/{noted}/held", held(case)).json["decisions"][0]["id"]
    visit = case.done(case.post("/visits", {"kind": "visit", "at": "2026-04-20T10:00:00Z"}, on=ON)).json["id"]
    programme = {"name": "Игры", "audience": "children", "age_from": 5, "age_to": 10, "about": "…"}
    run = {"name": "Лето", "starts_on": "2026-03-01", "ends_on": "2026-09-01", "places": 5, "leaders": [worker]}
    came = {"held_on": "2026-03-25", "attendance": [{"enrolment": enrolment, "attended": False, "reason": "illness"}]}
    kept = [{name: one[name] for name in ("id", "title", "shown_by", "due_on", "who")} for one in roadmap["stages"]]
    return [
        ("PUT", f"/cases/{case.id}/roadmap", {"purpose": "Иначе", "stages": kept}),
        ("POST", f"{stage}/present", {"passed_on": "2026-04-01", "note": "Справка"}),
        ("POST", f"{stage}/check", {"verdict": "sent_back", "reason": "Нет печати"}),
        ("POST", f"{stage}/check/annul", {"reason": "…"}),
        ("POST", f"{stage}/presentation/annul", {"reason": "…"}),
        ("POST", "/programmes", programme),
        ("PATCH", f"/programmes/{group.programme}", programme | {"active": True}),
        ("POST", f"/programmes/{group.programme}/groups", run),
        ("PATCH", f"/programme-groups/{group.id}", run),
        ("POST", f"/programme-groups/{group.id}/sessions", {"planned_at": "2026-03-25T14:00:00Z", "topic": "…"}),
        ("POST", f"/programme-sessions/{session}/attendance", came),
        ("POST", f"/programme-sessions/{session}/annul", {"reason": "…"}),
        ("POST", f"/cases/{case.id}/enrolments", {"group": group.id, "member": case.son, "goal": group.goal}),
        ("POST", f"/enrolments/{enrolment}/leave", {"left_on": "2026-03-29", "reason": "completed", "note": "…"}),
        ("POST", f"/cases/{case.id}/meetings", planned(case)),
        ("PATCH", meeting, planned(case)),
        ("POST", f"{meeting}/held", held(case)),
        ("POST", f"{meeting}/cancel", {"reason": "…"}),
        ("POST", f"/decisions/{decision}/done", {"done_on": "2026-03-13"}),
        ("POST", f"/decisions/{decision}/outcome/annul", {"reason": "…"}),
        ("POST", f"/cases/{case.id}/visits", {"kind": "visit", "at": "2026-04-20T10:00:00Z", "minutes": 30,
                                              "place": "…", "members": [case.son], "note": "…", "who": worker}),
        ("PATCH", f"/visits/{visit}", {"at": "2026-04-21T10:00:00Z", "minutes": 30, "who": worker}),
        ("POST", f"/visits/{visit}/cancel", {"reason": "…"}),
        ("PUT", "/deadlines", {name: rows[:1] for name, rows in whole().items()}),
    ]  # fmt: skip


def test_no_body_about_the_teams_work_is_our_failure(region: Region) -> None:
    case = region.open()
    group = Group.of(case)
    failures = []
    people = {"/programme": region.colleague, "/deadlines": region.bench.person("administrator")}
    for method, path, body in _bodies(case, group):
        who = next((one for start, one in people.items() if path.startswith(start)), region.worker)
        for number, place in enumerate(_places(body)):
            for value in STRANGE[number % 5 :: 5]:
                raw = json.dumps(_with(body, place, value)).encode()
                answer = act(case, path, method=method, raw=raw, on=ON, who=who, if_match="*")
                if answer.status >= 500 or answer.status == 404:
                    failures.append((method, path, place, value, answer.status))
    assert failures == []


def test_no_address_is_our_failure(case: Opened, region: Region) -> None:
    case.to("planned")
    queries = ("limit=-1", "limit=x", "cursor=%00", "cursor=AAAA", "status=tea", "mine=2", "not_met_days=99999999999",
               "kind=%00", "open=2", "overdue=x", "group=x", "programme=%D0%AF", "q=%00")  # fmt: skip
    paths = ("/cases", "/meetings", "/visits", "/stages-to-check", "/programmes", f"/cases/{case.id}/timeline",
             f"/cases/{case.id}/meetings", f"/cases/{case.id}/decisions", f"/cases/{case.id}/enrolments",
             f"/cases/{case.id}/attendances", f"/cases/{case.id}/roadmap/versions", "/calendars/%00.ics")  # fmt: skip
    statuses = {
        (path, query): region.worker.api.get(f"{API}{path}?{query}").status for path in paths for query in queries
    }
    assert {place: status for place, status in statuses.items() if status >= 500} == {}
