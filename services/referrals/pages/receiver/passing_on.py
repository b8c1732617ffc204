"""Passing a referral on to another organisation, which answers it from then on."""

from flask import Response
from sqlalchemy import select

from services.referrals import commands, policies
from services.referrals.model import Receiver, Referral
from services.referrals.model.referral import IMMEDIATE
from services.referrals.pages.receiver.deciding import about, note
from services.referrals.pages.receiver.room import QUEUE, pages, referral_at, version
from services.referrals.queries import receivers as queries
from services.referrals.rules import states
from services.referrals.schemas import referrals as schemas
from shared.directory.model import KnownOrganisation
from shared.problems import Conflict, Forbidden, Invalid
from shared.web.pages import Form, _, go
from shared.web.pages.dates import day
from shared.web.pages.fields import Choice, Field, Option, Tick
from shared.web.routes import Call

RECEIVERS_AT_MOST = 200
CONSENT = "consent"


def pass_on_form(call: Call) -> Form:
    """Raises Forbidden for who passed it on before: all they still get is the answer to having done so."""
    referral: Referral = call.record.referral
    if not policies.DECIDES.allows(call.caller, referral):
        raise Forbidden
    return Form(
        _("Pass on to another organisation"),
        [_receiver(call, referral), *_said_besides(referral), _note()],
        _("Pass on"),
        warning=_(
            "This cannot be taken back. From then on you see the reference, the dates and what you did, and nothing of "
            "the family."
        ),
        dangerous=True,
        back=referral_at(referral.id),
        shown=about(_of(call), "pass_on"),
    )


@pages.form(
    "/<uuid:id>/pass-on",
    form=pass_on_form,
    who=policies.of_seen(policies.PASSES_ON),
    on=policies.seen,
    version=version,
    body=schemas.PassingOn,
    template="receiver/deciding.html",
)
def pass_on(call: Call) -> Response:
    referral: Referral = call.record.referral
    try:
        commands.pass_on(call.session, call.caller, referral, **call.body)
    except Conflict as problem:
        if referral.status not in states.ALLOWED_IN["pass_on"]:
            raise
        raise Invalid({"to_organisation": ["cannot"]}, problem.detail) from None
    return go(QUEUE, _("Referral %(reference)s is passed on.", reference=referral.reference))


def _of(call: Call) -> Call:
    """The same call on the referral itself."""
    return Call(call.session, call.caller, call.record.referral, call.body, call.query, call.path)


def _receiver(call: Call, referral: Referral) -> Choice:
    return Choice(
        "to_organisation",
        _("Who should answer it?"),
        _("Organisations of the family's district stand first."),
        many=True,
        options=[_option(one) for one in _others(call, referral)],
        errors={
            "cannot": _("This organisation takes no referrals at present. Choose another one."),
            "type": _("Choose who should answer it."),
        },
    )


def _said_besides(referral: Referral) -> list[Field]:
    said: list[Field] = []
    if referral.basis_kind == CONSENT:
        error = _("Ask the family whether another organisation may be told of them, then say so here.")
        label = _("The family agrees that this organisation is told of them")
        said.append(Tick("consent_covers", label, errors={"consent_does_not_cover": error}))
    if referral.urgency == IMMEDIATE:
        said.append(Tick("despite_no_capacity", _("Send it also if they take no more at present: there is danger")))
    return said


def _note() -> Field:
    return note(_("What they should know"), _("They read this; the sender does not."), optional=True)


def _others(call: Call, referral: Referral) -> list[KnownOrganisation]:
    """Organisations that take referrals and never had this one, those of the family's district first."""
    had = select(Receiver.organisation).where(Receiver.referral == referral.id)
    there = KnownOrganisation.districts.contains([referral.household.district])
    found = queries.receivers(call.session, {}).where(KnownOrganisation.id.not_in(had))
    return list(call.session.scalars(found.order_by(there.desc(), KnownOrganisation.name).limit(RECEIVERS_AT_MOST)))


def _option(one: KnownOrganisation) -> Option:
    until = one.takes_no_more_until()
    name = _("%(name)s — takes no more until %(day)s", name=one.name, day=day(until)) if until else one.name
    return str(one.id), name
