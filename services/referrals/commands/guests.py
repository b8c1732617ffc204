"""An organisation without accounts: invited by a coordinator of the receiver, it sends one referral by a link."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from services.referrals.model import Invitation, InvitationLink, InvitationMail, Referral
from shared import clock, letters
from shared.caller import Caller
from shared.directory.model import KnownOrganisation
from shared.ids import uuid7
from shared.problems import Conflict, NotFound

INVITATION_LIFE = timedelta(days=14)  # ours
NEWS_LIFE = timedelta(days=180)  # ours: each piece of news brings a link that holds so long again

GONE = "This link does not hold. Ask the organisation that invited you for a new one."


@dataclass(frozen=True)
class Letter:
    """What a mail to who was invited needs. It stays in memory: `token` opens the referral's state."""

    mail: UUID
    email: str
    receiver: str
    reference: str | None
    token: str


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
    _mail(session, invitation.id)
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


def tell_guest(session: Session, referral: Referral) -> None:
    """Let a mail say that there is news, if an invited organisation sent it. One that waits already says it too."""
    if referral.invitation is None:
        return
    waits = exists().where(InvitationMail.invitation == referral.invitation, InvitationMail.attempts == 0)
    if not session.scalar(select(waits)):
        _mail(session, referral.invitation)


# --- mails ------------------------------------------------------------------------------------------------------------


def is_letter_due(session: Session) -> bool:
    return letters.is_due(session, InvitationMail)


def next_letter(session: Session) -> Letter | None:
    """The next mail that is due, with a link of its own; None when none is. Commit before sending it."""
    while mail := letters.take_due(session, InvitationMail):
        invitation = session.get_one(Invitation, mail.invitation)
        if invitation.state(clock.system()) not in ("open", "used"):
            session.delete(mail)
            session.flush()
            continue
        letters.count_try(mail)
        return _letter(session, mail, invitation)
    return None


def letter_sent(session: Session, letter: Letter) -> None:
    session.execute(delete(InvitationMail).where(InvitationMail.id == letter.mail))


def issue_link(session: Session, invitation: Invitation) -> str:
    """The token of a new link, to be mailed once."""
    token = letters.new_token()
    ends = clock.system() + NEWS_LIFE if invitation.referral else invitation.expires_at
    session.add(InvitationLink(token_hash=letters.hash_of(token), invitation=invitation.id, expires_at=ends))
    session.flush()
    return token


def _letter(session: Session, mail: InvitationMail, invitation: Invitation) -> Letter:
    known = session.get(KnownOrganisation, invitation.organisation)
    reference = invitation.referral.reference if invitation.referral else None
    receiver = known.name if known else ""
    return Letter(mail.id, invitation.email, receiver, reference, issue_link(session, invitation))


def _mail(session: Session, invitation: UUID) -> None:
    now: datetime = clock.system()
    session.add(InvitationMail(invitation=invitation, created_at=now, attempts=0, next_try_at=now))


def prolong(session: Session, invitation: UUID) -> None:
    """The referral is sent: the links go on to tell what becomes of it."""
    ends = clock.system() + NEWS_LIFE
    session.execute(update(InvitationLink).where(InvitationLink.invitation == invitation).values(expires_at=ends))
