"""Report a concern: told to those who keep children safe, taken up in time or escalated, apart from all else."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from shared import clock
from shared.contracts.cases import CONCERN_ACKNOWLEDGED, CONCERN_ESCALATED, CONCERN_RAISED
from shared.contracts.volunteers import CONCERN_RAISED as VOLUNTEER_RAISED
from shared.ids import uuid7
from tests.cases.region import API, Opened, Region, noon
from tests.cases.volunteers import pairing
from tests.support.bench import Answer, Person

TEXT = "Мальчик боится идти домой.\nУ него синяки на руках. 😟"
DAY = date(2026, 3, 4)
AT = noon(DAY)
GUARDED = ("case", "reference", "district", "worker", "reported_by", "escalations", "note")


@dataclass
class Watch:
    """A case with a team, and everyone who might want to know."""

    case: Opened
    lead: Person
    other_lead: Person
    guardianship_worker: Person

    @classmethod
    def of(cls, case: Opened) -> "Watch":
        region, bench = case.region, case.region.bench
        lead = bench.person("safeguarding_lead", organisation=region.ngo)
        elsewhere = bench.person("safeguarding_lead", "supervisor", organisation=region.school)
        official = bench.person("specialist", "supervisor", organisation=region.guardianship)
        for person in (region.specialist, official):
            body = {"person": str(person.id), "role": "specialist"}
            case.done(case.post("/team", body, who=region.worker))
        return cls(case, lead, elsewhere, official)

    @property
    def region(self) -> Region:
        return self.case.region

    def report(self, who: Person | None = None, on: date = DAY, **changes: Any) -> Answer:
        body = {"severity": "danger", "text": TEXT} | changes
        return self.case.post("/concerns", body, who=who, on=on)

    def reported(self, who: Person | None = None, **changes: Any) -> str:
        answer = self.report(who, **changes)
        assert answer.status == 201, answer.text
        return str(answer.json["id"])

    def read(self, concern: str, who: Person) -> Answer:
        return who.api.get(f"{API}/concerns/{concern}")

    def take_up(self, concern: str, who: Person, at: datetime = AT, **body: Any) -> Answer:
        with clock.at(at):
            return who.api.post(f"{API}/concerns/{concern}/acknowledge", body)

    def listed(self, who: Person, query: str = "") -> list[str]:
        return [one["id"] for one in who.api.get(f"{API}/concerns{query}").json["items"]]


@pytest.fixture
def watch(case: Opened) -> Watch:
    return Watch.of(case)


# --- reporting --------------------------------------------------------------------------------------------------------


def test_everyone_of_the_team_reports_a_concern_the_guardianship_body_too(watch: Watch) -> None:
    for who in (watch.region.worker, watch.region.specialist, watch.guardianship_worker):
        answer = watch.report(who, members=[watch.case.son])
        assert answer.status == 201, answer.text
        assert (answer.json["text"], answer.json["status"], answer.json["members"]) == (TEXT, "open", [watch.case.son])


def test_danger_names_the_emergency_number_and_a_need_for_a_specialist_does_not(watch: Watch) -> None:
    assert watch.report().json["emergency"] == "call_emergency"
    assert watch.report(severity="needs_specialist").json["emergency"] is None
    codes = watch.region.worker.api.get(f"{API}/codes").json["emergency"]
    assert all("112" in codes[0]["text"][language] for language in ("ru", "en"))


@pytest.mark.parametrize("who", ["supervisor", "coordinator"])
def test_who_is_not_on_the_team_sees_the_case_but_reports_nothing_of_it(watch: Watch, who: str) -> None:
    assert watch.report(getattr(watch.region, who)).status == 403


def test_who_has_nothing_to_do_with_the_case_cannot_report(watch: Watch) -> None:
    before = watch.region.bench.counts()
    for stranger in (watch.lead, watch.region.colleague, watch.region.referrer, watch.other_lead):
        assert watch.report(stranger).status == 404
    assert watch.region.bench.counts() == before


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"severity": "fire"}, {"severity": ["unknown_code"]}),
        ({"text": " \n "}, {"text": ["required"]}),
        ({"text": "а" * 4_001}, {"text": ["too_long"]}),
        ({"text": None}, {"text": ["required"]}),
        ({"members": ["кто-то"]}, {"members.0": ["type"]}),
        ({"members": [str(uuid7())]}, {"members.0": ["not_found"]}),
        ({"case": "другой"}, {"case": ["unknown_field"]}),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    watch: Watch, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    before = watch.region.bench.counts()
    answer = watch.report(**changes)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert watch.region.bench.counts() == before


def test_the_same_report_sent_twice_is_one_concern(watch: Watch) -> None:
    body = {"severity": "danger", "text": TEXT}
    first, second = (watch.case.post("/concerns", body, key="once", on=DAY) for _ in range(2))
    assert (first.status, second.status, first.json["id"]) == (201, 201, second.json["id"])
    assert len(watch.region.bench.published(CONCERN_RAISED)) == 1


def test_a_closed_case_takes_concerns_for_thirty_days_and_closing_leaves_them_open(watch: Watch) -> None:
    before = watch.reported()
    watch.case.to("closed")
    assert watch.report(on=date(2026, 12, 31)).status == 201
    answer = watch.report(on=date(2027, 1, 1))
    assert (answer.status, answer.json["state"]) == (409, "closed")
    assert before in watch.listed(watch.lead, "?status=open")


# --- who knows of it --------------------------------------------------------------------------------------------------


def test_safeguarding_leads_and_supervisors_of_the_cases_organisation_read_it(watch: Watch) -> None:
    concern = watch.reported(watch.guardianship_worker)
    for who in (watch.lead, watch.region.supervisor):
        shown = watch.read(concern, who).json
        assert (shown["text"], shown["reference"], shown["district"]) == (
            TEXT,
            watch.case.json()["reference"],
            "lesnoy",
        )
        assert (shown["worker"], shown["reported_by"]) == (
            str(watch.region.worker.id),
            str(watch.guardianship_worker.id),
        )
        assert watch.listed(who, "?status=open") == [concern]


def test_a_safeguarding_lead_sees_nothing_else_of_the_case(watch: Watch) -> None:
    watch.reported()
    assert watch.case.get(who=watch.lead).status == 404
    assert watch.case.get("/notes", who=watch.lead).status == 404
    assert watch.lead.api.get(f"{API}/cases").json["items"] == []


def test_the_rest_of_the_team_and_everyone_else_learn_of_nothing(watch: Watch) -> None:
    region, bench = watch.region, watch.region.bench
    concern = watch.reported(region.specialist)
    roles = ("organisation_administrator", "volunteer_coordinator", "contact_family", "volunteer")
    people = [bench.person(role, organisation=region.ngo) for role in roles]
    people += [region.worker, region.coordinator, region.colleague, region.referrer, watch.guardianship_worker]
    for who in (*people, watch.other_lead, bench.person("administrator")):
        assert watch.read(concern, who).status == 404
        assert watch.take_up(concern, who).status == 404
        assert watch.listed(who) == []


def test_nothing_of_it_shows_in_the_case(watch: Watch) -> None:
    paths = ("", "/notes", "/contacts", "/assessments", "/services", "/reviews")
    seen = [(watch.case.get(path).text, watch.case.get(path).headers.get("ETag")) for path in paths]
    concern = watch.reported(watch.region.specialist)
    assert watch.take_up(concern, watch.lead).status == 200
    assert [(watch.case.get(path).text, watch.case.get(path).headers.get("ETag")) for path in paths] == seen


def test_who_reported_sees_what_they_told_and_whether_it_was_taken_up(watch: Watch) -> None:
    reporter = watch.region.specialist
    concern = watch.reported(reporter)
    assert watch.listed(reporter) == [concern]
    assert watch.take_up(concern, watch.lead, note="Еду к семье с полицией.").status == 200
    shown = watch.read(concern, reporter).json
    assert (shown["status"], shown["text"]) == ("acknowledged", TEXT)
    assert not set(GUARDED) & set(shown)


# --- taking it up -----------------------------------------------------------------------------------------------------


def test_taking_up_says_who_and_when_once(watch: Watch) -> None:
    concern = watch.reported()
    shown = watch.take_up(concern, watch.lead, AT + timedelta(minutes=5), note="Еду туда.").json
    assert (shown["status"], shown["acknowledged_by"], shown["note"]) == (
        "acknowledged",
        str(watch.lead.id),
        "Еду туда.",
    )
    again = watch.take_up(concern, watch.region.supervisor)
    assert (again.status, again.json["state"]) == (409, "acknowledged")
    (told,) = watch.region.bench.published(CONCERN_ACKNOWLEDGED)
    assert (told["by"], told["reported_by"]) == (watch.lead.id, watch.region.worker.id)
    assert watch.listed(watch.lead, "?status=open") == []
    assert watch.listed(watch.lead, "?status=acknowledged") == [concern]


def test_nobody_takes_up_what_they_reported_themselves(watch: Watch) -> None:
    region = watch.region
    both = region.bench.person("specialist", "safeguarding_lead", organisation=region.ngo)
    watch.case.done(watch.case.post("/team", {"person": str(both.id), "role": "specialist"}))
    concern = watch.reported(both)
    assert watch.take_up(concern, both).status == 403
    assert watch.take_up(concern, region.supervisor).status == 200


def test_a_concern_cannot_be_annulled_changed_or_deleted(watch: Watch) -> None:
    path = f"{API}/concerns/{watch.reported()}"
    assert watch.region.worker.api.post(f"{path}/annul", {"reason": "Ошиблась"}).status == 404
    assert {watch.lead.api.call(method, path, {}).status for method in ("PUT", "PATCH", "DELETE")} == {405}


@pytest.mark.parametrize("guardians", [(), ("reporter",)])
def test_without_anyone_else_to_take_it_up_the_coordinators_do(region: Region, guardians: tuple[str, ...]) -> None:
    bench = region.bench
    home = bench.organisation("ngo")
    coordinator = bench.person("coordinator", organisation=home)
    roles = ("case_worker", "supervisor") if guardians else ("case_worker",)
    worker = bench.person(*roles, organisation=home)
    case = region.open(to_organisation=home, worker=worker.id)
    concern = case.done(case.post("/concerns", {"severity": "danger", "text": TEXT}, who=worker, on=DAY)).json["id"]
    path = f"{API}/concerns/{concern}"
    assert coordinator.api.get(path).json["text"] == TEXT
    bench.person("safeguarding_lead", organisation=home)
    assert coordinator.api.get(path).status == 404


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("severity", "hours"), [("danger", 1), ("needs_specialist", 24)])
def test_it_is_escalated_on_its_moment_once_then_daily_until_taken_up(watch: Watch, severity: str, hours: int) -> None:
    bench, due = watch.region.bench, AT + timedelta(hours=hours)
    concern = watch.reported(severity=severity)
    moments = [
        (due - timedelta(seconds=1), 0),
        (due, 1),
        (due + timedelta(hours=5), 1),
        (due + timedelta(days=1, seconds=-1), 1),
        (due + timedelta(days=1), 2),
        (due + timedelta(days=5, hours=3), 3),  # what our own pause left out is not made up for
        (due + timedelta(days=6, seconds=-1), 3),
        (due + timedelta(days=6), 4),
    ]
    for moment, times in moments:
        bench.tick(moment)
        assert len(bench.published(CONCERN_ESCALATED)) == times, moment
    assert watch.take_up(concern, watch.lead, due + timedelta(days=6, hours=1)).status == 200
    bench.tick(due + timedelta(days=30))
    escalated = bench.published(CONCERN_ESCALATED)
    assert [one["times"] for one in escalated] == [1, 2, 3, 4]
    assert {(one["concern"], one["acknowledge_by"], one["by"]) for one in escalated} == {(UUID(concern), due, None)}


def test_what_is_taken_up_in_time_is_never_escalated(watch: Watch) -> None:
    concern = watch.reported()
    assert watch.take_up(concern, watch.lead, AT + timedelta(minutes=59)).status == 200
    watch.region.bench.tick(AT + timedelta(days=2))
    assert watch.region.bench.published(CONCERN_ESCALATED) == []


# --- events -----------------------------------------------------------------------------------------------------------


def test_the_text_leaves_the_service_sealed_and_only_in_one_event(watch: Watch) -> None:
    concern = watch.reported(members=[watch.case.son])
    watch.region.bench.tick(AT + timedelta(hours=2))
    watch.take_up(concern, watch.lead, note="Тайная заметка")
    (raised,) = watch.region.bench.published(CONCERN_RAISED)
    assert (raised["text"], raised["concern"], raised["organisation"]) == (TEXT, UUID(concern), watch.region.ngo)
    with watch.region.bench.session() as session:
        written = "\n".join(session.scalars(text("select data from outbox")))
    assert [word for word in ("боится", "синяки", "Тайная") if word in written] == []


def _from_volunteer(of: Opened, **changes: Any) -> dict[str, Any]:
    request = str(uuid7())
    told = {"concern": uuid7(), "severity": "danger", "text": TEXT}
    return pairing(of, request) | told | changes


def test_what_a_contact_family_reports_is_in_the_same_list_and_they_follow_it(watch: Watch) -> None:
    bench = watch.region.bench
    data = _from_volunteer(watch.case)
    family = bench.signed_in(data["person"], watch.region.ngo, "contact_family")
    bench.receive(VOLUNTEER_RAISED, data["request"], data, by=family.id, at=AT)
    concern = str(data["concern"])
    shown = watch.read(concern, watch.lead).json
    assert (shown["text"], shown["reported_by"], shown["assignment"]) == (
        TEXT,
        str(family.id),
        str(data["assignment"]),
    )
    assert datetime.fromisoformat(shown["acknowledge_by"]) == AT + timedelta(hours=1)
    assert watch.read(concern, watch.region.worker).status == 404
    own = watch.read(concern, family).json
    assert own["status"] == "open"
    assert not set(GUARDED) & set(own)
    (raised,) = bench.published(CONCERN_RAISED)
    assert (raised["by"], raised["at"]) == (family.id, AT)


def test_the_same_event_twice_is_one_concern(watch: Watch) -> None:
    data, id = _from_volunteer(watch.case), uuid7()
    for _ in range(2):
        watch.region.bench.receive(VOLUNTEER_RAISED, data["request"], data, by=data["person"], event_id=id)
    assert len(watch.region.bench.published(CONCERN_RAISED)) == 1


def test_a_volunteers_concern_is_kept_also_long_after_the_case_was_closed(watch: Watch) -> None:
    watch.case.to("closed")
    data = _from_volunteer(watch.case)
    watch.region.bench.receive(
        VOLUNTEER_RAISED, data["request"], data, by=data["person"], at=datetime(2027, 6, 1, tzinfo=UTC)
    )
    assert watch.listed(watch.lead) == [str(data["concern"])]


def test_a_concern_waits_for_a_case_that_is_not_known_yet(watch: Watch) -> None:
    data = _from_volunteer(watch.case, case=uuid7())
    watch.region.bench.receive(VOLUNTEER_RAISED, data["request"], data, by=data["person"])
    counts = watch.region.bench.counts()
    assert (counts["parked_keys"], counts["concerns"]) == (1, 0)
