"""Which orders of asking a caller sees."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import Chain
from services.volunteers.policies.common import coordinates
from shared.caller import Caller
from shared.problems import NotFound


def chain(session: Session, caller: Caller, lock: bool, id: UUID) -> Chain:
    found = session.get(Chain, id)
    if found is None or not coordinates(caller, found.request.organisation):
        raise NotFound
    return found
