"""The agreement with the family, and taking it back."""

from flask import Response
from sqlalchemy import select

from services.cases import commands, policies, views
from services.cases.api.blueprint import version
from services.cases.model import Entry
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.room import BY_WORKER, CASE, OF_CASE, READ, at, pages
from services.cases.rules.states import OPEN_STATES
from services.cases.schemas.cases import AgreementBody
from services.cases.schemas.entries import AnnulBody
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Day, Several, Text
from shared.web.routes import Call


@pages.page(f"{CASE}/agreement", **READ)
def agreements(call: Call) -> Response:
    """Those that were taken back too."""
    case = call.record
    written = select(Entry).where(Entry.case_id == case.id, Entry.kind == "agreement")
    found = call.session.scalars(written.order_by(Entry.written_at.desc()))
    return show(
        "steps/agreements.html",
        **frame.of(call, "overview"),
        written=[views.entry_of(call.session)(one) for one in found],
        called=people.called_by(call.session, case),
        may_sign=policies.WORKER.allows(call.caller, case) and not case.signed_on and case.status in OPEN_STATES,
    )


def agreement_form(call: Call) -> Form:
    case = call.record
    signers = [*people.offered(people.adults(call.session, case)), *people.team(call.session, case)]
    nobody = _("Tick at least one adult of the family: nothing is planned without their signature.")
    return Form(
        _("Write down the agreement"),
        [
            Day("signed_on", _("When was it signed?")),
            Several(
                "signed_by", _("Who signed?"), options=signers, errors={"family_missing": nobody, "required": nobody}
            ),
        ],
        _("Save the agreement"),
        lead=_("To print it for signing: “Forms to print” on the page “Documents”."),
        values={"signed_by": [call.caller.person]},
        back=at(case),
        shown=frame.of(call, "overview"),
    )


@pages.form(f"{CASE}/agreement/new", **BY_WORKER, **OF_CASE, body=AgreementBody, form=agreement_form)
def agree(call: Call) -> Response:
    commands.agree(call.session, call.caller, call.record, **call.body)
    return go(at(call.record), _("The agreement is written down. Next the needs are assessed."))


def annul_agreement_form(call: Call) -> Form:
    case, _agreement = call.record
    return Form(
        _("Take back the agreement"),
        [Text("reason", _("Why was it a mistake?"), rows=3, longest=2_000)],
        _("Take back the agreement"),
        warning=_("The agreement will not count any more. It stays in the timeline with the reason."),
        lead=_("What rests on it (assessments, reviews, the plan, requests for help) has to be taken back first."),
        dangerous=True,
        back=at(case, "agreement"),
        shown=frame.of(call, "overview", case),
    )


@pages.form(
    f"{CASE}/agreement/annul",
    on=policies.agreement_of,
    who=policies.ANNULLING,
    version=lambda written: version(written[0]),
    body=AnnulBody,
    form=annul_agreement_form,
    template="case_form.html",
)
def annul_agreement(call: Call) -> Response:
    case, agreement = call.record
    commands.annul_agreement(call.session, call.caller, case, agreement, **call.body)
    return go(at(case), _("The agreement does not count any more."))
