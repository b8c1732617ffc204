"""How much each worker of an organisation has, and what of it is late: all of them by one reading of an index."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.cases.model import Case
from services.cases.policies import WORKER_ROLE
from services.cases.rules.states import OPEN_STATES
from shared import clock
from shared.directory.lookup import away_now
from shared.directory.model import KnownAbsence, KnownPerson

WITHOUT_PLAN = OPEN_STATES[:3]


@dataclass(frozen=True)
class Load:
    """Open families of one worker, or of nobody. `oldest`: by when the one that waits longest was due."""

    families: int = 0
    late: int = 0
    oldest: date | None = None
    without_plan: int = 0


NOTHING = Load()
Loads = dict[UUID | None, Load]


@dataclass(frozen=True)
class Worker:
    """`away`: until which day; `deputy`: who stands in."""

    id: UUID
    name: str
    load: Load
    away: date | None = None
    deputy: str = ""


def loads_of(session: Session, organisation: UUID | None) -> Loads:
    late = Case.late_at <= clock.now()
    counted = (
        func.count(),
        func.count().filter(late),
        func.min(Case.next_due_on).filter(late),
        func.count().filter(Case.status.in_(WITHOUT_PLAN)),
    )
    found = select(Case.worker, *counted).where(Case.organisation == organisation, Case.status.in_(OPEN_STATES))
    rows = session.execute(found.group_by(Case.worker)).all()
    return {worker: Load(*numbers) for worker, *numbers in map(tuple[Any, ...], rows)}


def all_together(loads: Loads) -> Load:
    days = [one.oldest for one in loads.values() if one.oldest]
    return Load(
        sum(one.families for one in loads.values()),
        sum(one.late for one in loads.values()),
        min(days, default=None),
        sum(one.without_plan for one in loads.values()),
    )


def workers_of(session: Session, organisation: UUID | None, loads: Loads) -> list[Worker]:
    """Who leads cases there or could; first with whom most is late, then with whom it is late for longest."""
    people = _people(session, organisation, loads)
    away = away_now(session, [one.id for one in people])
    deputies = _names(session, away)
    found = [_worker(one, loads.get(one.id, NOTHING), away.get(one.id), deputies) for one in people]
    return sorted(found, key=_order)


def _people(session: Session, organisation: UUID | None, loads: Loads) -> list[KnownPerson]:
    could = (KnownPerson.organisation == organisation) & KnownPerson.active & KnownPerson.roles.contains([WORKER_ROLE])
    wanted = or_(could, KnownPerson.id.in_([worker for worker in loads if worker]))
    return list(session.scalars(select(KnownPerson).where(wanted)))


def _names(session: Session, away: dict[UUID, KnownAbsence]) -> dict[UUID, str]:
    deputies = {absence.deputy for absence in away.values()}
    found = session.scalars(select(KnownPerson).where(KnownPerson.id.in_(deputies))) if deputies else ()
    return {one.id: one.display_name for one in found}


def _worker(one: KnownPerson, load: Load, absence: KnownAbsence | None, deputies: dict[UUID, str]) -> Worker:
    if absence is None:
        return Worker(one.id, one.display_name, load)
    return Worker(one.id, one.display_name, load, absence.until_on, deputies.get(absence.deputy, "—"))


def _order(one: Worker) -> tuple[int, date, int, str]:
    return -one.load.late, one.load.oldest or date.max, -one.load.families, one.name
