"""Asking volunteers: several may be asked at once, the first yes wins, silence ends after some days."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.volunteers.commands.question_mails import mail_question
from services.volunteers.commands.supervision import check_supervisor
from services.volunteers.commands.telling import tell_of_assignment, tell_of_proposal
from services.volunteers.locks import lock_if_free, lock_proposal, lock_question, lock_request, lock_volunteer
from services.volunteers.model import Assignment, Proposal, Request, Volunteer
from services.volunteers.queries.candidates import need_of, offers, reasons_for, rule_against
from services.volunteers.queries.settings import present_settings
from services.volunteers.rules.matching import is_independent
from shared import clock
from shared.caller import Caller
from shared.contracts.volunteers import ASSIGNMENT_STARTED
from shared.ids import uuid7
from shared.problems import Conflict, Invalid

EXPIRE_AT_ONCE = 100


class AlreadyAsked(Conflict):
    kind = "already_asked"


class NotReady(Conflict):
    kind = "not_ready"


class NoLongerIndependent(Conflict):
    kind = "no_longer_independent"


class NoCapacity(Conflict):
    kind = "no_capacity"


def propose(
    session: Session, caller: Caller, request: Request, *, volunteer: UUID, supervised_by: UUID | None = None
) -> Proposal:
    """Ask a volunteer of the request's organisation whom no rule excludes. `supervised_by`: to whom they turn."""
    asked = session.get(Volunteer, volunteer)
    if asked is None or asked.organisation != request.organisation or asked.status == "left":
        raise Invalid({"volunteer": ["not_found"]})
    asked, request = lock_volunteer(session, volunteer), lock_request(session, request.id)
    if request.status not in ("open", "proposed"):
        raise Conflict("Nobody is looked for any more.", state=request.status)
    supervisor = supervised_by or caller.person
    _check_proposal(session, request, asked, supervisor)
    proposal = _make(session, request, asked, supervisor)
    session.add(proposal)
    request.status = "proposed"
    tell_of_proposal(session, proposal, caller.person)
    session.flush()
    mail_question(session, proposal)
    return proposal


def accept(session: Session, caller: Caller, proposal: Proposal) -> Proposal:
    """Yes. The others who were asked need not answer any more, and the pairing starts."""
    _answer(session, proposal)
    _check_yes(session, proposal)
    proposal.status, proposal.answered_at = "accepted", clock.now()
    proposal.request.status = "matched"
    tell_of_proposal(session, proposal, caller.person)
    withdraw_all_for(session, proposal.request)
    _start(session, proposal, caller.person)
    return proposal


def decline(session: Session, caller: Caller, proposal: Proposal, reason: str | None = None) -> Proposal:
    """No. The reason, if they like to give one, is for their coordinators and is told to nobody else."""
    _answer(session, proposal)
    proposal.status, proposal.answered_at, proposal.decline_reason = "declined", clock.now(), reason or None
    tell_of_proposal(session, proposal, caller.person)
    reopen_if_nobody_is_asked(session, proposal.request)
    return proposal


def take_back(session: Session, caller: Caller, proposal: Proposal) -> Proposal:
    """A coordinator asks this one no longer; who is next in an order of asking has their turn. They may be asked
    again."""
    _answer(session, proposal)
    _close(session, proposal, "withdrawn", caller.person)
    reopen_if_nobody_is_asked(session, proposal.request)
    return proposal


def withdraw_all_for(session: Session, request: Request) -> None:
    """Nobody else need answer this request, which the caller of this has locked."""
    standing = select(Proposal).where(Proposal.request_id == request.id, Proposal.status == "made")
    for proposal in session.scalars(standing.order_by(Proposal.id)):
        _close(session, proposal, "withdrawn")


def withdraw_all_of(session: Session, volunteer: Volunteer) -> None:
    """This volunteer, whom the caller of this has locked, need not answer any more."""
    standing = select(Proposal).where(Proposal.volunteer_id == volunteer.id, Proposal.status == "made")
    for proposal in session.scalars(standing.order_by(Proposal.request_id)).all():
        _close_one(session, proposal, "withdrawn")


