"""Sweeping up what holds no more."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.referrals.model import InvitationLink, UsedForm
from shared import clock, throttles
from shared.service import Timer

KEPT_FOR = timedelta(days=1)
SWEPT_AT_ONCE = 500


def sweep(session: Session) -> int:
    """Delete links and forms that hold no more and counts whose time is over, a bounded number of each; how many."""
    return (
        _delete(session, InvitationLink.token_hash, InvitationLink.expires_at)
        + _delete(session, UsedForm.nonce, UsedForm.expires_at)
        + throttles.sweep(session)
    )


def _delete(session: Session, key: InstrumentedAttribute[Any], ends: InstrumentedAttribute[datetime]) -> int:
    old = select(key).where(ends < clock.system() - KEPT_FOR).limit(SWEPT_AT_ONCE).with_for_update(skip_locked=True)
    gone = session.scalars(delete(key.class_).where(key.in_(old.scalar_subquery())).returning(key))
    return len(gone.all())


SWEEP = Timer("sweep", timedelta(hours=1), sweep)
