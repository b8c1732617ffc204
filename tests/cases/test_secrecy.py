"""Nothing personal leaves the service unsealed; what others keep of cases can be told again."""

from datetime import date

from sqlalchemy import text

from services.cases.app import SERVICE
from shared import clock
from shared.contracts import BY_NAME
from shared.contracts.cases import CASE_OPENED, SUPPORT_REQUESTED
from shared.contracts.volunteers import ASSIGNMENT_STARTED
from shared.eventing.replay import publish_state
from tests.cases.region import Opened, Region, noon
from tests.cases.test_support import INTRODUCTION
from tests.cases.volunteers import pairing

PERSONAL = ("Журавл", "Марина", "Тимофей", "Садовая", "79005550177", "гулять", "Парк", "Чай", "устала", "Справимся")


def test_the_outbox_holds_no_personal_word(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact(note="Чай с Мариной")))
    case.to("supported")
    request = case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 31))).json["id"]
    region.bench.receive(ASSIGNMENT_STARTED, request, pairing(case, request))
    path = f"/cases/api/v1/support-requests/{request}/introduction"
    with clock.at(noon(date(2026, 4, 2))):
        assert region.worker.api.post(path, INTRODUCTION).status == 200
    case.done(case.post("/reviews", case.review(family_says="Справимся"), on=date(2026, 6, 2)))
    case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))

    with region.bench.session() as session:
        written = "\n".join(session.scalars(text("select data from outbox")))
    assert len(region.bench.published()) >= 9
    assert [word for word in PERSONAL if word in written] == []


def test_what_the_service_says_is_what_the_catalogue_names(case: Opened, region: Region) -> None:
    case.to("followed_up")

    assert {name for name, _ in region.bench.published()} <= set(BY_NAME)


def test_the_present_state_of_cases_and_standing_requests_can_be_told_again(region: Region) -> None:
    open_case, closed = region.open().to("agreed"), region.open().to("closed")
    standing = open_case.done(open_case.post("/support-requests", open_case.request(), on=date(2026, 3, 8))).json["id"]
    gone = open_case.done(open_case.post("/support-requests", open_case.request(), on=date(2026, 3, 8))).json["id"]
    region.worker.api.post(f"/cases/api/v1/support-requests/{gone}/withdraw")
    cases_before = len(region.bench.published(CASE_OPENED))
    requests_before = len(region.bench.published(SUPPORT_REQUESTED))

    with region.bench.session() as session:
        publish_state(session, SERVICE.snapshots(session))

    cases = region.bench.published(CASE_OPENED)[cases_before:]
    requests = region.bench.published(SUPPORT_REQUESTED)[requests_before:]
    assert [(one["case"], one["status"], one["outcome"]) for one in cases] == [
        (open_case.id, "agreed", None),
        (closed.id, "closed", "self_sufficient"),
    ]
    assert [(str(one["request"]), one["status"]) for one in requests] == [(standing, "open")]
    with region.bench.session() as session:
        assert session.scalar(text("select count(*) from outbox where snapshot")) == 3
