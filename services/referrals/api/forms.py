"""Forms to print: their wordings, empty ones, and those of a referral."""

from flask import Response

from services.referrals import policies
from services.referrals.api.blueprint import routes
from services.referrals.forms import FILLED, consent_values, facts_of, referral_values
from services.referrals.forms.gathering import wording_of
from services.referrals.schemas.forms import FormQuery
from shared.forms import routes as form_routes
from shared.forms import wordings
from shared.forms.printing import PDF
from shared.web.routes import Call

VALUES = {"referral": referral_values, "consent": consent_values}

form_routes.add_routes(routes, FILLED, "referrer", "coordinator", "supervisor", "case_worker")


@routes.get(
    "/referrals/<uuid:id>/forms/<string:form>.pdf",
    on=policies.to_print,
    who=policies.PRINTS,
    query=FormQuery,
    media=PDF,
)
def filled_form(call: Call) -> Response:
    """`referral` or `consent`, in the sender's wording. `member`: the adult who gives consent; the first by default."""
    referral = call.record
    form = FILLED.find(call.path["form"])
    facts = facts_of(call.session, call.caller, referral, call.query.get("member"))
    wording = wordings.present(call.session, wording_of(referral), form)
    return form_routes.printed(wording, VALUES[form.code](facts), referral.reference)
