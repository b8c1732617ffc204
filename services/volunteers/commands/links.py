"""A proposal's link: who was asked opens it from the mail and answers without a password, this one question alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.volunteers.commands.proposals import accept, decline
from services.volunteers.locks import lock_proposal
from services.volunteers.model import Proposal, ProposalLink, ProposalMail
from services.volunteers.people import is_gone
from shared import clock, letters, throttles
from shared.caller import Caller
from shared.problems import NotFound

GONE = "This link does not hold any more. Sign in, or ask your coordinator."

LINK_LIFE = timedelta(days=30)
"""Ours, in real time: longer than any question stands. What ends a link is the end of its question."""

ANSWER_SHOWN = timedelta(days=1)
"""Ours: so long a link goes on to say what was answered by it, and nothing else."""

SWEPT_AT_ONCE = 500


@dataclass(frozen=True)
class Question:
    """What a link opens."""

    link: ProposalLink
    proposal: Proposal


@dataclass(frozen=True)
class Letter:
    """What a mail to who is asked needs. It stays in memory: `token` opens the question."""

    mail: UUID
    proposal: UUID
    email: str
    language: str
    time_zone: str
    expires_at: datetime
    token: str


def find_question(session: Session, token: str, *, lock: bool) -> Question:
    """Raises NotFound, the same whatever it is that does not hold."""
    link = _link(session, token)
    proposal = session.get_one(Proposal, link.proposal)
    if lock:
        lock_proposal(session, proposal)
        link = _link(session, token)
    if _left(proposal) or not (_stands(proposal) or _tells_answer(link)):
        raise NotFound(GONE)
    return Question(link, proposal)


def accept_by_link(session: Session, question: Question) -> Proposal:
    """Yes, as by who is signed in. Raises Conflict."""
    proposal = accept(session, _holder(question.proposal), question.proposal)
    question.link.answered_at = clock.system()
    return proposal


def decline_by_link(session: Session, question: Question, reason: str | None = None) -> Proposal:
    """No, as by who is signed in. Raises Conflict."""
    proposal = decline(session, _holder(question.proposal), question.proposal, reason)
    question.link.answered_at = clock.system()
    return proposal


# --- mails ------------------------------------------------------------------------------------------------------------


def is_letter_due(session: Session) -> bool:
    return letters.is_due(session, ProposalMail)


def next_letter(session: Session) -> Letter | None:
    """The next mail that is due, with a link of its own; None when none is. Commit before sending it."""
    while mail := letters.take_due(session, ProposalMail):
        letter = _letter(session, mail)
        if letter:
            letters.count_try(mail)
            return letter
        session.delete(mail)
        session.flush()
    return None


def letter_sent(session: Session, letter: Letter) -> None:
    session.execute(delete(ProposalMail).where(ProposalMail.id == letter.mail))


def issue_link(session: Session, proposal: Proposal) -> str:
    """The token of a new link, to be mailed once."""
    token = letters.new_token()
    ends = clock.system() + LINK_LIFE
    session.add(ProposalLink(token_hash=letters.hash_of(token), proposal=proposal.id, expires_at=ends))
    session.flush()
    return token


def sweep(session: Session) -> int:
    """Delete links of what ended a day ago and counts whose time is over, a bounded number of each; how many."""
    return _sweep_links(session) + throttles.sweep(session)


def _link(session: Session, token: str) -> ProposalLink:
    """As it is now: another may have answered by it, or swept it up, a moment ago."""
    link = session.get(ProposalLink, letters.hash_of(token), populate_existing=True)
    if link is None or link.expires_at <= clock.system():
        raise NotFound(GONE)
    return link


def _letter(session: Session, mail: ProposalMail) -> Letter | None:
    """None when nobody is asked any more, or nobody knows where to write."""
    proposal = session.get_one(Proposal, mail.proposal)
    known = proposal.volunteer.known
    if known is None or not known.email or _left(proposal) or not _stands(proposal):
        return None
    told = (known.email, known.language, known.time_zone, proposal.expires_at)
    return Letter(mail.id, proposal.id, *told, issue_link(session, proposal))


def _stands(proposal: Proposal) -> bool:
    return proposal.status == "made" and proposal.expires_at > clock.now()


def _tells_answer(link: ProposalLink) -> bool:
    return link.answered_at is not None and clock.system() < link.answered_at + ANSWER_SHOWN


def _left(proposal: Proposal) -> bool:
    volunteer = proposal.volunteer
    return volunteer.status == "left" or is_gone(volunteer.known, volunteer.organisation, volunteer.kind)


def _holder(proposal: Proposal) -> Caller:
    """The volunteer, let in by the link alone: in place of a session stands the question that it opens."""
    volunteer = proposal.volunteer
    return Caller(volunteer.person, volunteer.organisation, frozenset({volunteer.kind}), proposal.id)


def _sweep_links(session: Session) -> int:
    """Those whose question is over and whose answer need not be shown any more."""
    old = clock.system() - ANSWER_SHOWN
    done = (
        select(ProposalLink.token_hash)
        .join(Proposal, Proposal.id == ProposalLink.proposal)
        .where(Proposal.status != "made", (ProposalLink.answered_at < old) | ProposalLink.answered_at.is_(None))
    )
    late = select(ProposalLink.token_hash).where(ProposalLink.expires_at < old)
    keys = done.union(late).limit(SWEPT_AT_ONCE)
    gone = delete(ProposalLink).where(ProposalLink.token_hash.in_(keys.scalar_subquery()))
    return len(session.scalars(gone.returning(ProposalLink.token_hash)).all())
