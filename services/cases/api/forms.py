"""Forms to print: their wordings, empty ones, and those of a case."""

from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from services.cases import policies
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.forms import FILLED, Which, values_of
from services.cases.model import Case
from services.cases.schemas.forms import FormQuery
from shared.caller import Caller
from shared.forms import routes as form_routes
from shared.forms import wordings
from shared.forms.printing import PDF
from shared.web.routes import Call

form_routes.add_routes(routes, FILLED, "case_worker", "specialist", "supervisor", "coordinator")


def _to_print(session: Session, caller: Caller, lock: bool, id: UUID, form: str) -> Case:
    FILLED.find(form)
    return policies.case_of(session, caller, lock, id)


@routes.get(f"{CASE}/forms/<string:form>.pdf", on=_to_print, who=policies.READER, query=FormQuery, media=PDF)
def filled_form(call: Call) -> Response:
    """`agreement`, `living_conditions`, `plan` or `review`, in the wording of the case's organisation. What there is
    not yet prints with room to write by hand."""
    case, asked = call.record, call.query
    form = FILLED.find(call.path["form"])
    values = values_of(call.session, case, form.code, Which(asked.get("entry"), asked.get("version")))
    return form_routes.printed(wordings.present(call.session, case.organisation, form), values, case.reference)
