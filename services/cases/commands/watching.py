"""Teams that were to meet by no day are, and those that were are not, soon after an administrator says so: also of
cases on which nobody works, which are the ones that it is about."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.cases.commands.lengths import meetings_watched_since
from services.cases.commands.progress import refresh
from services.cases.model import Case, Deadline

BATCH = 200
MEETING = ("planned", "supported")
"""States in which a team has a plan to meet about."""


def follow_policy_of_meetings(session: Session) -> int:
    """How many cases have, or have no longer, a day by which their team meets."""
    runs = exists().where(Deadline.case_id == Case.id, Deadline.kind == "team_meeting", Deadline.running)
    watched = meetings_watched_since(session) is not None
    otherwise = select(Case).where(Case.status.in_(MEETING), ~runs if watched else runs)
    cases = session.scalars(otherwise.order_by(Case.id).limit(BATCH).with_for_update(of=Case, skip_locked=True)).all()
    for case in cases:
        refresh(session, case)
    return len(cases)
