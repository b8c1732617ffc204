"""What identity told us of the organisations that a referral names."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals.commands.actor import Actor
from services.referrals.model.referral import IMMEDIATE
from shared import emergency
from shared.directory.model import KnownOrganisation
from shared.problems import Conflict


def require_taking(session: Session, organisation: UUID, **state: str) -> None:
    """Conflict unless this known organisation takes referrals now."""
    known = session.get_one(KnownOrganisation, organisation)
    if not known.active or not known.accepts_referrals:
        raise Conflict("This organisation takes no referrals at present. Choose another one.", **state)


def require_room(
    session: Session, caller: Actor, organisation: UUID, *, urgency: str, despite: bool | None, state: str
) -> bool | None:
    """Conflict, with the day `until`, while this known organisation takes no more.

    Danger does not wait: an immediate referral may be sent all the same, by who says so (`despite`). And who writes
    down what a family asked of the own organisation decides there about it. True when it was sent despite a pause.
    That `despite` is said of danger alone is checked before.
    """
    until = session.get_one(KnownOrganisation, organisation).takes_no_more_until()
    if until is None or organisation == caller.organisation:
        return None
    if despite:
        return True
    raise Conflict(_no_room(until, urgency), state=state, until=until.isoformat())


def _no_room(until: date, urgency: str) -> str:
    said = f"This organisation takes no more referrals until {until.isoformat()}. Choose another one."
    if urgency == IMMEDIATE:
        return f"{said} When nobody else can help, send it with despite_no_capacity; in danger call {emergency.NUMBER}."
    return said
