"""Files of cases that began before they were kept here, and the template to fill in."""

from typing import Any

from flask import Response

from services.referrals import commands, policies
from services.referrals.imports import cases
from services.referrals.imports.cases.template import TEMPLATE
from services.referrals.queries import imports as queries
from services.referrals.queries.alike import Shown, alike
from services.referrals.schemas import imports as schemas
from shared.spreadsheets import web
from shared.spreadsheets.kept import taken_back
from shared.web.routes import Call, Routes

routes = Routes("referrals", __name__)
routes.name = "referrals-case-imports"

_FILE = (
    "XLSX, or CSV in UTF-8 or Windows-1251: one row for each member of a family, headings as in the template. At most "
    f"{cases.CASES_AT_MOST} families, all of the own organisation."
)


@routes.post(
    "/imports/cases",
    who=policies.COORDINATORS,
    upload=_FILE,
    query=web.ImportQuery,
    answer=schemas.CasesImported,
    status=201,
)
def import_cases(call: Call) -> Shown | Response:
    if not call.query["check"]:
        return _imported(call)
    with taken_back(call.session):
        said = _imported(call)
    noticed = {name: said[name] for name in ("cases_open", "possible_duplicates")}
    return web.checked(schemas.CasesImported(), said["count"], "referrals", **noticed)


web.add_template(routes, "/imports/cases", policies.COORDINATORS, TEMPLATE, "opora-cases")


def _imported(call: Call) -> dict[str, Any]:
    file = cases.read(call.file, queries.names_in_cases(call.session, call.caller.organisation))
    done, carried = commands.import_cases(call.session, call.caller, file, again=call.query["again"])
    sent = queries.references(call.session, done.referrals)
    told = {"id": done.id, "checked": False, "count": len(sent), "referrals": sent, "cases_open": 0}
    return told | {"possible_duplicates": alike(call.session, carried)}
