"""What the sender does after a referral is sent."""

from sqlalchemy.orm import Session

from services.referrals.commands.actor import Actor
from services.referrals.commands.events import tell
from services.referrals.model import Referral
from services.referrals.rules import states
from shared import clock
from shared.contracts.referrals import REFERRAL_ANSWERED, REFERRAL_WITHDRAWN
from shared.problems import Conflict


def answer(session: Session, caller: Actor, referral: Referral, *, answer: str) -> Referral:
    """Reply to the open question, also late; the receiver's time runs on."""
    states.require("answer", referral.status)
    if referral.open_question is None:
        raise Conflict(states.NO_QUESTION, state=referral.status)
    now = clock.now()
    referral.status = states.SUBMITTED
    referral.resume_answer(now)
    referral.note("answered", now, caller.person, caller.organisation, answer=answer)
    tell(session, REFERRAL_ANSWERED, referral, caller)
    return referral


def withdraw(session: Session, caller: Actor, referral: Referral, *, reason: str, note: str | None = None) -> Referral:
    """Take it back while nobody has decided; afterwards it is the receiver who ends the help."""
    states.require("withdraw", referral.status)
    referral.status = states.WITHDRAWN
    referral.stop_clocks()
    referral.note("withdrawn", clock.now(), caller.person, caller.organisation, reason=reason, note=note)
    tell(session, REFERRAL_WITHDRAWN, referral, caller, reason=reason)
    return referral
