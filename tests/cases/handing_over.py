"""Steps of tests in which work goes from one person to another."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared import clock
from shared.contracts.identity import PERSON_DEACTIVATED
from tests.cases.region import API, Opened, Region, noon
from tests.cases.test_team import _person_event
from tests.support.bench import Answer, Person

BEFORE = date(2026, 3, 5)
VISIT_AT = "2026-03-12T09:00:00Z"
NOTE = "Мама просит звонить после шести. Ключ от подъезда у соседки."


def hand_over(region: Region, to: Person, by: Person | None = None, who: Person | None = None, **more: Any) -> Answer:
    path = f"{API}/people/{(who or region.worker).id}/hand-over"
    with clock.at(noon(BEFORE)):
        return (by or region.coordinator).api.post(path, {"to": str(to.id), **more})


def work(region: Region, who: Person, by: Person) -> Answer:
    with clock.at(noon(BEFORE)):
        return by.api.get(f"{API}/people/{who.id}/work")


def several(region: Region, count: int = 3) -> list[Opened]:
    return [region.open(reference=f"482-109-{number}") for number in range(370, 370 + count)]


def visit(case: Opened, by: Person | None = None, **sent: str) -> str:
    body = {"kind": "visit", "at": VISIT_AT} | sent
    return str(case.done(case.post("/visits", body, who=by, on=BEFORE)).json["id"])


def workers(region: Region, cases: Sequence[Opened]) -> list[UUID | None]:
    rows = {row["id"]: row["worker"] for row in region.coordinator.api.get(f"{API}/cases?limit=200").json["items"]}
    return [rows[str(case.id)] and UUID(rows[str(case.id)]) for case in cases]


def leaves(region: Region, who: Person, successor: UUID | None, **more: Any) -> None:
    told = _person_event(who, active=False, **more) | ({"successor": successor} if successor else {})
    region.bench.receive(PERSON_DEACTIVATED, who.id, told, by=region.supervisor.id, at=noon(BEFORE))


def ids(cases: Sequence[Opened]) -> list[str]:
    return [str(case.id) for case in cases]
