"""What has had its day is deleted: ended sessions, links, and counts of attempts."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.identity.model import Base, Link, UserSession
from shared import clock, throttles
from shared.service import Timer

KEPT_FOR = timedelta(days=1)
BATCH = 500


def sweep(session: Session) -> int:
    """Delete a bounded number of rows of each kind; how many there were."""
    return (
        _delete(session, UserSession, UserSession.id, UserSession.expires_at)
        + _delete(session, Link, Link.token_hash, Link.expires_at)
        + throttles.sweep(session)
    )


def _delete(
    session: Session, model: type[Base], key: InstrumentedAttribute[Any], ends: InstrumentedAttribute[Any]
) -> int:
    old = select(key).where(ends < clock.system() - KEPT_FOR).limit(BATCH).with_for_update(skip_locked=True)
    gone = session.scalars(delete(model).where(key.in_(old.scalar_subquery())).returning(key))
    return len(gone.all())


TIMERS = [Timer("sweep", timedelta(hours=1), sweep)]
