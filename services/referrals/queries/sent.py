"""What became of the referrals that somebody sent: by how it stands, and how many there are of each."""

from uuid import UUID

from sqlalchemy import CompoundSelect, Label, Select, func, select, union
from sqlalchemy.orm import Session

from services.referrals.model import Draft, Referral
from services.referrals.queries.referrals import ways_to_have_sent, with_rows
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
    return with_rows(select(Referral).where(Referral.id.in_(_ids(caller, tab))))


def counts(session: Session, caller: Caller) -> dict[str, int]:
    """How many stand on each tab, up to `COUNTED_TO`."""
    return dict(session.execute(select(*(_counted(caller, tab) for tab in TABS))).one()._mapping)


def _counted(caller: Caller, tab: str) -> Label[int]:
    some = _ids(caller, tab).limit(COUNTED_TO).subquery()
    return select(func.count()).select_from(some).scalar_subquery().label(tab)


def _ids(caller: Caller, tab: str) -> CompoundSelect[tuple[UUID]]:
    """By one index for each way: to walk back through everybody's until there are enough takes long where a tab holds
    few of the caller's."""
    stands = Referral.status.in_(TABS[tab])
    return union(*(select(Referral.id).where(way, stands) for way in ways_to_have_sent(caller)))


def drafts(session: Session, caller: Caller) -> list[Draft]:
    """Those that the caller has not sent yet, the last changed first."""
    own = select(Draft).where(Draft.owner == caller.person, Draft.referral.is_(None))
    return list(session.scalars(own.order_by(Draft.changed_at.desc()).limit(DRAFTS_AT_MOST)))
