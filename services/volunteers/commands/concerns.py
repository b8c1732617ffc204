"""A volunteer reports danger or a need for a specialist: no part of the journal, which it is not kept beside."""

from typing import Any

from sqlalchemy.orm import Session

from services.volunteers.commands.telling import assignment_state
from services.volunteers.model import Assignment
from services.volunteers.rules.concerns import may_be_reported
from shared import clock
from shared.caller import Caller
from shared.contracts.volunteers import CONCERN_RAISED
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Conflict


def report_concern(
    session: Session, caller: Caller, assignment: Assignment, *, severity: str, text: str
) -> dict[str, Any]:
    """Say it; `cases` makes the one record of it, under the id that is answered here. Returns what was said."""
    now = clock.now()
    if not may_be_reported(assignment.ended_at, now):
        raise Conflict("The pairing ended more than 30 days ago; in danger call 112.", state=assignment.status)
    said = {"concern": uuid7(), "severity": severity, "text": text, "at": now}
    data = {**assignment_state(assignment), **said, "by": caller.person}
    publish(session, CONCERN_RAISED, assignment.request_id, data)
    return said
