"""Files of referrals."""

from marshmallow import Schema, fields

from services.referrals.schemas.families import FamilyReferral


class Alike(Schema):
    """A family of the file that another one may be."""

    row = fields.Integer(metadata={"description": "Its first row in the file."})
    other_row = fields.Integer(allow_none=True, metadata={"description": "Of the other, when it is in the file too."})
    reference = fields.String(allow_none=True, metadata={"description": "Of the other's referral, when it is known."})
    strength = fields.String(metadata={"description": "A code of duplicate_strengths."})


class Imported(Schema):
    id = fields.UUID(allow_none=True, metadata={"description": "Null when the file was only checked."})
    checked = fields.Boolean()
    count = fields.Integer(metadata={"description": "How many referrals the file holds."})
    referrals = fields.List(fields.Nested(FamilyReferral), metadata={"description": "In the file's order."})
    cases_open = fields.Integer(metadata={"description": "Of a file of cases: how many of them are open by now."})


class CasesImported(Imported):
    possible_duplicates = fields.List(fields.Nested(Alike), metadata={"description": "Look at these, please."})
