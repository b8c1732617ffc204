"""Shapes of HTTP that are alike in every service: open work, and handing it over."""

from marshmallow import Schema, fields

from shared.web.fields import Body, Id


class HandOverBody(Body):
    to = Id(required=True)


class WorkAnswer(Schema):
    """Base of what is open of a person; `counts` by kind, the lists as far as the caller may see each record."""

    person = fields.UUID()
    name = fields.String()
    active = fields.Boolean()


class Queue(Schema):
    """Work of nobody's in particular, which waits for everyone with the person's role there."""

    waiting = fields.Integer()
    others = fields.Integer(metadata={"description": "How many others there have that role; 0: nobody is left."})
