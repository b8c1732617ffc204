"""An organisation without accounts: invited by a coordinator of the receiver, it sends one referral by a link."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.referrals.commands.letters import INVITATION_LIFE, write_letter
from services.referrals.model import Invitation, InvitationLink, InvitationMail, Referral
from shared import clock, letters
from shared.caller import Caller
from shared.directory.model import KnownOrganisation
from shared.ids import uuid7
from shared.problems import Conflict, NotFound

GONE = "This link does not hold. Ask the organisation that invited you for a new one."


def invite(
    session: Session, caller: Caller, *, organisation_name: str, email: str, contact_name: str | None = None
) -> Invitation:
    """Let an organisation without accounts send one referral to the caller's own. Raises Conflict for one that takes
    no referrals at all."""
    assert caller.organisation
    known = session.get(KnownOrganisation, caller.organisation)
    if known and not (known.active and known.accepts_referrals):
        raise Conflict("Your organisation takes no referrals at present.", state="takes_no_referrals")
    invitation = Invitation(
        id=uuid7(),
        organisation=caller.organisation,
        invited_by=caller.person,
        organisation_name=organisation_name,
        email=email,
        contact_name=contact_name,
        invited_at=clock.now(),
        expires_at=clock.system() + INVITATION_LIFE,
    )
    session.add(invitation)
    session.flush()
    write_letter(session, invitation.id)
    return invitation


def cancel(session: Session, caller: Caller, invitation: Invitation) -> Invitation:
    """Its links hold no more. Raises Conflict once the referral is sent: then it is withdrawn or declined instead."""
    state = invitation.state(clock.system())
    if state != "open":
        raise Conflict("This invitation is not open any more.", state=state)
    invitation.cancelled_at = clock.now()
    session.execute(delete(InvitationLink).where(InvitationLink.invitation == invitation.id))
    session.execute(delete(InvitationMail).where(InvitationMail.invitation == invitation.id))
    return invitation


def find_invitation(session: Session, token: str, *, lock: bool) -> Invitation:
    """The invitation of this link. Raises NotFound, the same whatever it is that does not hold."""
    link = session.get(InvitationLink, letters.hash_of(token))
    if link is None:
        raise NotFound(GONE)
    # Who sends locks the invitation first, so that two uses at once have one effect.
    invitation = session.get_one(Invitation, link.invitation, with_for_update=lock)
    if link.expires_at <= clock.system() or invitation.cancelled_at:
        raise NotFound(GONE)
    return invitation


def sent_by_guest(session: Session, invitation: Invitation, *, lock: bool = False) -> Referral:
    """The referral that was sent. Raises Conflict before."""
    found = select(Referral).where(Referral.invitation == invitation.id)
    referral = session.scalars(found.with_for_update() if lock else found).one_or_none()
    if referral is None:
        raise Conflict("Nothing was sent by this link yet.", state="open")
    return referral
