"""What is open of a person: how much for those who lead there, which referrals as far as the caller may see them."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.referrals.commands.handing_over import taken_up
from services.referrals.model import DutyRoster, Referral
from services.referrals.queries.referrals import referrals
from services.referrals.rules.states import INFO_REQUESTED, UNDECIDED
from shared.caller import Caller
from shared.directory.model import KnownPerson
from shared.directory.work import ITEMS_AT_MOST, said_of

Shown = dict[str, Any]
COORDINATOR = "coordinator"
_ROW = ("id", "reference", "status", "urgency", "answer_by", "reply_by")


def open_work(session: Session, caller: Caller, person: KnownPerson) -> Shown:
    """`counts` of all that is open, and the rows of what the caller may see."""
    found = {"taken_up": taken_up(person.id, person.organisation), "sent": _sent(person)}
    counts = {name: _count(session, rows) for name, rows in found.items()}
    counts["questions"] = _count(session, found["sent"].where(Referral.status == INFO_REQUESTED))
    counts["duty"] = _count(session, _rosters(person))
    shown = {name: _rows(session, caller, rows) for name, rows in found.items()}
    return said_of(person) | shown | {"counts": counts, "queue": _queue(session, person)}


def _sent(person: KnownPerson) -> Select[Referral]:
    theirs = (Referral.sent_by == person.id, Referral.status.in_(UNDECIDED))
    return select(Referral).where(*theirs).order_by(Referral.id)


def _rosters(person: KnownPerson) -> Select[DutyRoster]:
    theirs = (DutyRoster.organisation == person.organisation, DutyRoster.people.contains([person.id]))
    return select(DutyRoster).where(*theirs)


def _queue(session: Session, person: KnownPerson) -> Shown | None:
    there = person.organisation
    if COORDINATOR not in person.roles or there is None:
        return None
    waiting = select(Referral).where(Referral.to_organisation == there, Referral.status.in_(UNDECIDED))
    colleagues = (KnownPerson.organisation == there, KnownPerson.active, KnownPerson.roles.contains([COORDINATOR]))
    others = select(KnownPerson).where(*colleagues, KnownPerson.id != person.id)
    return {"waiting": _count(session, waiting), "others": _count(session, others)}


def _count(session: Session, found: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0


def _rows(session: Session, caller: Caller, found: Select[Referral]) -> list[Shown]:
    """Who sent or received them sees them in these lists too."""
    seen = referrals(caller, {}).with_only_columns(Referral.id)
    rows = session.scalars(found.where(Referral.id.in_(seen)).limit(ITEMS_AT_MOST))
    return [{name: getattr(row, name) for name in _ROW} for row in rows]
