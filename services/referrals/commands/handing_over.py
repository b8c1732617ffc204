"""Somebody else is on duty instead of one person, and sees to the referrals that they had taken up."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.referrals.commands.duty import people_on_duty
from services.referrals.model import DutyRoster, Referral
from services.referrals.model.referral import IMMEDIATE
from services.referrals.rules.duty import ON_DUTY_ROLES
from services.referrals.rules.states import SUBMITTED, UNDECIDED
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import DUTY_HANDED_OVER
from shared.directory.model import KnownAbsence, KnownPerson
from shared.eventing.envelope import Event
from shared.eventing.outbox import publish
from shared.handing_over.people import receiver, successor

_IN_DANGER = (Referral.urgency == IMMEDIATE, Referral.status == SUBMITTED)


@dataclass
class HandedOver:
    """`duty`: whether they stood on the duty roster; `referrals`: which undecided ones the other sees to now."""

    to: UUID
    duty: bool = False
    referrals: list[UUID] = field(default_factory=list)


def hand_over(session: Session, caller: Caller, person: KnownPerson, *, to: UUID) -> HandedOver:
    """Raises Invalid when the other is nobody who can be on duty there."""
    receiver(session, person, to, ON_DUTY_ROLES)
    assert person.organisation
    return _give(session, person.id, person.organisation, to, caller.person)


def pass_on(session: Session, event: Event) -> None:
    """Someone was deactivated. Without a successor who can be on duty they stay on the roster as one who cannot be
    called, and for a family in danger to whom they saw the next is called: nobody else would come."""
    organisation, to = event.data["organisation"], successor(session, event, ON_DUTY_ROLES)
    if to:
        _give(session, event.subject, organisation, to.id, event.by)
    elif organisation:
        _call_again(session, event.subject, organisation)


def taken_up(person: UUID, organisation: UUID | None) -> Select[Referral]:
    """Undecided referrals to their organisation to which they said that they see."""
    theirs = (Referral.acknowledged_by == person, Referral.to_organisation == organisation)
    return select(Referral).where(*theirs, Referral.status.in_(UNDECIDED)).order_by(Referral.id)


def _give(session: Session, person: UUID, organisation: UUID, to: UUID, by: UUID | None) -> HandedOver:
    done = HandedOver(to, _take_place(session, organisation, person, to, by))
    if _is_away(session, to, organisation):
        _call_again(session, person, organisation)
    for referral in session.scalars(taken_up(person, organisation).with_for_update(of=Referral)):
        referral.acknowledged_by = to
        done.referrals.append(referral.id)
    if done.duty or done.referrals:
        counts = {"duty": int(done.duty), "referrals": len(done.referrals)}
        named = {"person": person, "to": to, "organisation": organisation, "by": by}
        publish(session, DUTY_HANDED_OVER, person, named | counts)
    return done


def _take_place(session: Session, organisation: UUID, person: UUID, to: UUID, by: UUID | None) -> bool:
    """At the other's turn; who stands on the roster already keeps their own. Whether the other stood on it."""
    roster = session.get(DutyRoster, organisation, with_for_update=True)
    if roster is None or person not in roster.people:
        return False
    stands = to in roster.people
    places = [to if one == person else one for one in roster.people]
    roster.people = [one for one in roster.people if one != person] if stands else places
    roster.version += 1
    roster.changed_at, roster.changed_by = clock.now(), by or roster.changed_by
    return True


def _is_away(session: Session, person: UUID, organisation: UUID) -> bool:
    """Whether they are, and no deputy of theirs can be on duty: who sees to a family in danger must come today."""
    deputy = session.scalar(
        select(KnownAbsence.deputy).where(
            KnownAbsence.person == person, KnownAbsence.begins_at <= clock.now(), KnownAbsence.ends_at > clock.now()
        )
    )
    return deputy is not None and deputy not in people_on_duty(session, organisation)


def follow_person(session: Session, event: Event) -> None:
    """Someone works elsewhere or as something else now: families in danger do not wait for who may see them no more."""
    theirs = select(Referral.to_organisation).where(Referral.acknowledged_by == event.subject, *_IN_DANGER)
    if not set(ON_DUTY_ROLES).isdisjoint(event.data["roles"]):
        theirs = theirs.where(Referral.to_organisation.is_distinct_from(event.data["organisation"]))
    for organisation in session.scalars(theirs.distinct()).all():
        _call_again(session, event.subject, organisation)


def _call_again(session: Session, person: UUID, organisation: UUID) -> None:
    in_danger = taken_up(person, organisation).where(*_IN_DANGER)
    for referral in session.scalars(in_danger.with_for_update(of=Referral)):
        referral.acknowledged_at = referral.acknowledged_by = None
        referral.call_duty_at = clock.now()
