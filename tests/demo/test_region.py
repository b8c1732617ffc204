"""The sample region is whole, lawful, and of its time."""

from datetime import UTC, datetime, timedelta

import pytest

from services.identity.pages.demo import EMAILS
from shared.codes import CASE_STATES, ORGANISATION_KINDS, REFERRAL_STATES, REQUEST_STATES
from shared.config import SERVICES
from tests.demo.home import DemoHome

pytestmark = pytest.mark.timeout(600)

ROLES = {
    "referrer@guardianship.example": "referrer",
    "referrer@school.example": "referrer",
    "coordinator@ngo.example": "coordinator",
    "worker@ngo.example": "case_worker",
    "specialist@ngo.example": "specialist",
    "supervisor@ngo.example": "supervisor",
    "volunteers@ngo.example": "volunteer_coordinator",
    "anna@volunteer.example": "volunteer",
    "family1@contact.example": "contact_family",
    "orgadmin@ngo.example": "organisation_administrator",
    "analyst@fund.example": "analyst",
    "admin@opora.example": "administrator",
}


def test_it_has_organisations_of_all_kinds_people_helpers_and_districts(demo: DemoHome) -> None:
    kinds = demo.count_by("identity", "organisations", "kind")
    assert set(kinds) == set(ORGANISATION_KINDS)
    assert sum(kinds.values()) >= 12
    assert demo.one("identity", "select count(*) from districts where latitude is not null") == 5
    assert demo.one("identity", "select count(*) from people where active") == 91
    assert demo.count_by("volunteers", "volunteers", "kind") == {"contact_family": 14, "volunteer": 16}
    assert set(demo.count_by("volunteers", "volunteers", "status")) == {"applied", "ready", "paused", "left"}


@pytest.mark.parametrize("email", EMAILS)
def test_every_account_that_stays_signs_in_with_its_role(demo: DemoHome, email: str) -> None:
    assert demo.signed_in(email).get("/identity/api/v1/me")["roles"] == [ROLES[email]]


def test_everybody_has_the_one_password(demo: DemoHome) -> None:
    without = "select count(*) from people where id not in (select person from credentials)"
    assert demo.one("identity", without) == 0


def test_family1_is_vetted_independent_and_has_room_everywhere(demo: DemoHome) -> None:
    (profile,) = demo.signed_in("family1@contact.example").get("/volunteers/api/v1/volunteers")["items"]
    assert (profile["status"], profile["employers"]) == ("ready", [])
    assert profile["vetting"]["approved_on"]
    assert "ru" in profile["languages"]
    districts = {row.code for row in demo.rows("identity", "select code from districts")}
    assert set(profile["districts"]) == districts
    busy = f"select count(*) from assignments where status <> 'ended' and volunteer = '{profile['id']}'"
    assert demo.one("volunteers", busy) < profile["capacity"]


def test_family1_is_a_candidate_wherever_a_contact_family_is_wanted(demo: DemoHome) -> None:
    matchmaker = demo.signed_in("volunteers@ngo.example")
    requests = matchmaker.get("/volunteers/api/v1/requests", kind="contact_family", limit=200)["items"]
    open_ones = [request for request in requests if request["status"] in ("open", "proposed")]
    assert open_ones
    for request in open_ones:
        found = matchmaker.get(f"/volunteers/api/v1/requests/{request['id']}/candidates")
        assert "Соловьёва Мария" in {one["volunteer"]["display_name"] for one in found["items"]}
        assert "not_independent" in {one["rule"] for one in found["excluded"]}


def test_families_are_at_all_stages(demo: DemoHome) -> None:
    referrals = demo.count_by("referrals", "referrals", "status")
    assert sum(referrals.values()) >= 40
    assert set(REFERRAL_STATES) - set(referrals) == {"accepted"}, "which lasts a moment only"
    assert set(demo.count_by("cases", "cases", "status")) == set(CASE_STATES)
    assert set(REQUEST_STATES) == set(demo.count_by("cases", "support_requests", "status"))
    entries = demo.count_by("referrals", "entries", "kind")
    assert {"info_requested", "answered", "passed_on", "withdrawn", "case_reopened"} <= set(entries)
    outcomes = demo.count_by("cases", "closures", "outcome")
    assert {"self_sufficient", "moved", "refused", "child_removed"} <= set(outcomes)
    assert demo.one("cases", "select count(*) from closures where reopened_on is not null") == 1
    assert demo.one("cases", "select count(*) from plans where state = 'draft'") == 1
    assert demo.one("cases", "select count(*) from plans where state = 'needs_participation'") == 1


