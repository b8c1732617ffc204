"""A release that knew no policy of deadlines is brought up to date: what runs keeps its days, what was said is kept."""

from datetime import date
from importlib import import_module

from sqlalchemy import text

from services.cases.rules.lengths import USUAL, USUALLY_WARNED
from shared import clock
from shared.deadlines import lengths
from shared.eventing.replay import publish_state
from tests.cases.region import API, Opened, Region, noon

AS_BEFORE = """
drop table visit_changes, visits, calendar_links, throttles, team_changes, request_changes;
alter table deadlines drop column policy;
alter table concerns drop column deadline_policy;
drop table deadline_policies;
"""
BEFORE_THAT = """
alter table cases drop column opened_by;
alter table team_meetings drop column made_at, drop column changed_at, drop constraint team_meetings_cancelled;
alter table team_meetings add constraint team_meetings_check2 check (true);
alter table programme_sessions drop column changed_at;
drop index team_meetings_planned, programme_sessions_planned, stage_checks_presentation, decision_outcomes_decision;
"""
MIGRATIONS = [import_module(f"services.cases.migrations.{name}") for name in ("0005_time", "0008_joined")]


def _upgrade(region: Region) -> None:
    with region.bench.session() as session:
        session.execute(text(AS_BEFORE + BEFORE_THAT))
        for migration in MIGRATIONS:
            for statements in migration.STATEMENTS:
                session.connection().exec_driver_sql(statements)
    region.bench.engine.dispose()


def test_an_upgrade_keeps_the_days_that_run_and_tells_of_the_teams_that_were(case: Opened, region: Region) -> None:
    joins = {"person": str(region.specialist.id), "role": "specialist"}
    case.done(case.post("/team", joins, on=date(2026, 3, 4)))
    case.to("agreed")
    request = case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 8))).json
    with clock.at(noon(date(2026, 3, 9))):
        region.worker.api.post(f"{API}/support-requests/{request['id']}/withdraw", {})
    with region.bench.session() as session:  # a snapshot names nobody: who opened the case is not told by it
        publish_state(session, region.bench.service.snapshots(session))
    before, told = case.deadlines(), case.json(path="/timeline")["items"]

    _upgrade(region)

    assert case.deadlines() == before
    after = case.json(path="/timeline")["items"]
    shown = [[{**one, "id": None, "by": None, "by_name": None} for one in lines] for lines in (told, after)]
    assert shown[0] == shown[1]
    assert [one["by"] for one in after if one["kind"] == "opened"] == [str(region.coordinator.id)]
    policy = region.worker.api.get(f"{API}/deadlines").json
    assert {one["code"]: one["length"] for one in policy["deadlines"]} == lengths.usual(USUAL)
    assert policy["warned"] == [
        {"kind": kind, **{when: list(who) for when, who in told.items()}} for kind, told in USUALLY_WARNED.items()
    ]
