"""Which volunteers a caller sees."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from services.volunteers.locks import lock_volunteer
from services.volunteers.model import Volunteer
from services.volunteers.policies.common import own, register_of
from shared.caller import Caller
from shared.problems import NotFound


def visible_volunteers(caller: Caller) -> ColumnElement[bool]:
    return or_(own(caller), register_of(caller))


def volunteer(session: Session, caller: Caller, lock: bool, id: UUID) -> Volunteer:
    row = session.scalars(select(Volunteer).where(Volunteer.id == id, visible_volunteers(caller))).one_or_none()
    if row is None:
        raise NotFound
    return lock_volunteer(session, row.id) if lock else row