def test_some_work_is_overdue_today_and_some_questions_stand(demo: DemoHome) -> None:
    supervisor = demo.signed_in("supervisor@ngo.example")
    assert supervisor.get("/cases/api/v1/cases", overdue="1")["items"]
    received = demo.signed_in("coordinator@ngo.example").get("/referrals/api/v1/referrals", box="received", limit=200)
    assert any(item["overdue"] for item in received["items"])
    mine = demo.signed_in("anna@volunteer.example").get("/volunteers/api/v1/proposals", mine="1", status="made")
    assert [datetime.fromisoformat(one["expires_at"]) > datetime.now(UTC) for one in mine["items"]] == [True]


def test_the_ngo_has_a_duty_phone_and_a_roster_and_someone_sees_to_the_family_in_danger(demo: DemoHome) -> None:
    referrer, supervisor = (demo.signed_in(f"{who}.example") for who in ("referrer@guardianship", "supervisor@ngo"))
    shown = referrer.get("/referrals/api/v1/receivers", urgency="immediate")
    phones = {item["name"]: item["duty_phone"] for item in shown["items"]}
    assert (phones["АНО «Тёплый берег»"], shown["emergency_number"]) == ("+79005550112", "112")
    roster = supervisor.get("/referrals/api/v1/duty")["people"]
    assert [one["can_be_called"] for one in roster] == [True] * 3
    sent = referrer.get("/referrals/api/v1/referrals", status="submitted", limit=200)["items"]
    assert [bool(one["acknowledged_at"]) for one in sent if one["urgency"] == "immediate"] == [True]


def test_deadlines_neared_and_passed_when_they_did(demo: DemoHome) -> None:
    late = "select count(*) from deadlines where passed_said_at > passes_at + interval '4 days'"
    assert demo.one("cases", late) == 0
    assert demo.one("cases", "select count(*) from deadlines where passed_said_at < now() - interval '30 days'") > 0


@pytest.mark.parametrize("service", SERVICES)
def test_its_events_lie_in_the_outbox_all_sent_and_none_in_trouble(demo: DemoHome, service: str) -> None:
    assert demo.one(service, "select count(*) from outbox") > 50
    for table in ("parked_keys", "parked_events", "dead_letters"):
        assert demo.one(service, f"select count(*) from {table}") == 0, table


@pytest.mark.parametrize("service", SERVICES)
def test_what_happened_to_one_thing_happened_in_the_order_of_time(demo: DemoHome, service: str) -> None:
    backwards = """
        with facts as (
            select subject, sequence, (data::jsonb->>'at')::timestamptz as at
            from outbox where type not like '%delivery%'
        ), pairs as (
            select at, lag(at) over (partition by subject order by sequence) as before from facts
        )
        select count(*) from pairs where at < before
    """
    assert demo.one(service, backwards) == 0
    future = "select count(*) from outbox where (data::jsonb->>'at')::timestamptz > now()"
    assert demo.one(service, future) == 0


def test_nobody_gets_a_mail_about_something_long_ago(demo: DemoHome) -> None:
    mailed = "select min(created_at) from notifications where id in (select notification from deliveries)"
    assert demo.one("notifications", mailed) > datetime.now(UTC) - timedelta(days=3, hours=1)
    assert demo.one("notifications", "select count(*) from notifications where created_at < now() - interval '1 year'")
    mails = len(list((demo.home / "mail").glob("*.eml")))
    assert 0 < mails < 200


def test_the_practices_programmes_are_run_and_children_come_to_them(demo: DemoHome) -> None:
    assert demo.count_by("cases", "programmes", "audience") == {"children": 8, "parents": 2, "both": 1}
    assert demo.one("cases", "select count(*) from programmes where name = 'Я. Родители. Алкоголь. Как быть?'") == 1
    assert demo.one("cases", "select count(*) from attendances where attended") > 10
    assert demo.one("cases", "select count(*) from programme_sessions where status = 'planned'") >= 3
    assert set(demo.count_by("cases", "team_meetings", "status")) == {"held", "planned"}
    assert set(demo.count_by("cases", "stage_checks", "verdict")) == {"passed", "sent_back"}
