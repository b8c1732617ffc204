"""Files of volunteers, and the template to fill in."""

from typing import Any

from flask import Response

from services.volunteers import commands, imports
from services.volunteers.api.blueprint import register_routes as routes
from services.volunteers.imports.template import TEMPLATE
from services.volunteers.model import Import
from services.volunteers.policies import imports as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.imports import names
from services.volunteers.schemas.imports import Imported
from shared.spreadsheets import web
from shared.web.routes import Call

_FILE = "XLSX, or CSV in UTF-8 or Windows-1251: one row for each volunteer, headings as in the template."
_ON: dict[str, Any] = {"who": COORDINATORS, "answer": Imported}


@routes.post("/volunteers/imports", upload=_FILE, query=web.ImportQuery, status=201, **_ON)
def import_volunteers(call: Call) -> dict[str, Any] | Response:
    file = imports.read(call.file, names(call.session))
    if call.query["check"]:
        commands.check_volunteers(call.session, call.caller, file, again=call.query["again"])
        return web.checked(Imported(), len(file.entries), "volunteers")
    return _shown(commands.import_volunteers(call.session, call.caller, file, again=call.query["again"]))


@routes.get("/volunteers/imports/<uuid:id>", on=policies.imported, **_ON)
def imported_volunteers(call: Call) -> dict[str, Any]:
    return _shown(call.record)


web.add_template(routes, "/volunteers/imports", COORDINATORS, TEMPLATE, "opora-volunteers")


def _shown(done: Import) -> dict[str, Any]:
    return {"id": done.id, "checked": False, "count": len(done.volunteers), "volunteers": done.volunteers}
