"""Which requests a caller sees."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import Request
from services.volunteers.policies.common import coordinates
from shared.caller import Caller
from shared.problems import NotFound


def request(session: Session, caller: Caller, lock: bool, id: UUID) -> Request:
    """Never locked here: commands lock the volunteer before the request."""
    row = session.get(Request, id)
    if row is None or not coordinates(caller, row.organisation):
        raise NotFound
    return row
