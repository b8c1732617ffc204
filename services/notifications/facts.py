"""What an event says, and what we know besides of the case or referral that it names."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.notifications.model import FamilyAlias, KnownCase, KnownReferral
from shared.codes import CLOSED_CASE_STATES
from shared.contracts.referrals import REFERRAL_MARKED_DUPLICATE
from shared.eventing.envelope import Event
from shared.eventing.handlers import NotYet


def facts_of(session: Session, event: Event) -> dict[str, Any]:
    """The event's data with `published_at` (system time) and, where another service's record is named, `case`,
    `case_reference`, `case_organisation`, `case_worker` (of a pairing, or of the family that a duplicate is of) and
    `referral_reference` (of a case). Raises NotYet when a pairing's case is not known yet."""
    facts = event.data | {"published_at": event.envelope.time}
    if event.type.service == "volunteers" and "case" in event.data:
        facts |= _case_facts(_case(session, event.data["case"]))
    if event.type is REFERRAL_MARKED_DUPLICATE:
        facts |= _case_facts(_open_case(session, event.data["of"], event.data["to_organisation"]))
    if event.type.service == "cases" and "referral" in event.data:
        facts["referral_reference"] = _reference(session, event.data["referral"])
    return facts


RECORDS = ("concern", "assignment", "proposal", "request", "case", "referral", "absence")
"""What events name, the narrowest first."""


def record_of(event: Event) -> UUID:
    """What the event is of: of a case's concern, for example, the concern."""
    return next(iter(records_of(event)), event.subject)


def records_of(event: Event) -> list[UUID]:
    """All that it is about, the narrowest first. A concern stands apart from all other work on its case."""
    named = [id for name in RECORDS if (id := event.data.get(name))]
    return named[:1] if "concern" in event.data else named


def _case(session: Session, id: UUID) -> KnownCase:
    case = session.get(KnownCase, id)
    if case is None:
        raise NotYet(KnownCase, id)
    return case


def _case_facts(case: KnownCase | None) -> dict[str, Any]:
    if case is None:
        return {}
    return {
        "case": case.id,
        "case_reference": case.reference,
        "case_organisation": case.organisation,
        "case_worker": case.worker,
    }


def _reference(session: Session, referral: UUID) -> str | None:
    """Only shown, so nothing waits for it."""
    known = session.get(KnownReferral, referral)
    return known.reference if known else None


def _open_case(session: Session, family: UUID, organisation: UUID) -> KnownCase | None:
    """The open case of this family, whatever ids it has had; this organisation's own before another's."""
    found = select(KnownCase).where(
        KnownCase.family.in_(_ids_of(session, family)), KnownCase.status.not_in(CLOSED_CASE_STATES)
    )
    own_first = (KnownCase.organisation == organisation).desc()
    return session.scalar(found.order_by(own_first, KnownCase.id.desc()).limit(1))


def _ids_of(session: Session, family: UUID) -> set[UUID]:
    """Every id under which this family is or was known."""
    found = {family}
    while True:
        near = select(FamilyAlias).where(
            or_(FamilyAlias.family.in_(found), FamilyAlias.same_as.in_(found)), FamilyAlias.same_as.is_not(None)
        )
        more = {id for alias in session.scalars(near) for id in (alias.family, alias.same_as) if id} - found
        if not more:
            return found
        found |= more
