"""What `opora replay` tells of cases is their present state, also of a case that changes at that moment."""

from datetime import date

from sqlalchemy.orm import Session

from services.cases import commands
from services.cases.model import Case, SupportRequest
from shared.caller import Caller
from shared.contracts.cases import CASE_OPENED, SUPPORT_REQUESTED
from shared.ids import uuid7
from tests.cases.region import Opened, Region
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


def test_a_request_withdrawn_meanwhile_is_not_told_as_open(case: Opened, region: Region) -> None:
    case.to("agreed")
    id = case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 8))).json["id"]
    before = len(region.bench.published(SUPPORT_REQUESTED))

    def change(session: Session) -> None:
        session.get_one(Case, case.id, with_for_update=True)
        commands.withdraw(session, _worker(region), session.get_one(SupportRequest, id))

    told_last(region.bench, CASE_OPENED, change)

    assert len(region.bench.published(SUPPORT_REQUESTED)) == before
