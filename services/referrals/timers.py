"""Reminders: the time to answer or to reply is nearly over, or over, each once for each start. And sweeping up."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.referrals.model import InvitationLink, Referral, Throttle, UsedForm
from services.referrals.rules import states
from shared import clock
from shared.contracts.referrals import (
    REFERRAL_ANSWER_NEAR,
    REFERRAL_ANSWER_PASSED,
    REFERRAL_REPLY_NEAR,
    REFERRAL_REPLY_PASSED,
)
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.service import Timer

EVERY = timedelta(seconds=5)
AT_ONCE = 100
KEPT_FOR = timedelta(days=1)
SWEPT_AT_ONCE = 500


class Reminder(NamedTuple):
    """What is told when the moment in the column `due` has come, as long as the clock runs (`status`).

    The event says when that clock ends (column `ends`) under the name `says`.
    """

    event: EventType
    due: str
    ends: str
    status: str
    says: str


REMINDERS = (
    Reminder(REFERRAL_ANSWER_NEAR, "tell_answer_near_at", "answer_due_at", states.SUBMITTED, "answer_by"),
    Reminder(REFERRAL_ANSWER_PASSED, "tell_answer_passed_at", "answer_due_at", states.SUBMITTED, "answer_by"),
    Reminder(REFERRAL_REPLY_NEAR, "tell_reply_near_at", "reply_by", states.INFO_REQUESTED, "reply_by"),
    Reminder(REFERRAL_REPLY_PASSED, "tell_reply_passed_at", "reply_by", states.INFO_REQUESTED, "reply_by"),
)

_SAID = ("reference", "to_organisation", "from_organisation", "sent_by", "urgency")


def remind(session: Session, reminder: Reminder) -> int:
    """Tell what is due, at most a hundred; a referral that someone works on at this moment has its turn next time."""
    due: InstrumentedAttribute[datetime] = getattr(Referral, reminder.due)
    found = select(Referral).where(due <= clock.now(), Referral.status == reminder.status)
    found = found.order_by(due).limit(AT_ONCE).with_for_update(skip_locked=True)
    referrals = session.scalars(found).all()
    for referral in referrals:
        _tell(session, reminder, referral)
    return len(referrals)


def _tell(session: Session, reminder: Reminder, referral: Referral) -> None:
    data = {name: getattr(referral, name) for name in _SAID}
    data |= {"referral": referral.id, reminder.says: getattr(referral, reminder.ends)}
    # Past the version: a reminder shows in no answer, so it must not make a reader's ETag stale. The row is locked.
    done = update(Referral).where(Referral.id == referral.id).values({reminder.due: None})
    session.execute(done, execution_options={"synchronize_session": False})
    publish(session, reminder.event, referral.id, data)


def _timer(reminder: Reminder) -> Timer:
    return Timer(reminder.event.name, EVERY, lambda session: remind(session, reminder))


def sweep(session: Session) -> int:
    """Delete links and forms that hold no more and counts whose time is over, a bounded number of each; how many."""
    return (
        _delete(session, InvitationLink.token_hash, InvitationLink.expires_at)
        + _delete(session, UsedForm.nonce, UsedForm.expires_at)
        + _delete(session, Throttle.key, Throttle.window_ends_at)
    )


def _delete(session: Session, key: InstrumentedAttribute[Any], ends: InstrumentedAttribute[datetime]) -> int:
    old = select(key).where(ends < clock.system() - KEPT_FOR).limit(SWEPT_AT_ONCE).with_for_update(skip_locked=True)
    gone = session.scalars(delete(key.class_).where(key.in_(old.scalar_subquery())).returning(key))
    return len(gone.all())


TIMERS = [*(_timer(reminder) for reminder in REMINDERS), Timer("sweep", timedelta(hours=1), sweep)]
