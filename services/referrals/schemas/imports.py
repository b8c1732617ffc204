"""Files of referrals."""

from marshmallow import Schema, fields

from services.referrals.schemas.families import FamilyReferral


class Imported(Schema):
    id = fields.UUID(allow_none=True, metadata={"description": "Null when the file was only checked."})
    checked = fields.Boolean()
    count = fields.Integer(metadata={"description": "How many referrals the file holds."})
    referrals = fields.List(fields.Nested(FamilyReferral), metadata={"description": "In the file's order."})
