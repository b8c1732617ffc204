"""A pause until a day ends by itself: whoever was ready before is ready again."""

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from services.volunteers.commands.telling import tell_of_volunteer
from services.volunteers.commands.vetting import watch
from services.volunteers.model import Volunteer
from shared import clock
from shared.contracts.volunteers import VOLUNTEER_CHANGED
from shared.directory.model import KnownOrganisation

END_AT_ONCE = 100


def end_due_pauses(session: Session) -> int:
    """End a number of pauses whose last day is over where the organisation is; returns how many."""
    zone = func.coalesce(KnownOrganisation.time_zone, clock.DEFAULT_TIME_ZONE)
    due = (
        select(Volunteer)
        .outerjoin(KnownOrganisation, KnownOrganisation.id == Volunteer.organisation)
        .where(Volunteer.status == "paused", Volunteer.paused_until <= cast(func.timezone(zone, clock.now()), Date))
        .order_by(Volunteer.id)
        .limit(END_AT_ONCE)
    )
    found = session.scalars(due.with_for_update(skip_locked=True, of=Volunteer)).all()
    for volunteer in found:
        volunteer.status, volunteer.paused_until = "ready", None
        watch(session, volunteer)
        tell_of_volunteer(session, VOLUNTEER_CHANGED, volunteer, None)
    return len(found)
