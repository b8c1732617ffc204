"""The JSON API of invitations: coordinators invite, those invited send and follow one referral by their link."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from services.referrals import answers, attempts, commands, limits, outside, policies, schemas
from services.referrals.commands import guests
from services.referrals.commands.actor import OUTSIDER
from services.referrals.model import Invitation, Referral
from shared import clock
from shared.problems import NotFound
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import Policy
from shared.web.routes import Call, Routes

routes = Routes("referrals", __name__)
routes.name = "referrals-invitations"

HOLDER = Policy("holder of an invitation's link", lambda caller, record: True, public=True)


def _own(session: Session, caller: Any, lock: bool, id: UUID) -> Invitation:
    found = session.get(Invitation, id, with_for_update=lock)
    if found is None or not caller.has("coordinator") or found.organisation != caller.organisation:
        raise NotFound
    return found


def hold(session: Session, caller: Any, lock: bool, token: str) -> Invitation:
    """Every try counts, so that nobody guesses."""
    attempts.count_place(limits.LINK_ADDRESS)
    return guests.find_invitation(session, token, lock=lock)


_HELD: dict[str, Any] = {"who": HOLDER, "on": hold}


@routes.post(
    "/invitations", who=policies.COORDINATORS, body=schemas.NewInvitation, answer=answers.Invitation, status=201
)
def invite(call: Call) -> dict[str, Any]:
    attempts.take(call.session, limits.INVITATIONS, str(call.caller.organisation))
    return _row(guests.invite(call.session, call.caller, **call.body))


@routes.get("/invitations", who=policies.COORDINATORS, query=PageQuery, answer=page_of(answers.Invitation))
def invitations(call: Call) -> dict[str, Any]:
    own = select(Invitation).where(Invitation.organisation == call.caller.organisation)
    return newest_first(call.session, own.options(selectinload(Invitation.referral)), Invitation.id, call.query, _row)


@routes.post("/invitations/<uuid:id>/cancel", who=policies.COORDINATORS, on=_own, body=Body, answer=answers.Invitation)
def cancel(call: Call) -> dict[str, Any]:
    return _row(guests.cancel(call.session, call.caller, call.record))


@routes.get("/invitations/<token>", answer=answers.HeldInvitation, **_HELD)
def held(call: Call) -> dict[str, Any]:
    return outside.invitation(call.session, call.record)


@routes.post(
    "/invitations/<token>/referral", body=schemas.GuestReferral, answer=answers.OutsideReferral, status=201, **_HELD
)
def send(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, commands.submit_by_invitation(call.session, call.record, call.body))


@routes.post("/invitations/<token>/answer", body=schemas.Reply, answer=answers.OutsideReferral, **_HELD)
def answer_by_link(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, commands.answer(call.session, OUTSIDER, _sent(call), **call.body))


@routes.post("/invitations/<token>/withdraw", body=schemas.Withdrawal, answer=answers.OutsideReferral, **_HELD)
def withdraw_by_link(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, commands.withdraw(call.session, OUTSIDER, _sent(call), **call.body))


def _sent(call: Call) -> Referral:
    return guests.sent_by_guest(call.session, call.record, lock=True)


def _row(invitation: Invitation) -> dict[str, Any]:
    sent = invitation.referral
    fields = ("id", "organisation_name", "email", "contact_name", "invited_by", "invited_at", "expires_at")
    return {name: getattr(invitation, name) for name in fields} | {
        "status": invitation.state(clock.system()),
        "referral": _sent_row(invitation, sent) if sent else None,
    }


def _sent_row(invitation: Invitation, sent: Referral) -> dict[str, Any]:
    """Who passed it on is not told what became of it."""
    is_ours = sent.to_organisation == invitation.organisation
    return {"id": sent.id, "reference": sent.reference, "status": sent.status if is_ours else None}
