"""Coordinators invite; those invited send and follow one referral by their link."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from services.referrals import commands, limits, policies
from services.referrals.commands import invitations as inviting
from services.referrals.commands.actor import OUTSIDER
from services.referrals.model import Invitation, Referral
from services.referrals.schemas import invitations as schemas
from services.referrals.schemas.outside import OutsideReferral
from services.referrals.schemas.referrals import Reply, Withdrawal
from services.referrals.views import invitations as views
from services.referrals.views import outside
from shared.web import attempts
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call, Routes

routes = Routes("referrals", __name__)
routes.name = "referrals-invitations"

_HELD: dict[str, Any] = {"who": policies.HOLDER, "on": policies.held}


@routes.post(
    "/invitations", who=policies.COORDINATORS, body=schemas.NewInvitation, answer=schemas.Invitation, status=201
)
def invite(call: Call) -> dict[str, Any]:
    attempts.take(call.session, limits.INVITATIONS, str(call.caller.organisation))
    return views.row(inviting.invite(call.session, call.caller, **call.body))


@routes.get("/invitations", who=policies.COORDINATORS, query=PageQuery, answer=page_of(schemas.Invitation))
def invitations(call: Call) -> dict[str, Any]:
    own = select(Invitation).where(Invitation.organisation == call.caller.organisation)
    return newest_first(
        call.session, own.options(selectinload(Invitation.referral)), Invitation.id, call.query, views.row
    )


@routes.post(
    "/invitations/<uuid:id>/cancel",
    who=policies.COORDINATORS,
    on=policies.own_invitation,
    body=Body,
    answer=schemas.Invitation,
)
def cancel(call: Call) -> dict[str, Any]:
    return views.row(inviting.cancel(call.session, call.caller, call.record))


@routes.get("/invitations/<token>", answer=schemas.HeldInvitation, **_HELD)
def held(call: Call) -> dict[str, Any]:
    return outside.invitation(call.session, call.record)


@routes.post("/invitations/<token>/referral", body=schemas.GuestReferral, answer=OutsideReferral, status=201, **_HELD)
def send(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, commands.submit_by_invitation(call.session, call.record, call.body))


@routes.post("/invitations/<token>/answer", body=Reply, answer=OutsideReferral, **_HELD)
def answer_by_link(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, commands.answer(call.session, OUTSIDER, _sent(call), **call.body))


@routes.post("/invitations/<token>/withdraw", body=Withdrawal, answer=OutsideReferral, **_HELD)
def withdraw_by_link(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, commands.withdraw(call.session, OUTSIDER, _sent(call), **call.body))


def _sent(call: Call) -> Referral:
    return inviting.sent_by_guest(call.session, call.record, lock=True)
