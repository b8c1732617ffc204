"""Shapes that several parts share."""

from marshmallow import Schema, fields

from shared.codes import NOT_READY_REASONS
from shared.web.paging import PageQuery, YesNo


class MineQuery(PageQuery):
    mine = YesNo(load_default=False)


Time = Schema.from_dict(
    {"weekday": fields.Integer(), "from": fields.String(), "to": fields.String()}, name="VolunteersTime"
)


class LackAnswer(Schema):
    code = fields.String(metadata={"enum": list(NOT_READY_REASONS)})
    text = fields.String()
    path = fields.String(metadata={"description": "Where in the profile."})


class VolunteerName(Schema):
    id = fields.UUID()
    display_name = fields.String()
    kind = fields.String()
