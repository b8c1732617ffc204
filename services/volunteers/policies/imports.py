"""Which files a caller may look at again."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import Import
from services.volunteers.policies.common import COORDINATORS
from shared.caller import Caller
from shared.problems import NotFound


def imported(session: Session, caller: Caller, lock: bool, id: UUID) -> Import:
    """A file that was sent for the caller's own register."""
    found = session.get(Import, id)
    if found is None or not COORDINATORS.allows(caller, None) or found.organisation != caller.organisation:
        raise NotFound
    return found
