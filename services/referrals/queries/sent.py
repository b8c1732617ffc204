"""What became of the referrals that somebody sent: by how it stands, and how many there are of each."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.referrals.model import Draft, Referral
from services.referrals.queries.referrals import referrals
from services.referrals.rules import states
from shared.caller import Caller

TABS: dict[str, tuple[str, ...]] = {
    "waiting": (states.SUBMITTED,),
    "question": (states.INFO_REQUESTED,),
    "taken_on": (states.ACCEPTED, states.CASE_OPENED),
    "ended": (states.DECLINED, states.WITHDRAWN, states.DUPLICATE, states.CASE_CLOSED),
}
"""How it stands for the sender, and the states that come to it."""

COUNTED_TO = 1000
"""More than so many are not counted: a list of them is looked for in, not read."""

DRAFTS_AT_MOST = 50


def sent(caller: Caller, tab: str) -> Select[Referral]:
    """What the caller sees as a sender, of one of the tabs."""
    return referrals(caller, {"box": "sent"}).where(Referral.status.in_(TABS[tab]))


def counts(session: Session, caller: Caller) -> dict[str, int]:
    """How many stand on each tab, up to `COUNTED_TO`."""
    columns = [_counted(caller, tab).label(tab) for tab in TABS]
    return dict(session.execute(select(*columns)).one()._mapping)


def _counted(caller: Caller, tab: str) -> "Select[int]":
    some = sent(caller, tab).with_only_columns(Referral.id).limit(COUNTED_TO).subquery()
    return select(func.count()).select_from(some).scalar_subquery()  # type: ignore[return-value]


def drafts(session: Session, caller: Caller) -> list[Draft]:
    """Those that the caller has not sent yet, the last changed first."""
    own = select(Draft).where(Draft.owner == caller.person, Draft.referral.is_(None))
    return list(session.scalars(own.order_by(Draft.changed_at.desc()).limit(DRAFTS_AT_MOST)))
