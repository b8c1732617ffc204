"""What `opora replay` tells of cases is their present state, also of a case that changes at that moment."""

from datetime import date

from sqlalchemy.orm import Session

from services.cases import commands
from services.cases.commands import matching
from services.cases.model import Case, SupportRequest
from shared.caller import Caller
from shared.contracts.cases import CASE_OPENED, SUPPORT_REQUESTED
from shared.eventing.replay import publish_state
from shared.ids import uuid7
from tests.cases.region import OPENED_AT, Opened, Region
from tests.shared.replaying import told_last


def _worker(region: Region) -> Caller:
    return Caller(region.worker.id, region.ngo, frozenset({"case_worker"}), uuid7())


def test_a_change_on_its_way_is_in_the_replayed_state(case: Opened, region: Region) -> None:
    def change(session: Session) -> None:
        found = session.get_one(Case, case.id, with_for_update=True)
        commands.change_family(session, _worker(region), found, district="zarechny")
        commands.add_to_team(session, _worker(region), found, person=region.specialist.id, role="specialist")

    told = told_last(region.bench, CASE_OPENED, change)

    assert told["district"] == "zarechny"
    assert [one["person"] for one in told["team"]] == [region.worker.id, region.specialist.id]


def test_a_closed_case_is_replayed_with_its_end_and_a_request_with_its_beginning(case: Opened, region: Region) -> None:
    case.to("supported")
    case.done(case.post("/support-requests", case.request(), on=date(2026, 4, 1)))
    (asked,) = region.bench.published(SUPPORT_REQUESTED)
    matched = {"proposal": uuid7(), "volunteer": uuid7(), "person": uuid7(), "assignment": uuid7()}
    with region.bench.session() as session:
        matching.assignment_started(session, asked["request"], matched, asked["at"])
    case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))
    case.done(case.post("/follow-ups", {"held_on": "2027-05-20", "holds": True}, on=date(2027, 5, 21)))

    with region.bench.session() as session:
        publish_state(session, region.bench.service.snapshots(session))

    told = region.bench.published(CASE_OPENED)[-1]
    ended = {"status": "followed_up", "outcome": "self_sufficient", "closed_on": date(2026, 12, 1), "at": OPENED_AT}
    assert {name: told[name] for name in ended} == ended
    again = region.bench.published(SUPPORT_REQUESTED)[-1]
    assert again == asked | {"status": "matched"}


def test_a_request_withdrawn_meanwhile_is_not_told_as_open(case: Opened, region: Region) -> None:
    case.to("agreed")
    id = case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 8))).json["id"]
    before = len(region.bench.published(SUPPORT_REQUESTED))

    def change(session: Session) -> None:
        session.get_one(Case, case.id, with_for_update=True)
        commands.withdraw(session, _worker(region), session.get_one(SupportRequest, id))

    told_last(region.bench, CASE_OPENED, change)

    assert len(region.bench.published(SUPPORT_REQUESTED)) == before
