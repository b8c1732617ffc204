"""What happens because time passes: reminders, each once for each start, escalation, calls to who is on duty."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.referrals.commands import call
from services.referrals.commands.events import reminder_state
from services.referrals.commands.letters import tell_guest
from services.referrals.model import Referral
from services.referrals.rules import deadlines, states
from shared import clock
from shared.contracts.referrals import (
    REFERRAL_ANSWER_ESCALATED,
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
)


def remind(session: Session, reminder: Reminder) -> int:
    """Tell what is due, at most a hundred."""
    referrals = _due(session, getattr(Referral, reminder.due), reminder.status)
    for referral in referrals:
        data = reminder_state(referral) | {reminder.says: getattr(referral, reminder.ends)}
        _set(session, referral, **{reminder.due: None})
        publish(session, reminder.event, referral.id, data)
        if reminder.status == states.INFO_REQUESTED:
            tell_guest(session, referral)
    return len(referrals)


def go_on(session: Session) -> int:
    """The sender had time enough to reply: it is the receiver's turn again, their time runs on from now, and both are
    told. A late answer is taken all the same.

    Other than a reminder this shows in answers, so a reader's ETag ends with it.
    """
    referrals = _due(session, Referral.tell_reply_passed_at, states.INFO_REQUESTED)
    for referral in referrals:
        now, reply_by = clock.now(), referral.reply_by
        referral.status = states.SUBMITTED
        referral.resume_answer(now)
        referral.note("not_answered", now, None, None)
        data = reminder_state(referral) | {"reply_by": reply_by, "answer_by": referral.answer_by}
        publish(session, REFERRAL_REPLY_PASSED, referral.id, data)
        tell_guest(session, referral)
    return len(referrals)


def escalate(session: Session) -> int:
    """Tell the sender, and the receiver's supervisors again and again, that there is still no decision."""
    referrals = _due(session, Referral.tell_answer_escalated_at, states.SUBMITTED)
    for referral in referrals:
        assert referral.tell_answer_escalated_at
        times = referral.escalations + 1
        again = deadlines.escalated_again_at(referral.tell_answer_escalated_at, clock.now(), referral.policy.lengths)
        _set(session, referral, tell_answer_escalated_at=again, escalations=times)
        data = reminder_state(referral) | {"answer_by": referral.answer_due_at, "times": times}
        publish(session, REFERRAL_ANSWER_ESCALATED, referral.id, data)
        if times == 1:
            tell_guest(session, referral)
    return len(referrals)


def call_duty(session: Session) -> int:
    """Call whoever is next for families in danger of which nobody of the receiver said yet that they see to it."""
    referrals = _due(session, Referral.call_duty_at, states.SUBMITTED)
    for referral in referrals:
        call(session, referral)
    return len(referrals)


def _due(session: Session, due: InstrumentedAttribute[datetime | None], status: str) -> Sequence[Referral]:
    """Locked; a referral that someone works on at this moment has its turn next time."""
    found = select(Referral).where(due <= clock.now(), Referral.status == status)
    return session.scalars(found.order_by(due).limit(AT_ONCE).with_for_update(skip_locked=True)).all()


def _set(session: Session, referral: Referral, **values: object) -> None:
    """Past the version: a reminder shows in no answer, so it must not make a reader's ETag stale."""
    done = update(Referral).where(Referral.id == referral.id).values(values)
    session.execute(done, execution_options={"synchronize_session": False})


def _timer(reminder: Reminder) -> Timer:
    return Timer(reminder.event.name, EVERY, lambda session: remind(session, reminder))


TIMERS = [
    *(_timer(reminder) for reminder in REMINDERS),
    Timer(REFERRAL_REPLY_PASSED.name, EVERY, go_on),
    Timer(REFERRAL_ANSWER_ESCALATED.name, EVERY, escalate),
    Timer("duty", EVERY, call_duty),
]
