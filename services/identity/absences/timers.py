"""That an absence begins and ends is told by itself, each once."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, cast, func, select
from sqlalchemy.orm import Session

from services.identity.absences.commands import can_stand_in, said
from services.identity.model import Absence, Person
from shared import clock
from shared.contracts import identity
from shared.eventing.outbox import publish
from shared.service import Timer

EVERY = timedelta(seconds=30)
AT_ONCE = 100


def begin(session: Session) -> int:
    """One that has come and gone while nobody looked has only ended. Who cannot stand in is not told to: that nobody
    does is said once more, on the day when it counts."""
    found = _due(session, Absence.began_said_at.is_(None), Absence.from_on <= _today(), Absence.last_on >= _today())
    for absence in found:
        absence.began_said_at = clock.now()
        event = identity.ABSENCE_STARTED if can_stand_in(absence) else identity.ABSENCE_UNCOVERED
        publish(session, event, absence.person, said(absence))
    return len(found)


def end(session: Session) -> int:
    found = _due(session, Absence.last_on < _today())
    for absence in found:
        absence.ended_said_at = clock.now()
        publish(session, identity.ABSENCE_ENDED, absence.person, said(absence))
    return len(found)


def _today() -> ColumnElement[date]:
    """The business day where the person is."""
    return cast(func.timezone(Person.time_zone, clock.now()), Date)


def _due(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Absence]:
    """Locked; what somebody works on at this moment has its turn next time."""
    found = select(Absence).join(Person, Person.id == Absence.person)
    found = found.where(Absence.ended_said_at.is_(None), *conditions).order_by(Absence.from_on).limit(AT_ONCE)
    return session.scalars(found.with_for_update(of=Absence, skip_locked=True)).all()


TIMERS = [Timer("absences_begin", EVERY, begin), Timer("absences_end", EVERY, end)]
