"""What the forms of a referral rest on, read from its records."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from services.referrals.forms.facts import ReferralFacts
from services.referrals.forms.values import both_operators
from services.referrals.model import Member, Referral
from shared.ages import CHILD, OF_AGE, PARENTS, full_years
from shared.caller import Caller
from shared.directory.lookup import time_zone_of, today_at
from shared.directory.model import KnownDistrict, KnownOrganisation, KnownPerson
from shared.forms.blocks import Values
from shared.forms.household import Relative
from shared.forms.russian import full_name
from shared.problems import Invalid


def facts_of(session: Session, caller: Caller, referral: Referral, member: UUID | None) -> ReferralFacts:
    """`member`: the adult who gives consent; the first of them when None. Raises Invalid for anybody else."""
    today = today_at(session, caller.organisation)
    sent_on = _day(session, referral, referral.submitted_at)
    family, relatives = referral.household, _relatives(referral, sent_on, today)
    sender, sender_person = _sender(session, referral)
    district = session.get(KnownDistrict, family.district)
    return ReferralFacts(
        reference=referral.reference,
        sent_on=sent_on,
        today=today,
        sender=sender,
        sender_person=sender_person,
        receiver=_name(session, referral.to_organisation),
        channel=referral.channel,
        urgency=referral.urgency,
        basis=referral.basis_kind,
        basis_given_on=referral.basis_given_on,
        basis_document=referral.basis_document or "",
        family_kind=family.kind,
        district=district.name if district else family.district,
        address=family.address or "",
        phone=family.phone or "",
        family=tuple(relatives.values()),
        signer=_signer(relatives, member),
        reasons=tuple(referral.reasons),
        help_wanted=tuple(referral.help_wanted),
        narrative=referral.narrative,
    )


def wording_of(referral: Referral) -> UUID:
    """Whose wording is printed: the sender's, or where none of our organisations sent it, the receiver's."""
    return referral.from_organisation or referral.to_organisation


def blank(session: Session, caller: Caller) -> Values:
    """Before there is a referral: the caller's own organisation, as the one that sends or the one that receives."""
    own = _name(session, caller.organisation)
    sends = caller.has("referrer")
    sender, receiver = (own, "") if sends else ("", own)
    known = {"sender.name": sender, "receiver.name": receiver}
    return {**known, "operators": both_operators(sender, receiver)}


def _relatives(referral: Referral, sent_on: date, today: date) -> dict[UUID, Relative]:
    return {one.id: _relative(one, sent_on, today) for one in referral.household.members}


def _relative(one: Member, sent_on: date, today: date) -> Relative:
    """An age was told when it was sent, and grew since."""
    told = None if one.age is None else one.age + full_years(sent_on, today)
    age = full_years(one.born_on, today) if one.born_on else told
    is_child = one.role == CHILD if age is None else age < OF_AGE
    names = (one.last_name, one.first_name, one.middle_name)
    return Relative(one.role, *names, one.born_on, told, is_child and one.role not in PARENTS)


def _signer(relatives: dict[UUID, Relative], member: UUID | None) -> Relative | None:
    if member is None:
        return next((one for one in relatives.values() if not one.is_child), None)
    found = relatives.get(member)
    if found is None or found.is_child:
        raise Invalid({"member": ["not_adult" if found else "not_found"]})
    return found


def _sender(session: Session, referral: Referral) -> tuple[str, str]:
    """The organisation and the person; an invited one has no account and is named by its invitation."""
    if referral.guest:
        return referral.guest.organisation_name or "", referral.guest.contact_name or ""
    person = session.get(KnownPerson, referral.sent_by) if referral.sent_by else None
    name = full_name(person.last_name, person.first_name, person.middle_name) if person else ""
    return _name(session, referral.from_organisation), name


def _name(session: Session, organisation: UUID | None) -> str:
    known = session.get(KnownOrganisation, organisation) if organisation else None
    return known.name if known else ""


def _day(session: Session, referral: Referral, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(time_zone_of(session, wording_of(referral)))).date()
