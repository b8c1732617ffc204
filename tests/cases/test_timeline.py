"""The timeline of a case: everything that happened, with who and when, in order and page by page."""

import re
from datetime import date
from typing import Any

from sqlalchemy.dialects import postgresql

from services.cases.codes import TIMELINE_KINDS
from services.cases.timeline.parts import PARTS
from shared import clock
from tests.cases.region import API, Opened, Region, noon
from tests.support.bench import Person


def lines(case: Opened, query: str = "", who: Person | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = case.json(path=f"/timeline{query}", who=who)["items"]
    return found


def kinds(case: Opened, query: str = "") -> list[str]:
    return [one["kind"] for one in lines(case, query)]


def test_every_kind_belongs_to_one_part() -> None:
    told = [kind for has in PARTS.values() for kind in has]
    assert sorted(told) == sorted(TIMELINE_KINDS)


def test_a_case_tells_its_life_in_the_order_of_what_happened(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact(), on=date(2026, 3, 9)))
    case.to("planned")
    region.bench.tick(noon(date(2026, 9, 22)))
    case.done(case.post("/services", case.service(), on=date(2026, 9, 23)))
    case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))
    again = {"reason": "Мама снова одна"}
    case.done(case.post("/reopen", again, on=date(2026, 12, 20), who=region.supervisor))

    found = lines(case)

    assert [(one["kind"], one["happened_on"]) for one in reversed(found)] == [
        ("opened", "2026-03-02"),
        ("contact", "2026-03-03"),
        ("agreement", "2026-03-06"),
        ("assessment", "2026-03-16"),
        ("plan", "2026-03-20"),
        ("service", "2026-03-30"),
        ("deadline_passed", "2026-09-20"),
        ("closed", "2026-12-01"),
        ("reopened", "2026-12-20"),
    ]
    told = {one["kind"]: one for one in found}
    contact = told["contact"]
    assert (contact["happened_at"], contact["recorded_at"]) == ("2026-03-03T08:00:00Z", "2026-03-09T09:00:00Z")
    assert (contact["by"], contact["by_name"]) == (str(region.worker.id), "Соколова Вера")
    assert (contact["facts"]["kind"], contact["annulled"]) == ("visit", None)
    assert told["deadline_passed"]["facts"]["kind"] == "review"
    assert told["deadline_passed"]["by"] is None
    assert told["closed"]["facts"]["outcome"] == "self_sufficient"
    assert (told["reopened"]["by"], told["reopened"]["facts"]) == (
        str(region.supervisor.id), {"status": "supported", "text": "Мама снова одна"},
    )  # fmt: skip
    assert kinds(case, "?order=recorded") != kinds(case), "the contact was written down after it happened"
    assert kinds(case, "?order=recorded")[-2:] == ["agreement", "opened"]


def test_what_was_annulled_is_shown_as_annulled_with_who_when_and_why(case: Opened, region: Region) -> None:
    entry = case.done(case.post("/contacts", case.contact())).json
    body = {"reason": "Чужая семья"}
    case.done(case.post(f"/contacts/{entry['id']}/annul", body, on=date(2026, 3, 4), who=region.supervisor))

    (line,) = lines(case, "?kind=contact")

    assert (line["id"], line["annulled"]) == (
        entry["id"],
        {
            "at": "2026-03-04T09:00:00Z",
            "by": str(region.supervisor.id),
            "by_name": "Соколова Вера",
            "reason": "Чужая семья",
        },
    )


def test_the_team_the_worker_requests_and_visits_are_told(case: Opened, region: Region) -> None:
    joins = {"person": str(region.specialist.id), "role": "specialist"}
    case.done(case.post("/team", joins, on=date(2026, 3, 4)))
    case.done(case.call("DELETE", f"/team/{region.specialist.id}", on=date(2026, 3, 5)))
    case.to("agreed")
    request = case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 8))).json
    with clock.at(noon(date(2026, 3, 9))):
        region.worker.api.post(f"{API}/support-requests/{request['id']}/withdraw", {})
    planned = {"kind": "visit", "at": "2026-03-15T10:00:00Z"}
    visit = case.done(case.post("/visits", planned, on=date(2026, 3, 10))).json
    with clock.at(noon(date(2026, 3, 11))):
        region.worker.api.patch(f"{API}/visits/{visit['id']}", {"at": "2026-03-16T10:00:00Z"}, if_match="*")
        region.worker.api.post(f"{API}/visits/{visit['id']}/cancel", {"reason": "Болеют"})
    other = {"worker": str(region.colleague.id)}
    case.done(case.call("PUT", "/worker", other, on=date(2026, 3, 12), who=region.supervisor, if_match=case.etag()))

    found = lines(case, who=region.colleague)

    assert [one["kind"] for one in reversed(found)] == [
        "opened", "team", "team", "agreement", "support_requested", "support_withdrawn", "visit_planned",
        "visit_moved", "visit_cancelled", "worker",
    ]  # fmt: skip
    told = {one["kind"]: one for one in found}
    assert told["worker"]["facts"]["previous_worker"] == str(region.worker.id)
    assert told["worker"]["by"] == str(region.supervisor.id)
    assert (told["team"]["facts"]["joined"], told["team"]["facts"]["left"]) == ([str(region.specialist.id)], [])
    moved = told["visit_moved"]["facts"]
    assert (moved["was_at"], moved["at"]) == ("2026-03-15T10:00:00Z", "2026-03-16T10:00:00Z")
    assert told["visit_cancelled"]["facts"]["text"] == "Болеют"
    assert told["support_withdrawn"]["by"] == str(region.worker.id)


def test_pages_follow_each_other_without_a_gap_also_within_one_moment(case: Opened, region: Region) -> None:
    for number in range(7):
        case.done(case.post("/notes", {"text": f"Заметка {number}"}))
    whole, pages, cursor = lines(case), [], ""
    while cursor is not None:
        page = case.json(path=f"/timeline?limit=3{cursor}")
        pages += page["items"]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    assert pages == whole
    assert len(whole) == 8
    assert kinds(case, "?kind=opened,note&limit=200") == ["note"] * 7 + ["opened"]
    assert lines(case, "?kind=note")[0]["facts"] == {"text": "Заметка 6"}
    for query, errors in [
        ("?kind=tea", {"kind": ["unknown_code"]}),
        ("?kind=note,", {"kind": ["unknown_code"]}),
        ("?cursor=x", {"cursor": ["invalid"]}),
        ("?order=by_name", {"order": ["unknown_code"]}),
    ]:
        assert case.get(f"/timeline{query}").json["errors"] == errors
    assert case.get("/timeline", who=region.coordinator).status == 403
    assert case.get("/timeline", who=region.referrer).status == 404


def test_a_concern_shows_in_no_timeline(case: Opened) -> None:
    case.done(case.post("/concerns", {"severity": "danger", "text": "Боится идти домой.", "members": []}))
    assert kinds(case) == ["opened"]
    assert "Боится" not in case.get("/timeline").text


def test_each_part_is_found_by_an_index_on_the_case(case: Opened, region: Region) -> None:
    literals = {"literal_binds": True}
    for part in PARTS:
        query = part(case.id, "Europe/Moscow").compile(dialect=postgresql.dialect(), compile_kwargs=literals)
        with region.bench.session() as session:
            asked = session.connection()
            asked.exec_driver_sql("set local enable_seqscan = off")
            plan = "\n".join(asked.exec_driver_sql(f"explain {query}").scalars())
        assert re.search(r"Index Cond: \(+(\w+\.)?((case_)?id|record) = ", plan), plan
