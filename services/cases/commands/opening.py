"""A referral was accepted: its case opens, once."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands.carrying import carry_over, pass_over_near
from services.cases.commands.checks import plain
from services.cases.commands.family import keep_search_terms
from services.cases.commands.progress import refresh
from services.cases.commands.telling import tell
from services.cases.model import Case, Member
from shared.contracts.cases import CASE_OPENED
from shared.directory.model import KnownOrganisation
from shared.eventing.handlers import NotYet
from shared.handing_over.people import hold
from shared.ids import uuid7
from shared.reference import new_reference

Accepted = dict[str, Any]
"""The data of `referrals.referral.accepted`; sealed fields are None when their key was destroyed."""


def open_case(session: Session, accepted: Accepted, by: UUID | None, at: datetime) -> Case | None:
    """`at`: when the referral was accepted. None when its case is open already.

    Raises NotYet while the organisation is unknown: the day on which the case opens depends on its time zone.
    """
    if session.scalar(select(Case.id).where(Case.referral == accepted["referral"])):
        return None
    organisation = session.get(KnownOrganisation, accepted["to_organisation"])
    if organisation is None:
        raise NotYet(KnownOrganisation, accepted["to_organisation"])
    case = _case(session, accepted, at, organisation.time_zone)
    case.opened_by = by
    case.members = _members(accepted, organisation.time_zone)
    session.add(case)
    if accepted.get("done_before") and by:
        carry_over(session, case, accepted["done_before"], by)
    with session.no_autoflush:  # written once, with its deadlines and its next step
        refresh(session, case)
        keep_search_terms(session, case)
    _tell_opened(session, case, accepted, by, at)
    return case


def _tell_opened(session: Session, case: Case, accepted: Accepted, by: UUID | None, at: datetime) -> None:
    """What was carried over says so: nobody is to hear of what is past."""
    told = {}
    if "carried_over" in accepted:
        pass_over_near(case)
        told["carried_over"] = accepted["carried_over"]
    tell(session, case, CASE_OPENED, by, told, at=at, fact_on=case.opened_on)


def _case(session: Session, accepted: Accepted, at: datetime, zone: str) -> Case:
    opened_on = at.astimezone(ZoneInfo(zone)).date()
    same = ("referral", "family", "from_organisation", "sent_by", "channel", "urgency", "reasons", "help_wanted")
    known = ("family_kind", "district")
    return Case(
        **{name: accepted[name] for name in (*same, *known)},
        **{name: accepted.get(name) for name in ("address", "phone", "narrative")},
        id=uuid7(),
        version=1,
        reference=_free_reference(session),
        referral_reference=accepted["reference"],
        former_reference=accepted.get("former_reference"),
        organisation=accepted["to_organisation"],
        worker=_who_can_still_work(session, accepted["worker"], accepted["to_organisation"]),
        status="opened",
        round=1,
        began_in="opened",
        began_on=opened_on,
        basis=plain({**accepted["basis"], "document": accepted.get("basis_document")}),
        questions=plain(accepted.get("questions") or []),
        opened_at=at,
        opened_on=opened_on,
        signed_by=[],
        put_on=[],
        all_deadlines=[],
        plan=None,
    )


def _who_can_still_work(session: Session, worker: UUID | None, organisation: UUID) -> UUID | None:
    """A person who was deactivated or went elsewhere between the acceptance and now gets no case."""
    known = hold(session, worker)
    return worker if known is None or known.works_at(organisation) else None


def _members(accepted: Accepted, zone: str) -> list[Member]:
    before = accepted.get("done_before")
    told_on = before["recorded_on"] if before else accepted["submitted_at"].astimezone(ZoneInfo(zone)).date()
    names = ("id", "role", "last_name", "first_name", "middle_name", "born_on", "age")
    return [
        Member(
            **{name: member[name] for name in names},
            position=position,
            aged_on=told_on if member["age"] is not None else None,
        )
        for position, member in enumerate(accepted.get("members") or [])
    ]


def _free_reference(session: Session) -> str:
    """The column is unique: a clash that slips through rolls the opening back, and it is tried again."""
    reference = new_reference()
    while session.scalar(select(Case.id).where(Case.reference == reference)):
        reference = new_reference()
    return reference
