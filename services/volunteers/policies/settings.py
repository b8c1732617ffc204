"""Who sets up a register, and who reads its figures."""

from sqlalchemy.orm import Session

from services.volunteers.commands.settings import settings_to_change
from services.volunteers.queries.settings import Present, present_settings
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.policy import roles

SETTERS = roles("volunteer_coordinator", "organisation_administrator")
COUNTERS = roles("volunteer_coordinator", "supervisor", "organisation_administrator")


def settings(session: Session, caller: Caller, lock: bool) -> Present:
    """Of the caller's own organisation. Whoever may not change them takes no lock."""
    if caller.organisation is None:
        raise NotFound
    may = SETTERS.allows(caller, None)
    return (settings_to_change if lock and may else present_settings)(session, caller.organisation)
