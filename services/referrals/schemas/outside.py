"""What those without an account see of a referral: who was invited, and a family that asked for help itself."""

from marshmallow import Schema, fields

from services.referrals.schemas.referrals import Case
from shared.contracts.common import Instant


class NamedOrganisation(Schema):
    id = fields.UUID()
    name = fields.String(allow_none=True)


class OutsideEntry(Schema):
    kind = fields.String()
    at = Instant()
    reason = fields.String()
    note = fields.String()
    question = fields.String()
    answer = fields.String()
    outcome = fields.String()


class BothLanguages(Schema):
    ru = fields.String()
    en = fields.String()


class Emergency(Schema):
    phone = fields.String()
    text = fields.Nested(BothLanguages)


class OutsideReferral(Schema):
    reference = fields.String()
    status = fields.String()
    urgency = fields.String()
    submitted_at = Instant()
    answer_by = Instant(allow_none=True)
    reply_by = Instant(allow_none=True)
    to_organisation = fields.Nested(NamedOrganisation)
    question = fields.String(allow_none=True, metadata={"description": "While it waits for an answer."})
    history = fields.List(fields.Nested(OutsideEntry))
    case = fields.Nested(Case, allow_none=True)
    emergency = fields.Nested(
        Emergency, allow_none=True, metadata={"description": "Whom to call, when the danger is immediate."}
    )


def choices() -> fields.Dict:
    return fields.Dict(metadata={"description": "Codes with their texts by list, as `/codes` has them; districts."})
