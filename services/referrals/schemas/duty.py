"""Duty rosters."""

from marshmallow import Schema, fields

from services.referrals.schemas.common import Away, Changed, Names
from shared.web.fields import Body, Id, Many

ROSTER_AT_MOST = 50


class RosterBody(Body):
    people = Many(Id(), most=ROSTER_AT_MOST, required=True)


class OnDuty(Schema):
    id = fields.UUID()
    names = fields.Nested(Names, allow_none=True)
    can_be_called = fields.Boolean(
        metadata={"description": "Whether they are still active there, as coordinator or supervisor."}
    )
    away = fields.Nested(Away, allow_none=True, metadata={"description": "Their deputy is called in their place."})


class Roster(Changed):
    organisation = fields.UUID()
    people = fields.List(fields.Nested(OnDuty))
