"""Files of referrals."""

from marshmallow import Schema, fields

from services.referrals.schemas.families import FamilyReferral
from shared.codes import INTERFACE_LANGUAGES
from shared.web.fields import Body, Code
from shared.web.paging import YesNo


class ImportQuery(Body):
    check = YesNo(load_default=False)
    again = YesNo(load_default=False)


class TemplateQuery(Body):
    language = Code(INTERFACE_LANGUAGES, load_default="ru")


class Imported(Schema):
    id = fields.UUID(allow_none=True, metadata={"description": "Null when the file was only checked."})
    checked = fields.Boolean()
    count = fields.Integer(metadata={"description": "How many referrals the file holds."})
    referrals = fields.List(fields.Nested(FamilyReferral), metadata={"description": "In the file's order."})
