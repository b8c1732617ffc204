"""`opora clock` on a running demo home: business time goes forward, system time stays, and nothing comes out of order.

The last tests on this home, which is ahead of the present from then on.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from stack.cli import main
from tests.demo.home import DemoHome

pytestmark = pytest.mark.timeout(600)

AHEAD = timedelta(days=2)
NEAR = timedelta(minutes=5)


def test_it_goes_forward_for_everyone_and_people_stay_signed_in(demo: DemoHome) -> None:
    anna = demo.signed_in("anna@volunteer.example")
    began = datetime.now(UTC)
    assert demo.opora("clock", "+2days") == 0, demo.outputs[-1]
    assert "events on the way" in demo.outputs[-1]
    assert demo.opora("status", "--json") == 0
    shown = datetime.fromisoformat(json.loads(demo.outputs[-1])["business_time"])
    assert abs(shown - began - AHEAD) < NEAR
    there = shown + timedelta(hours=3)
    assert f"сейчас там: {there.day} " in demo.http.get("/identity/sign-in").text, "in the region's own time zone"
    assert anna.get("/identity/api/v1/me")["roles"] == ["volunteer"]


def test_what_time_brings_came_in_its_order_and_reached_everyone(demo: DemoHome) -> None:
    now = "now() + (select ahead from business_clock)"
    assert demo.one("volunteers", f"select count(*) from proposals where status = 'made' and expires_at < {now}") == 0
    fresh = "select count(*) from outbox where (data::jsonb->>'at')::timestamptz > now() + interval '1 day'"
    assert demo.one("cases", fresh) + demo.one("referrals", fresh) > 0
    assert demo.one("cases", "select count(*) from deadlines where near_said_at > passed_said_at") == 0
    told = "select count(*) from notifications where created_at > now() + interval '1 day'"
    assert demo.one("notifications", told) > 0


def test_it_never_goes_back(demo: DemoHome) -> None:
    assert demo.opora("clock", "-1day") == 1
    assert demo.outputs[-1].startswith("Error: time never goes back: it is ")


def test_outside_a_demo_home_it_is_refused_in_one_line() -> None:
    done = CliRunner().invoke(main, ["clock", "+1day"], env={"OPORA_STACK": "compose", "OPORA_DEMO": "0"})
    assert (done.exit_code, done.output) == (
        1,
        "Error: the clock of a demo home alone can be moved, and this is none\n",
    )


def test_a_year_is_refused_outside_a_demo_home(tmp_path: object) -> None:
    done = CliRunner().invoke(main, ["simulate", "--home", f"{tmp_path}/home"])
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    assert "in a demo home only" in done.output
