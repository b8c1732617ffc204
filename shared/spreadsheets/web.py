"""What the routes of all imports have in common."""

import json
from typing import Any

from flask import Response
from marshmallow import Schema

from shared.codes import INTERFACE_LANGUAGES
from shared.spreadsheets.template import Template, as_csv, as_xlsx
from shared.web.fields import Body, Code
from shared.web.paging import YesNo
from shared.web.policy import Policy
from shared.web.routes import Call, Routes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportQuery(Body):
    check = YesNo(load_default=False)
    again = YesNo(load_default=False)


class TemplateQuery(Body):
    language = Code(INTERFACE_LANGUAGES, load_default="ru")


def checked(schema: Schema, count: int, made: str, **noticed: Any) -> Response:
    """200, since nothing was made; `made` is the field that would list it, `noticed` what else the answer tells."""
    said = schema.dump({"id": None, "checked": True, "count": count, made: [], **noticed})
    return Response(json.dumps(said), 200, mimetype="application/json")


def add_template(routes: Routes, path: str, who: Policy, template: Template, name: str) -> None:
    """What to fill in, under the imports' `path` and for those who import: both kinds of file, called `name`."""

    @routes.get(f"{path}/template.xlsx", who=who, query=TemplateQuery, media=XLSX)
    def template_xlsx(call: Call) -> Response:
        return _download(as_xlsx(template, call.query["language"]), XLSX, f"{name}.xlsx")

    @routes.get(f"{path}/template.csv", who=who, query=TemplateQuery, media="text/csv")
    def template_csv(call: Call) -> Response:
        return _download(as_csv(template, call.query["language"]), "text/csv; charset=utf-8", f"{name}.csv")


def _download(content: bytes, mimetype: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": disposition})
