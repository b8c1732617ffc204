"""What must not happen twice at the same moment, where there is no row yet that could be locked."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:what, 0))")


def one_at_a_time(session: Session, what: str) -> None:
    """Waits until no other transaction of this service's database is at the same thing; whoever comes next waits until
    this one has ended. `what` names it, with the ids of whose it is."""
    session.execute(_LOCK, {"what": what})
