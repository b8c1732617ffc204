"""Files of people, and the template to fill in."""

from typing import Any

from flask import Response

from services.identity import commands, imports, policies, schemas
from services.identity.imports.names import names
from services.identity.imports.template import TEMPLATE
from services.identity.model import Import
from shared.spreadsheets import web
from shared.web.routes import Call, Routes
from shared.web.site import this_site

routes = Routes("identity", __name__)
routes.name = "identity-imports"

_FILE = "XLSX, or CSV in UTF-8 or Windows-1251: one row for each person, headings as in the template."
_ON = {"who": policies.IMPORTS_PEOPLE, "answer": schemas.ImportedPeople}


@routes.post("/people/imports", upload=_FILE, query=web.ImportQuery, status=201, **_ON)
def import_people(call: Call) -> dict[str, Any] | Response:
    file = imports.read(call.file, names(call.session))
    more = {"language": this_site().settings.language, "again": call.query["again"]}
    if call.query["check"]:
        commands.check_people(call.session, call.caller, file, **more)
        return web.checked(schemas.ImportedPeople(), len(file.entries), "people")
    return _shown(commands.import_people(call.session, call.caller, file, **more))


@routes.get("/people/imports/<uuid:id>", on=policies.imported, **_ON)
def imported_people(call: Call) -> dict[str, Any]:
    return _shown(call.record)


web.add_template(routes, "/people/imports", policies.IMPORTS_PEOPLE, TEMPLATE, "opora-people")


def _shown(done: Import) -> dict[str, Any]:
    return {"id": done.id, "checked": False, "count": len(done.people), "people": done.people}
