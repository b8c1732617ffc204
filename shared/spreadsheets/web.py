"""What the routes of all imports have in common."""

import json

from flask import Response
from marshmallow import Schema

from shared.codes import INTERFACE_LANGUAGES
from shared.spreadsheets.template import Template, as_csv, as_xlsx
from shared.web.fields import Body, Code
from shared.web.paging import YesNo

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportQuery(Body):
    check = YesNo(load_default=False)
    again = YesNo(load_default=False)


class TemplateQuery(Body):
    language = Code(INTERFACE_LANGUAGES, load_default="ru")


def checked(schema: Schema, count: int, made: str) -> Response:
    """200, since nothing was made; `made` is the field that would list it."""
    said = schema.dump({"id": None, "checked": True, "count": count, made: []})
    return Response(json.dumps(said), 200, mimetype="application/json")


def xlsx_template(template: Template, language: str, name: str) -> Response:
    return _download(as_xlsx(template, language), XLSX, f"{name}.xlsx")


def csv_template(template: Template, language: str, name: str) -> Response:
    return _download(as_csv(template, language), "text/csv; charset=utf-8", f"{name}.csv")


def _download(content: bytes, mimetype: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": disposition})
