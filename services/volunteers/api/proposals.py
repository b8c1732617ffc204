"""Asking a volunteer, and the answer."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import commands
from services.volunteers.api.blueprint import routes, version
from services.volunteers.model import Proposal, Volunteer
from services.volunteers.policies import proposals as policies
from services.volunteers.policies.common import (
    COORDINATORS,
    REGISTERED,
    THE_VOLUNTEER,
    THEIR_COORDINATORS,
    mine_or_all,
)
from services.volunteers.policies.requests import request
from services.volunteers.schemas import proposals as schemas
from services.volunteers.views import proposals as views
from shared.web.fields import Body
from shared.web.paging import newest_first, page_of
from shared.web.routes import Call


@routes.post(
    "/requests/<uuid:id>/proposals",
    on=request,
    who=COORDINATORS,
    body=schemas.ProposeBody,
    answer=schemas.ProposalAnswer,
    status=201,
)
def propose(call: Call) -> dict[str, Any]:
    return views.proposal(commands.propose_in_order(call.session, call.caller, call.record, **call.body), call.caller)


@routes.get("/proposals", who=REGISTERED, query=schemas.ProposalsQuery, answer=page_of(schemas.ProposalAnswer))
def list_proposals(call: Call) -> dict[str, Any]:
    found = (
        select(Proposal)
        .join(Proposal.volunteer)
        .where(mine_or_all(call.caller, call.query["mine"]))
        .options(joinedload(Proposal.volunteer).joinedload(Volunteer.known), joinedload(Proposal.request))
    )
    if "status" in call.query:
        found = found.where(Proposal.status == call.query["status"])
    if "request" in call.query:
        found = found.where(Proposal.request_id == call.query["request"])
    return newest_first(call.session, found, Proposal.id, call.query, lambda row: views.proposal(row, call.caller))


@routes.get(
    "/proposals/<uuid:id>",
    on=policies.proposal,
    who=REGISTERED,
    version=version,
    answer=schemas.ProposalAnswer,
)
def get_proposal(call: Call) -> dict[str, Any]:
    return views.proposal(call.record, call.caller)


@routes.post(
    "/proposals/<uuid:id>/accept",
    on=policies.proposal,
    who=THE_VOLUNTEER,
    version=version,
    body=Body,
    answer=schemas.ProposalAnswer,
)
def accept(call: Call) -> dict[str, Any]:
    return views.proposal(commands.accept(call.session, call.caller, call.record), call.caller)


@routes.post(
    "/proposals/<uuid:id>/decline",
    on=policies.proposal,
    who=THE_VOLUNTEER,
    version=version,
    body=schemas.DeclineBody,
    answer=schemas.ProposalAnswer,
)
def decline(call: Call) -> dict[str, Any]:
    return views.proposal(commands.decline(call.session, call.caller, call.record, **call.body), call.caller)


@routes.post(
    "/proposals/<uuid:id>/withdraw",
    on=policies.proposal,
    who=THEIR_COORDINATORS,
    version=version,
    body=Body,
    answer=schemas.ProposalAnswer,
)
def take_back(call: Call) -> dict[str, Any]:
    """Before it is answered. They are told that they need not answer."""
    return views.proposal(commands.take_back(call.session, call.caller, call.record), call.caller)
