"""What the receiver's coordinator decides about a referral."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals.commands.events import all_for_a_case, tell
from services.referrals.commands.families import own_family, same_family
from services.referrals.commands.lengths import present_lengths
from services.referrals.commands.receivers import require_room, require_taking
from services.referrals.model import Receiver, Referral
from services.referrals.model.referral import IMMEDIATE
from services.referrals.rules import states
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import (
    REFERRAL_ACCEPTED,
    REFERRAL_DECLINED,
    REFERRAL_INFO_REQUESTED,
    REFERRAL_MARKED_DUPLICATE,
    REFERRAL_PASSED_ON,
)
from shared.directory.lookup import person_at, time_zone_of
from shared.directory.model import KnownOrganisation
from shared.problems import Conflict, Forbidden, Invalid


def accept(
    session: Session,
    caller: Caller,
    referral: Referral,
    *,
    worker: UUID | None = None,
    carried: dict[str, Any] | None = None,
) -> Referral:
    """Take the family on; `worker` is one of the receiver's active case workers, or not yet known. `carried`: what its
    case is told besides when support began long ago."""
    states.require("accept", referral.status)
    if worker is not None and not person_at(session, worker, referral.to_organisation, "case_worker"):
        raise Invalid({"worker": ["not_found"]})
    referral.worker = worker
    _decide(caller, referral, states.ACCEPTED, worker=worker)
    tell(session, REFERRAL_ACCEPTED, referral, caller, **all_for_a_case(referral), **(carried or {}))
    return referral


def decline(session: Session, caller: Caller, referral: Referral, *, reason: str, note: str | None = None) -> Referral:
    """The reason `other` says nothing by itself: it needs a note."""
    states.require("decline", referral.status)
    if reason == "other" and not note:
        raise Invalid({"note": ["required"]})
    _decide(caller, referral, states.DECLINED, reason=reason, note=note)
    tell(session, REFERRAL_DECLINED, referral, caller, reason=reason)
    return referral


def ask(session: Session, caller: Caller, referral: Referral, *, question: str) -> Referral:
    """The time to answer stands still until the sender replies. Who asks has seen it: nobody on duty is called."""
    states.require("ask", referral.status)
    now, zone = clock.now(), time_zone_of(session, referral.from_organisation or referral.to_organisation)
    referral.acknowledge(now, caller.person)
    referral.start_reply(now, zone)
    referral.status = states.INFO_REQUESTED
    referral.note("info_requested", now, caller.person, caller.organisation, question=question)
    tell(session, REFERRAL_INFO_REQUESTED, referral, caller, reply_by=referral.reply_by)
    return referral


def pass_on(
    session: Session,
    caller: Caller,
    referral: Referral,
    *,
    to_organisation: UUID,
    note: str | None = None,
    consent_covers: bool | None = None,
    despite_no_capacity: bool | None = None,
) -> Referral:
    """Another organisation is to answer; its time starts anew, id, reference and history stay.

    With a family's consent as the basis, the caller says that it covers the new receiver (`consent_covers`); in
    immediate danger also one that takes no more at present may get it (`despite_no_capacity`).
    """
    if caller.organisation != referral.to_organisation:
        raise Forbidden("The referral is another organisation's now.")
    states.require("pass_on", referral.status)
    _require_consent(referral, consent_covers)
    _require_new_receiver(session, referral, to_organisation)
    despite = _require_room(session, caller, referral, to_organisation, despite_no_capacity)
    now, policy = clock.now(), present_lengths(session).policy
    _hand_over(referral, to_organisation, now)
    referral.start_answer(now, policy)
    said = {"to_organisation": to_organisation, "note": note, "despite_no_capacity": despite}
    referral.note("passed_on", now, caller.person, caller.organisation, **said)
    tell(session, REFERRAL_PASSED_ON, referral, caller, previous_organisation=caller.organisation)
    return referral


def mark_duplicate(session: Session, caller: Caller, referral: Referral, *, of: UUID) -> Referral:
    """The family is `of`, which was referred to the own organisation too: from now on they are one."""
    states.require("mark_duplicate", referral.status)
    known = own_family(session, caller, of)
    if known is None:
        raise Invalid({"of": ["not_found"]})
    same_family(session, caller, referral.household, known)
    _decide(caller, referral, states.DUPLICATE, of=of)
    tell(session, REFERRAL_MARKED_DUPLICATE, referral, caller, of=of)
    return referral


def _decide(caller: Caller, referral: Referral, status: str, **detail: object) -> None:
    referral.status = status
    referral.stop_clocks()
    referral.note(status, clock.now(), caller.person, caller.organisation, **detail)


def _require_consent(referral: Referral, consent_covers: bool | None) -> None:
    if referral.basis_kind == "consent" and not consent_covers:
        raise Invalid(
            {"consent_covers": ["consent_does_not_cover"]},
            "Ask the family whether another organisation may be told of them.",
        )


def _require_new_receiver(session: Session, referral: Referral, organisation: UUID) -> None:
    if session.get(KnownOrganisation, organisation) is None:
        raise Invalid({"to_organisation": ["not_found"]})
    if organisation in {receiver.organisation for receiver in referral.receivers}:
        raise Conflict("This organisation has or had this referral. Choose another one.", state=referral.status)
    require_taking(session, organisation, state=referral.status)


def _require_room(
    session: Session, caller: Caller, referral: Referral, organisation: UUID, despite: bool | None
) -> bool | None:
    urgency = referral.urgency
    if despite and urgency != IMMEDIATE:
        raise Invalid({"despite_no_capacity": ["not_with_this_urgency"]})
    return require_room(session, caller, organisation, urgency=urgency, despite=despite, state=referral.status)


def _hand_over(referral: Referral, organisation: UUID, now: datetime) -> None:
    before = next(one for one in referral.receivers if one.organisation == referral.to_organisation)
    before.passed_on_at = now
    referral.receivers.append(Receiver(organisation=organisation, received_at=now))
    referral.to_organisation = organisation
    referral.status = states.SUBMITTED
