"""What is open of a person: how much for those who lead there, which referrals as far as the caller may see them."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.referrals.commands.handing_over import taken_up
from services.referrals.model import DutyRoster, Referral
from services.referrals.queries.referrals import referrals
from services.referrals.rules.states import INFO_REQUESTED, UNDECIDED
from shared.caller import Caller
from shared.directory.model import KnownPerson
from shared.handing_over.counting import ITEMS_AT_MOST, counted, queue, said_of

Shown = dict[str, Any]
COORDINATOR = "coordinator"
_ROW = ("id", "reference", "status", "urgency", "answer_by", "reply_by")


def open_work(session: Session, caller: Caller, person: KnownPerson) -> Shown:
    """`counts` of all that is open, and the rows of what the caller may see."""
    found = {"taken_up": taken_up(person.id, person.organisation), "sent": _sent(person)}
    counts = {name: counted(session, rows) for name, rows in found.items()}
    counts["questions"] = counted(session, found["sent"].where(Referral.status == INFO_REQUESTED))
    counts["duty"] = counted(session, _rosters(person))
    shown = {name: _rows(session, caller, rows) for name, rows in found.items()}
    waiting = queue(session, person, COORDINATOR, _undecided(person))
    return said_of(person) | shown | {"counts": counts, "queue": waiting}


def _sent(person: KnownPerson) -> Select[Referral]:
    theirs = (Referral.sent_by == person.id, Referral.status.in_(UNDECIDED))
    return select(Referral).where(*theirs).order_by(Referral.id)


def _rosters(person: KnownPerson) -> Select[DutyRoster]:
    theirs = (DutyRoster.organisation == person.organisation, DutyRoster.people.contains([person.id]))
    return select(DutyRoster).where(*theirs)


def _undecided(person: KnownPerson) -> Select[Referral]:
    waiting = (Referral.to_organisation == person.organisation, Referral.status.in_(UNDECIDED))
    return select(Referral).where(*waiting)


def _rows(session: Session, caller: Caller, found: Select[Referral]) -> list[Shown]:
    """Who sent or received them sees them in these lists too."""
    seen = referrals(caller, {}).with_only_columns(Referral.id)
    rows = session.scalars(found.where(Referral.id.in_(seen)).limit(ITEMS_AT_MOST))
    return [{name: getattr(row, name) for name in _ROW} for row in rows]
