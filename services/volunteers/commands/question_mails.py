"""Mails that wait to bring a link to who is asked."""

from sqlalchemy.orm import Session

from services.volunteers.model import Proposal, ProposalMail
from shared import clock


def mail_question(session: Session, proposal: Proposal) -> None:
    now = clock.system()
    session.add(ProposalMail(proposal=proposal.id, created_at=now, attempts=0, next_try_at=now))
