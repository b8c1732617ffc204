"""Files of referrals, and the template to fill in."""

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from services.referrals import commands, imports, policies
from services.referrals.imports.template import TEMPLATE
from services.referrals.model import Import
from services.referrals.queries import imports as queries
from services.referrals.schemas import imports as schemas
from shared.spreadsheets import web
from shared.web.routes import Call, Routes

routes = Routes("referrals", __name__)
routes.name = "referrals-imports"

_FILE = "XLSX, or CSV in UTF-8 or Windows-1251: one row for each member of a family, headings as in the template."


@routes.post(
    "/imports",
    who=policies.REFERRERS,
    upload=_FILE,
    query=web.ImportQuery,
    answer=schemas.Imported,
    status=201,
)
def import_file(call: Call) -> dict[str, Any] | Response:
    file = imports.read(call.file, queries.names(call.session))
    if call.query["check"]:
        commands.check_file(call.session, call.caller, file, again=call.query["again"])
        return web.checked(schemas.Imported(), len(file.entries), "referrals")
    done = commands.import_file(call.session, call.caller, file, again=call.query["again"])
    call.session.flush()
    return _shown(call.session, done)


@routes.get("/imports/<uuid:id>", who=policies.WRITERS, on=policies.imported, answer=schemas.Imported)
def imported(call: Call) -> dict[str, Any]:
    return _shown(call.session, call.record)


web.add_template(routes, "/imports", policies.REFERRERS, TEMPLATE, "opora-referrals")


def _shown(session: Session, done: Import) -> dict[str, Any]:
    sent = queries.references(session, done.referrals)
    told = {"id": done.id, "checked": False, "count": len(sent), "referrals": sent}
    return told | ({"cases_open": queries.open_cases(session, done.referrals)} if done.kind == "cases" else {})
