"""Which matching runs a caller sees."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import MatchingRun
from services.volunteers.policies.common import coordinates
from shared.caller import Caller
from shared.problems import NotFound


def run(session: Session, caller: Caller, lock: bool, id: UUID) -> MatchingRun:
    found = session.get(MatchingRun, id)
    if found is None or not coordinates(caller, found.organisation):
        raise NotFound
    return found
