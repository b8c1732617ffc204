"""Files of referrals, and the template to fill in."""

import json
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from services.referrals import commands, imports, policies
from services.referrals.imports import template
from services.referrals.model import Import
from services.referrals.queries import imports as queries
from services.referrals.schemas import imports as schemas
from shared.web.routes import Call, Routes

routes = Routes("referrals", __name__)
routes.name = "referrals-imports"

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE = "XLSX, or CSV in UTF-8 or Windows-1251: one row for each member of a family, headings as in the template."


@routes.post(
    "/imports",
    who=policies.REFERRERS,
    upload=_FILE,
    query=schemas.ImportQuery,
    answer=schemas.Imported,
    status=201,
)
def import_file(call: Call) -> dict[str, Any] | Response:
    file = imports.read(call.file, queries.names(call.session))
    if call.query["check"]:
        commands.check_file(call.session, call.caller, file, again=call.query["again"])
        return _checked(len(file.entries))
    done = commands.import_file(call.session, call.caller, file, again=call.query["again"])
    call.session.flush()
    return _shown(call.session, done)


@routes.get("/imports/<uuid:id>", who=policies.REFERRERS, on=policies.imported, answer=schemas.Imported)
def imported(call: Call) -> dict[str, Any]:
    return _shown(call.session, call.record)


@routes.get("/imports/template.xlsx", who=policies.REFERRERS, query=schemas.TemplateQuery, media=_XLSX)
def template_xlsx(call: Call) -> Response:
    return _download(template.as_xlsx(call.query["language"]), _XLSX, "xlsx")


@routes.get("/imports/template.csv", who=policies.REFERRERS, query=schemas.TemplateQuery, media="text/csv")
def template_csv(call: Call) -> Response:
    return _download(template.as_csv(call.query["language"]), "text/csv; charset=utf-8", "csv")


def _checked(count: int) -> Response:
    """200, since nothing was made."""
    said = schemas.Imported().dump({"id": None, "checked": True, "count": count, "referrals": []})
    return Response(json.dumps(said), 200, mimetype="application/json")


def _shown(session: Session, done: Import) -> dict[str, Any]:
    sent = queries.references(session, done.referrals)
    return {"id": done.id, "checked": False, "count": len(sent), "referrals": sent}


def _download(content: bytes, mimetype: str, ending: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="opora-referrals.{ending}"'
    return response
