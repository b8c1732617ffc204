"""The JSON API of referrals."""

from typing import Any

from sqlalchemy import select

from services.referrals import answers, commands, policies, queries, schemas, setup_views, views
from services.referrals.commands.lengths import present_lengths
from services.referrals.model import Family, Referral
from services.referrals.rules.duty import emergency_number
from shared.directory.model import KnownOrganisation, KnownPerson
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call, Routes

routes = Routes("referrals", __name__)


def _version(record: Any) -> int:
    return int(record.version)


_REFERRAL: dict[str, Any] = {"on": policies.referral, "version": _version, "answer": answers.Referral}
_SEEN: dict[str, Any] = _REFERRAL | {"on": policies.seen}
_FAMILY: dict[str, Any] = {
    "on": policies.family,
    "who": policies.OF_BOTH,
    "version": _version,
    "answer": answers.Family,
}


@routes.post("/referrals", who=policies.WRITERS, body=schemas.Submission, answer=answers.Referral, status=201)
def submit(call: Call) -> dict[str, Any]:
    return _shown(call, commands.submit(call.session, call.caller, call.body))


@routes.get("/referrals", who=policies.READERS, query=schemas.ReferralsQuery, answer=page_of(answers.ReferralRow))
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


@routes.post("/families/<uuid:id>/merge", body=schemas.Merge, **_FAMILY)
def merge(call: Call) -> dict[str, Any]:
    return _family(call, commands.merge(call.session, call.caller, call.record, **call.body))


@routes.post("/families/<uuid:id>/separate", body=Body, **_FAMILY)
def separate(call: Call) -> dict[str, Any]:
    return _family(call, commands.separate(call.session, call.caller, call.record))


@routes.post("/families/<uuid:id>/distinct", body=schemas.Distinct, **_FAMILY)
def distinct(call: Call) -> dict[str, Any]:
    return _family(call, commands.distinct(call.session, call.caller, call.record, **call.body))


@routes.get("/workers", who=policies.COORDINATORS, query=PageQuery, answer=page_of(answers.Worker))
def workers(call: Call) -> dict[str, Any]:
    found = queries.workers(call.caller)
    page = newest_first(call.session, found, KnownPerson.id, call.query, lambda one: {"id": one.id, "names": one.names})
    loads = queries.loads(call.session, [item["id"] for item in page["items"]])
    for item in page["items"]:
        item["open_cases"] = loads.get(item["id"], 0)
    return page


# --- what is known before sending, and what is set up --------------------------------------------------------------


@routes.get("/receivers", who=policies.WRITERS, query=schemas.ReceiversQuery, answer=answers.Receivers)
def receivers(call: Call) -> dict[str, Any]:
    urgency, policy = call.query.get("urgency"), present_lengths(call.session).policy
    found = queries.receivers(call.session, call.query)
    page = newest_first(
        call.session, found, KnownOrganisation.id, call.query, lambda one: setup_views.receiver(one, policy, urgency)
    )
    return page | {"emergency_number": emergency_number(urgency)}


_LENGTHS: dict[str, Any] = {"on": policies.lengths, "version": _version, "answer": answers.Lengths}
_ROSTER: dict[str, Any] = {
    "on": policies.roster,
    "who": policies.KEEPS_ROSTER,
    "version": _version,
    "exists": lambda roster: roster.version > 0,
    "answer": answers.Roster,
}


@routes.get("/deadlines", who=SIGNED_IN, **_LENGTHS)
def deadlines(call: Call) -> dict[str, Any]:
    return setup_views.lengths(call.session, call.record.policy)


@routes.put("/deadlines", who=policies.ADMINISTRATOR, body=schemas.LengthsBody, **_LENGTHS)
def change_deadlines(call: Call) -> dict[str, Any]:
    changed = commands.change_lengths(call.session, call.caller, call.record, **call.body)
    return setup_views.lengths(call.session, changed.policy)


@routes.get("/duty", **_ROSTER)
def duty(call: Call) -> dict[str, Any]:
    return setup_views.roster(call.session, call.record)


@routes.put("/duty", body=schemas.RosterBody, **_ROSTER)
def write_duty(call: Call) -> dict[str, Any]:
    return setup_views.roster(call.session, commands.write_roster(call.session, call.caller, call.record, **call.body))


def _shown(call: Call, referral: Referral) -> dict[str, Any]:
    return views.show(call.session, call.caller, referral)


def _family(call: Call, family: Family) -> dict[str, Any]:
    own = select(Referral).where(Referral.family == family.id, Referral.to_organisation == call.caller.organisation)
    return views.show_family(family, list(call.session.scalars(own)))
