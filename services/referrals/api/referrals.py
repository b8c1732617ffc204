"""Referrals: sending one, deciding about it, and what its sender does until then."""

from typing import Any

from services.referrals import commands, policies
from services.referrals.api.blueprint import routes, version
from services.referrals.model import Referral
from services.referrals.queries import referrals as queries
from services.referrals.schemas import referrals as schemas
from services.referrals.views import referrals as views
from shared.web.fields import Body
from shared.web.paging import newest_first, page_of
from shared.web.routes import Call

_REFERRAL: dict[str, Any] = {"on": policies.referral, "version": version, "answer": schemas.Referral}
_SEEN: dict[str, Any] = _REFERRAL | {"on": policies.seen}


@routes.post("/referrals", who=policies.WRITERS, body=schemas.Submission, answer=schemas.Referral, status=201)
def submit(call: Call) -> dict[str, Any]:
    return _shown(call, commands.submit(call.session, call.caller, call.body))


@routes.get("/referrals", who=policies.READERS, query=schemas.ReferralsQuery, answer=page_of(schemas.ReferralRow))
def referrals(call: Call) -> dict[str, Any]:
    found = queries.referrals(call.caller, call.query)
    return newest_first(
        call.session, found, Referral.id, call.query, lambda one: views.row(call.session, call.caller, one)
    )


@routes.get("/referrals/<uuid:id>", who=policies.of_seen(policies.IN_RELATION), **_SEEN)
def referral(call: Call) -> dict[str, Any]:
    return _shown(call, call.record.referral)


@routes.post("/referrals/<uuid:id>/accept", who=policies.DECIDES, body=schemas.Acceptance, **_REFERRAL)
def accept(call: Call) -> dict[str, Any]:
    return _shown(call, commands.accept(call.session, call.caller, call.record, **call.body))


@routes.post("/referrals/<uuid:id>/decline", who=policies.DECIDES, body=schemas.Decline, **_REFERRAL)
def decline(call: Call) -> dict[str, Any]:
    return _shown(call, commands.decline(call.session, call.caller, call.record, **call.body))


@routes.post("/referrals/<uuid:id>/ask", who=policies.DECIDES, body=schemas.Question, **_REFERRAL)
def ask(call: Call) -> dict[str, Any]:
    return _shown(call, commands.ask(call.session, call.caller, call.record, **call.body))


@routes.post("/referrals/<uuid:id>/acknowledge", who=policies.ACKNOWLEDGES, body=Body, **_REFERRAL)
def acknowledge(call: Call) -> dict[str, Any]:
    return _shown(call, commands.acknowledge(call.session, call.caller, call.record))


@routes.post("/referrals/<uuid:id>/pass-on", who=policies.of_seen(policies.PASSES_ON), body=schemas.PassingOn, **_SEEN)
def pass_on(call: Call) -> dict[str, Any]:
    return _shown(call, commands.pass_on(call.session, call.caller, call.record.referral, **call.body))


@routes.post("/referrals/<uuid:id>/duplicate", who=policies.DECIDES, body=schemas.Duplicate, **_REFERRAL)
def duplicate(call: Call) -> dict[str, Any]:
    return _shown(call, commands.mark_duplicate(call.session, call.caller, call.record, **call.body))


@routes.post("/referrals/<uuid:id>/answer", who=policies.SENDER, body=schemas.Reply, **_REFERRAL)
def answer(call: Call) -> dict[str, Any]:
    return _shown(call, commands.answer(call.session, call.caller, call.record, **call.body))


@routes.post("/referrals/<uuid:id>/withdraw", who=policies.SENDER, body=schemas.Withdrawal, **_REFERRAL)
def withdraw(call: Call) -> dict[str, Any]:
    return _shown(call, commands.withdraw(call.session, call.caller, call.record, **call.body))


def _shown(call: Call, referral: Referral) -> dict[str, Any]:
    return views.show(call.session, call.caller, referral)
