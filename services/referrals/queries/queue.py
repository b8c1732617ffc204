"""What its receiver has to do with referrals: those to answer by what is due, the others by how they stand."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from services.referrals.model import Family, Referral
from services.referrals.queries.referrals import referrals
from services.referrals.rules import states
from shared.caller import Caller
from shared.directory.model import KnownDistrict, KnownOrganisation, KnownPerson
from shared.problems import Invalid

TO_ANSWER, ASKED, TAKEN, NOT_TAKEN, PASSED_ON = "to_answer", "asked", "taken", "not_taken", "passed_on"

STATES: Mapping[str, tuple[str, ...]] = {
    TO_ANSWER: (states.SUBMITTED,),
    ASKED: (states.INFO_REQUESTED,),
    TAKEN: (states.ACCEPTED, states.CASE_OPENED, states.CASE_CLOSED),
    NOT_TAKEN: (states.DECLINED, states.WITHDRAWN, states.DUPLICATE),
}
"""How it stands for the receiver, and the states that come to it."""

TABS = (*STATES, PASSED_ON)

DUE: Mapping[str, InstrumentedAttribute[datetime | None]] = {
    TO_ANSWER: Referral.answer_due_at,
    ASKED: Referral.reply_by,
}
"""What waits for somebody, by the end of whose time it is sorted; the rest is sorted by when it was sent."""

COUNTED_TO = 1000
"""More than so many are not counted: nobody works through such a list."""


@dataclass(frozen=True)
class Listed:
    """One page. `next` is where the next one begins; empty on the last one."""

    rows: list[Referral]
    next: str


def queue(session: Session, caller: Caller, tab: str, *, district: str | None, cursor: str, limit: int) -> Listed:
    """One page of a tab, with all that its rows say. Raises Invalid for a cursor that is none."""
    found = _of_tab(caller, tab).options(selectinload(Referral.guest), selectinload(Referral.history))
    if district:
        lives_in = select(Family.district).where(Family.id == Referral.family).scalar_subquery()
        found = found.where(lives_in == district)  # asked row by row until the page is full, not of all families
    if cursor:
        found = found.where(_after(tab, cursor))
    rows = list(session.scalars(found.order_by(*_order(tab)).limit(limit + 1)))
    more = _cursor(tab, rows[limit - 1]) if len(rows) > limit else ""
    return Listed(rows[:limit], more)


def counts(session: Session, caller: Caller) -> dict[str, int]:
    """How many wait for somebody, up to `COUNTED_TO` each."""
    columns = [_counted(caller, tab).label(tab) for tab in DUE]
    return dict(session.execute(select(*columns)).one()._mapping)


def districts(session: Session) -> dict[str, str]:
    """Names by code."""
    found = select(KnownDistrict.code, KnownDistrict.name).order_by(KnownDistrict.region, KnownDistrict.name)
    return {row.code: row.name for row in session.execute(found)}


def fetch_names(session: Session, rows: list[Referral]) -> list[Any]:
    """Whom rows name, at once; each is found in the session as long as the answer is kept."""
    organisations = {one.from_organisation for one in rows} | {one.to_organisation for one in rows}
    people = {one.sent_by for one in rows if one.sent_by}
    known = select(KnownOrganisation).where(KnownOrganisation.id.in_(organisations - {None}))
    return [*session.scalars(known), *session.scalars(select(KnownPerson).where(KnownPerson.id.in_(people)))]


def _of_tab(caller: Caller, tab: str) -> Select[Any]:
    """The states are written out, for that is how indexes of a part of the table are found."""
    if tab == PASSED_ON:
        return referrals(caller, {"box": PASSED_ON})
    found = referrals(caller, {"box": "received"})
    wanted = [literal(state, literal_execute=True) for state in STATES[tab]]
    return found.where(Referral.status == wanted[0] if len(wanted) == 1 else Referral.status.in_(wanted))


def _counted(caller: Caller, tab: str) -> Any:
    some = _of_tab(caller, tab).with_only_columns(Referral.id).limit(COUNTED_TO).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _order(tab: str) -> list[ColumnElement[Any]]:
    return [DUE[tab].asc(), Referral.id.asc()] if tab in DUE else [Referral.id.desc()]


def _after(tab: str, cursor: str) -> ColumnElement[bool]:
    due, id = _read(cursor)
    return tuple_(DUE[tab], Referral.id) > (due, id) if tab in DUE else Referral.id < id


def _cursor(tab: str, last: Referral) -> str:
    due = getattr(last, DUE[tab].key).isoformat() if tab in DUE else ""
    return base64.urlsafe_b64encode(f"{due} {last.id}".encode()).rstrip(b"=").decode()


def _read(cursor: str) -> tuple[datetime | None, UUID]:
    try:
        due, _, id = base64.urlsafe_b64decode(cursor + "==").decode().rpartition(" ")
        return datetime.fromisoformat(due) if due else None, UUID(id)
    except (ValueError, binascii.Error):
        raise Invalid({"cursor": ["invalid"]}) from None
