"""Mails to who was invited: the invitation first, then that there is news, each with a link of its own."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from services.referrals.model import Invitation, InvitationLink, InvitationMail, Referral
from shared import clock, letters
from shared.directory.model import KnownOrganisation

INVITATION_LIFE = timedelta(days=14)  # ours
NEWS_LIFE = timedelta(days=180)  # ours: each piece of news brings a link that holds so long again


@dataclass(frozen=True)
class Letter:
    """What a mail to who was invited needs. It stays in memory: `token` opens the referral's state."""

    mail: UUID
    email: str
    receiver: str
    reference: str | None
    token: str


def write_letter(session: Session, invitation: UUID) -> None:
    now = clock.system()
    session.add(InvitationMail(invitation=invitation, created_at=now, attempts=0, next_try_at=now))


def tell_guest(session: Session, referral: Referral) -> None:
    """Let a mail say that there is news, if an invited organisation sent it. One that waits already says it too."""
    if referral.invitation is None:
        return
    waits = exists().where(InvitationMail.invitation == referral.invitation, InvitationMail.attempts == 0)
    if not session.scalar(select(waits)):
        write_letter(session, referral.invitation)


def prolong(session: Session, invitation: UUID) -> None:
    """The referral is sent: the links go on to tell what becomes of it."""
    ends = clock.system() + NEWS_LIFE
    session.execute(update(InvitationLink).where(InvitationLink.invitation == invitation).values(expires_at=ends))


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
