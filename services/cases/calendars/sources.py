"""Visits and deadlines in a person's calendar."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from services.cases.codes import VISIT_KINDS
from services.cases.model import Case, Deadline, DeadlinePolicy, Visit
from services.cases.policies import mine, worked_by
from services.cases.rules.lengths import WORKER
from services.cases.rules.visits import CANCELLED, ends_at
from services.cases.visits import made_by
from shared import clock
from shared.calendars.items import AT_MOST, DAY, LOOKS_BACK, Item
from shared.caller import Caller
from shared.codes import DEADLINE_KINDS
from shared.directory.model import KnownPerson


def planned_visits(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """Those that this person makes, on the cases on whose team they are now; those that were cancelled too."""
    found = (
        select(Visit)
        .join(Case, Case.id == Visit.case_id)
        .where(mine(holder), made_by().in_(holder.people), Visit.at >= clock.now() - LOOKS_BACK)
        .options(contains_eager(Visit.case))
    )
    for visit in session.scalars(found.order_by(Visit.at, Visit.id).limit(AT_MOST)):
        yield Item(
            uid=f"visit-{visit.id}@opora",
            sequence=visit.version,
            changed_at=visit.changed_at,
            begins=visit.at,
            ends=ends_at(visit.at, visit.minutes),
            title=f"{VISIT_KINDS.text(visit.kind, person.language)} · {visit.case.reference}",
            cancelled=visit.status == CANCELLED,
        )


def own_deadlines(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """What waits in the cases of which this person is the worker, where the policy has the worker told of it."""
    found = (
        select(Deadline, Case, DeadlinePolicy)
        .join(Case, Case.id == Deadline.case_id)
        .join(DeadlinePolicy, DeadlinePolicy.version == Deadline.policy)
        .where(worked_by(holder), Deadline.running, Deadline.met_on.is_(None))
    )
    for deadline, case, policy in session.execute(found.order_by(Deadline.due_on, Case.id).limit(AT_MOST)):
        if any(WORKER in told for told in policy.warned[deadline.kind].values()):
            yield _whole_day(deadline, case, person)


def _whole_day(deadline: Deadline, case: Case, person: KnownPerson) -> Item:
    start = f"{deadline.kind}-{deadline.round}-{deadline.starts_on:%Y%m%d}"
    return Item(
        uid=f"deadline-{case.id}-{start}@opora",
        sequence=0,
        changed_at=datetime.combine(deadline.starts_on, time(), UTC),
        begins=deadline.due_on,
        ends=deadline.due_on + DAY,
        title=f"{DEADLINE_KINDS.text(deadline.kind, person.language)} · {case.reference}",
    )
