"""Referring a family: by a partner, or by the receiver's own coordinator for a family that asked or called."""

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.referrals.commands.actor import OUTSIDER, Actor
from services.referrals.commands.events import tell, tell_family
from services.referrals.commands.lengths import present_lengths
from services.referrals.commands.letters import prolong
from services.referrals.commands.likeness import write_keys
from services.referrals.commands.receivers import require_room, require_taking
from services.referrals.model import Family, Invitation, Member, Receiver, Referral
from services.referrals.rules import states, submission
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import FAMILY_REGISTERED, REFERRAL_SUBMITTED
from shared.directory.lookup import today_at
from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.ids import uuid7
from shared.problems import Conflict, Forbidden, Invalid
from shared.reference import new_reference
from shared.search import keep, terms

OWN_CHANNELS = ("family", "crisis_line")

_HOUSEHOLD = ("kind", "district", "address", "phone")
_PLAIN = ("to_organisation", "channel", "urgency", "narrative")


def submit(session: Session, caller: Caller, body: dict[str, Any]) -> Referral:
    """`body` as `schemas.Submission` loads it; every optional key is there, null when not given
    (`despite_no_capacity` may be missing).

    Raises Forbidden, Invalid, and Conflict when the organisation takes no referrals, or no more for some time.
    """
    _require_right(caller, body)
    return enter(session, caller, body)


def enter(session: Session, caller: Actor, body: dict[str, Any], guest: Invitation | None = None) -> Referral:
    """The same for whoever may: `guest` is the invitation by which an organisation without accounts sends it. Who
    invites has room for it."""
    _require_sense(session, caller, body)
    require_taking(session, body["to_organisation"], state="takes_no_referrals")
    despite = None if guest else _require_room(session, caller, body)
    referral = new_referral(session, caller, body, new_family(body["family"]), guest)
    _note(caller, referral, despite)
    session.add(referral)
    session.flush()
    make_findable(session, referral)
    tell_family(session, FAMILY_REGISTERED, referral.household, caller)
    tell(session, REFERRAL_SUBMITTED, referral, caller)
    return referral


def submit_by_invitation(session: Session, invitation: Invitation, body: dict[str, Any]) -> Referral:
    """To the organisation that invited; `body` as `schemas.GuestReferral` loads it. It is nobody's referral here: to
    name the receiver as its sender would give the receiver's referrers the sender's rights, and would not be true.

    Raises as `submit`, and Conflict when the invitation was used already."""
    state = invitation.state(clock.system())
    if state != "open":
        raise Conflict("By this link a referral was sent already. It shows what became of it.", state=state)
    prolong(session, invitation.id)
    return enter(session, OUTSIDER, body | {"to_organisation": invitation.organisation}, invitation)


def _require_right(caller: Caller, body: dict[str, Any]) -> None:
    """A coordinator who is no referrer writes down what a family or a caller asked of the own organisation."""
    to_own = body["to_organisation"] == caller.organisation and body["channel"] in OWN_CHANNELS
    if not caller.has("referrer") and not (caller.has("coordinator") and to_own):
        raise Forbidden("A coordinator refers only to the own organisation, for a family that asked or called.")


def _require_sense(session: Session, caller: Actor, body: dict[str, Any]) -> None:
    if errors := wrong_in(session, caller, body):
        raise Invalid(errors)


def wrong_in(session: Session, caller: Actor, body: dict[str, Any]) -> submission.Errors:
    """What makes no sense in it, by dotted path; none of what depends on the receiver's room. The day is the sender's;
    of who has no organisation here, the receiver's."""
    today = today_at(session, caller.organisation or body["to_organisation"])
    errors = submission.errors(body, today)
    if session.get(KnownOrganisation, body["to_organisation"]) is None:
        errors["to_organisation"] = ["not_found"]
    if session.get(KnownDistrict, body["family"]["district"]) is None:
        errors["family.district"] = ["unknown_code"]
    return errors


def _require_room(session: Session, caller: Actor, body: dict[str, Any]) -> bool | None:
    to, urgency, despite = body["to_organisation"], body["urgency"], body.get("despite_no_capacity")
    return require_room(session, caller, to, urgency=urgency, despite=despite, state="takes_no_more")


def new_family(said: dict[str, Any]) -> Family:
    """It gets its id now, whenever it came."""
    members = [Member(id=uuid7(), position=position, **member) for position, member in enumerate(said["members"])]
    return Family(id=uuid7(), registered_at=clock.now(), members=members, **{name: said[name] for name in _HOUSEHOLD})


def new_referral(
    session: Session, caller: Actor, body: dict[str, Any], family: Family, guest: Invitation | None
) -> Referral:
    now, basis, policy = clock.now(), body["basis"], present_lengths(session).policy
    referral = Referral(
        id=uuid7(now),
        reference=_free_reference(session),
        status=states.SUBMITTED,
        household=family,
        family=family.id,
        guest=guest,
        from_organisation=caller.organisation,
        sent_by=caller.person,
        basis_kind=basis["kind"],
        basis_given_on=basis["given_on"],
        basis_document=basis["document"],
        reasons=list(dict.fromkeys(body["reasons"])),
        help_wanted=list(dict.fromkeys(body["help_wanted"])),
        submitted_at=now,
        **{name: body[name] for name in _PLAIN},
    )
    referral.receivers.append(Receiver(organisation=referral.to_organisation, received_at=now))
    referral.start_answer(now, policy)
    return referral


def _note(caller: Actor, referral: Referral, despite: bool | None) -> None:
    to, at = referral.to_organisation, referral.submitted_at
    referral.note("submitted", at, caller.person, caller.organisation, to_organisation=to, despite_no_capacity=despite)


def _free_reference(session: Session) -> str:
    while True:
        reference = new_reference()
        if not session.scalar(select(exists().where(Referral.reference == reference))):
            return reference


def make_findable(session: Session, referral: Referral) -> None:
    family = referral.household
    words = terms([member.last_name for member in family.members], [referral.reference], [family.phone])
    keep(session, referral.id, words)
    write_keys(session, [referral])
