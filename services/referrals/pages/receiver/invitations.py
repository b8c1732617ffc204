"""Organisations without accounts, invited to send one referral each by a link that comes by mail."""

from typing import Any

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from services.referrals import limits, policies
from services.referrals.codes import INVITATION_STATES
from services.referrals.commands import invitations as inviting
from services.referrals.commands.letters import INVITATION_LIFE
from services.referrals.model import Invitation
from services.referrals.pages.receiver.room import INVITATIONS, pages, referral_at
from services.referrals.schemas import invitations as schemas
from services.referrals.views import invitations as views
from shared.web import attempts
from shared.web.fields import Body
from shared.web.pages import Form, _, go, show
from shared.web.pages.dates import days
from shared.web.pages.fields import Text
from shared.web.pages.reader import this_reader
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call


@pages.page("/invitations", who=policies.COORDINATORS, query=PageQuery)
def invitations(call: Call) -> Response:
    own = select(Invitation).where(Invitation.organisation == call.caller.organisation)
    found = newest_first(call.session, own.options(selectinload(Invitation.referral)), Invitation.id, call.query, _row)
    next_page = f"{INVITATIONS}?cursor={found['next']}" if found["next"] else ""
    return show("receiver/invitations.html", rows=found["items"], next=next_page)


def _row(invitation: Invitation) -> dict[str, Any]:
    one = views.row(invitation)
    stands = INVITATION_STATES.text(one["status"], this_reader().language)
    return one | {"stands": stands, "href": referral_at(one["referral"]["id"]) if one["referral"] else ""}


def invitation_form(call: Call) -> Form:
    return Form(
        _("Invite an organisation to send a referral"),
        [
            Text("organisation_name", _("Name of the organisation"), width=30),
            Text("contact_name", _("Whom you know there"), optional=True, width=30),
            Text("email", _("E-mail address"), _("The link goes there and nowhere else."), kind="email", width=30),
        ],
        _("Send the invitation"),
        lead=_(
            "They get a link by mail, good for one referral and for %(time)s. They need no account.",
            time=days(INVITATION_LIFE.days),
        ),
        back=INVITATIONS,
    )


@pages.form("/invitations/new", who=policies.COORDINATORS, form=invitation_form, body=schemas.NewInvitation)
def invite(call: Call) -> Response:
    attempts.take(call.session, limits.INVITATIONS, str(call.caller.organisation))
    inviting.invite(call.session, call.caller, **call.body)
    return go(INVITATIONS, _("The invitation is on its way. The referral will stand in your list when it is sent."))


def cancel_form(call: Call) -> Form:
    return Form(
        _("Cancel the invitation"),
        [],
        _("Cancel the invitation"),
        lead=call.record.organisation_name,
        warning=_("Its link holds no more, and this cannot be taken back. You can invite the organisation anew."),
        dangerous=True,
        back=INVITATIONS,
    )


@pages.form(
    "/invitations/<uuid:id>/cancel",
    who=policies.COORDINATORS,
    on=policies.own_invitation,
    form=cancel_form,
    body=Body,
)
def cancel(call: Call) -> Response:
    inviting.cancel(call.session, call.caller, call.record)
    return go(INVITATIONS, _("The invitation is cancelled."))
