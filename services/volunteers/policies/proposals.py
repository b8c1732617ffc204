"""Which proposals a caller sees."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.locks import lock_proposal
from services.volunteers.model import Proposal
from services.volunteers.policies.common import is_side_of
from shared.caller import Caller
from shared.problems import NotFound


def proposal(session: Session, caller: Caller, lock: bool, id: UUID) -> Proposal:
    row = session.get(Proposal, id)
    if row is None or not is_side_of(caller, row.volunteer):
        raise NotFound
    if lock:
        lock_proposal(session, row)
    return row
