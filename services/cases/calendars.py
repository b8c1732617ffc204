"""A person's calendar feed: what lies before them, by case reference and kind alone. No name, no
address, no note: a feed lies on phones and on the servers of calendar programs.

What is in it comes from `SOURCES`; whatever else people are to find in their calendars is one more of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from services.cases.codes import VISIT_KINDS
from services.cases.model import Case, Deadline, DeadlinePolicy, Visit
from services.cases.policies import worked_on_by
from services.cases.rules.lengths import WORKER
from services.cases.rules.visits import CANCELLED, ends_at
from services.cases.visits import made_by
from shared import clock
from shared.codes import DEADLINE_KINDS
from shared.directory.model import KnownPerson

MEDIA_TYPE = "text/calendar"
LOOKS_BACK = timedelta(days=30)
"""Ours: what was before is in the case."""

AT_MOST = 1_000
"""Items of one source: more are no calendar, and no program reads them."""


@dataclass(frozen=True)
class Item:
    """One entry. `begins` and `ends` are moments, or days (`ends` the day after the last)."""

    uid: str
    sequence: int
    changed_at: datetime
    begins: datetime | date
    ends: datetime | date
    title: str
    cancelled: bool = False


Source = Callable[[Session, KnownPerson], Iterable[Item]]


def planned_visits(session: Session, person: KnownPerson) -> Iterable[Item]:
    """Those that this person makes, on the cases on whose team they are now; those that were cancelled too."""
    found = (
        select(Visit)
        .join(Case, Case.id == Visit.case_id)
        .where(worked_on_by(person.id), made_by() == person.id, Visit.at >= clock.now() - LOOKS_BACK)
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


def own_deadlines(session: Session, person: KnownPerson) -> Iterable[Item]:
    """What waits in the cases of which this person is the worker, where the policy has the worker told of it."""
    found = (
        select(Deadline, Case, DeadlinePolicy)
        .join(Case, Case.id == Deadline.case_id)
        .join(DeadlinePolicy, DeadlinePolicy.version == Deadline.policy)
        .where(Case.worker == person.id, Deadline.running, Deadline.met_on.is_(None))
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
        ends=deadline.due_on + timedelta(days=1),
        title=f"{DEADLINE_KINDS.text(deadline.kind, person.language)} · {case.reference}",
    )


SOURCES: tuple[Source, ...] = (planned_visits, own_deadlines)


def feed_of(session: Session, person: KnownPerson) -> bytes:
    """The person's calendar, in their language and time zone."""
    from services.cases.ical import written  # a quarter of a second that only feeds need

    return written(person, [item for source in SOURCES for item in source(session, person)])
