"""Documents of referrals: whose they are.

Sender and present receiver have them in common; who passed the referral on has none of them any more. Once it is
accepted, papers may still come; declined, withdrawn or found to be a duplicate, nobody is there to need them.
"""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals import policies
from services.referrals.model import Referral
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.documents.codes import REFERRAL_DOCUMENT_KINDS
from shared.documents.model import Document
from shared.problems import Conflict, Invalid, NotFound
from shared.web.documents.routes import OfRecord
from shared.web.policy import Policy

OVER = ("declined", "withdrawn", "duplicate")


def _adds(caller: Caller, referral: Referral) -> bool:
    return policies.is_sender(caller, referral) or policies.is_receiver(caller, referral)


def _works_on_its_case(caller: Caller, referral: Referral) -> bool:
    """Whoever leads the case now, or stands in for them; at acceptance it may have been another."""
    worker = referral.case.worker if referral.case else None
    return worker is not None and caller.acts_for(worker, "case_worker")


def _reads(caller: Caller, referral: Referral) -> bool:
    return _adds(caller, referral) or _works_on_its_case(caller, referral)


def _annuls(caller: Caller, found: tuple[Referral, Document]) -> bool:
    referral, document = found
    looks_after = policies.is_receiver(caller, referral) and caller.has("coordinator", "supervisor")
    return document.added_by == caller.person or looks_after


def _referral(session: Session, caller: Caller, lock: bool, id: UUID) -> Referral:
    """Raises NotFound for who has neither to do with the referral nor with its case."""
    found = session.get(Referral, id, with_for_update=lock)
    if found is None or not (policies.relation_to(caller, found) or _works_on_its_case(caller, found)):
        raise NotFound
    return found


def _check_adding(referral: Referral, member: UUID | None) -> None:
    if referral.status in OVER:
        raise Conflict("Nobody works with this referral any more: it takes no documents.", state=referral.status)
    if member and member not in {one.id for one in referral.household.members}:
        raise Invalid({"member": ["not_in_family"]})


def _today(session: Session, referral: Referral) -> date:
    """It is the day of the document already when it is that where its sender is."""
    return max(today_at(session, one) for one in (referral.to_organisation, referral.from_organisation))


OF_REFERRALS = OfRecord(
    path="/referrals/<uuid:id>",
    kinds=REFERRAL_DOCUMENT_KINDS,
    on=_referral,
    reads=Policy("sender; present receiver; worker of the case that came of it", _reads),
    adds=Policy("sender; present receiver", _adds),
    annuls=Policy("who added it; coordinator or supervisor of the present receiver", _annuls),
    today=_today,
    may_add=_check_adding,
)