def expire_due(session: Session) -> int:
    """Let go of a number of proposals whose time has run out; returns how many."""
    due = select(Proposal).where(Proposal.status == "made", Proposal.expires_at <= clock.now())
    handled = 0
    for proposal in session.scalars(due.order_by(Proposal.expires_at).limit(EXPIRE_AT_ONCE)).all():
        if lock_if_free(session, proposal.request_id):
            handled += _close_one(session, proposal, "expired")
    return handled


def reopen_if_nobody_is_asked(session: Session, request: Request) -> None:
    still = exists().where(Proposal.request_id == request.id, Proposal.status == "made")
    if request.status == "proposed" and not session.scalar(select(still)):
        request.status = "open"


def _check_proposal(session: Session, request: Request, volunteer: Volunteer, supervisor: UUID) -> None:
    check_supervisor(session, request, volunteer, supervisor)
    stands = exists().where(
        Proposal.request_id == request.id, Proposal.volunteer_id == volunteer.id, Proposal.status == "made"
    )
    if session.scalar(select(stands)):
        raise AlreadyAsked("They are asked already and have not answered yet.", state=request.status)
    rule = rule_against(session, request, volunteer)
    if rule:
        raise Invalid({"volunteer": [rule]})


def _make(session: Session, request: Request, volunteer: Volunteer, supervisor: UUID) -> Proposal:
    now = clock.now()
    return Proposal(
        id=uuid7(clock.now()),
        request_id=request.id,
        volunteer_id=volunteer.id,
        request=request,
        volunteer=volunteer,
        status="made",
        supervised_by=supervisor,
        made_at=now,
        expires_at=now + _stands(session, request),
    )


def _stands(session: Session, request: Request) -> timedelta:
    """How long a volunteer may think it over. Questions that stand already keep the end that was told."""
    return timedelta(days=present_settings(session, request.organisation).values["answer_days"])


def _answer(session: Session, proposal: Proposal) -> None:
    """Lock everything that an answer changes, or taking the question back. 409 when it is too late for that."""
    lock_proposal(session, proposal)
    state = "expired" if _is_late(proposal, clock.now()) else proposal.status
    if state != "made":
        raise Conflict("This question does not stand any more.", state=state)


def _is_late(proposal: Proposal, now: datetime) -> bool:
    return proposal.status == "made" and proposal.expires_at <= now


def _check_yes(session: Session, proposal: Proposal) -> None:
    """What may have changed since they were asked."""
    ((_, offer),) = offers(session, proposal.request, [proposal.volunteer])
    if not offer.ready:
        raise NotReady("Please talk with your coordinator first.", state=proposal.status)
    if not is_independent(need_of(session, proposal.request), offer):
        raise NoLongerIndependent(
            "Someone close to you now works for an organisation that assesses this family.", state=proposal.status
        )
    if offer.taken >= offer.capacity:
        raise NoCapacity("You already help as many families as you said you can.", state=proposal.status)


def _start(session: Session, proposal: Proposal, by: UUID) -> None:
    assignment = Assignment(
        id=uuid7(clock.now()),
        request_id=proposal.request_id,
        proposal_id=proposal.id,
        volunteer_id=proposal.volunteer_id,
        request=proposal.request,
        volunteer=proposal.volunteer,
        status="started",
        supervised_by=proposal.supervised_by,
        started_at=clock.now(),
        reasons=[reason.code for reason in reasons_for(session, proposal.request, proposal.volunteer)],
    )
    session.add(assignment)
    tell_of_assignment(session, ASSIGNMENT_STARTED, assignment, by)


def _close_one(session: Session, proposal: Proposal, status: str) -> bool:
    """Close a proposal that was found before its request was locked. Whether it still stood."""
    lock_question(session, proposal)
    if proposal.status != "made":
        return False
    _close(session, proposal, status)
    reopen_if_nobody_is_asked(session, proposal.request)
    return True


def _close(session: Session, proposal: Proposal, status: str, by: UUID | None = None) -> None:
    """It ends without an answer; nobody is named unless somebody did that."""
    proposal.status = status
    tell_of_proposal(session, proposal, by)
