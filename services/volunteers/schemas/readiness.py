"""The shapes of what is ready against what is needed."""

from marshmallow import Schema, fields

from shared.codes import VOLUNTEER_KINDS
from shared.web.fields import Body, Code


class ReadinessQuery(Body):
    kind = Code(VOLUNTEER_KINDS, load_default="contact_family")


class FiguresAnswer(Schema):
    ready = fields.Integer(metadata={"description": "Who could be asked today and has room for a family."})
    free_places = fields.Integer(metadata={"description": "How many families they could take."})
    needed = fields.Integer(metadata={"description": "Requests for which somebody is looked for."})
    short_by = fields.Integer(
        metadata={"description": "Requests that stay without anyone however the free places are spread."}
    )


class DistrictFigures(FiguresAnswer):
    district = fields.String()
    name = fields.String(allow_none=True)
    region = fields.String()


class RegionFigures(FiguresAnswer):
    region = fields.String()


class ReadinessAnswer(FiguresAnswer):
    kind = fields.String(metadata={"enum": list(VOLUNTEER_KINDS)})
    regions = fields.List(fields.Nested(RegionFigures))
    districts = fields.List(fields.Nested(DistrictFigures))
