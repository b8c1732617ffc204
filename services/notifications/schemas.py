"""Shapes of HTTP: the inbox and what a person chose."""

from marshmallow import Schema, fields

from services.notifications.texts import NOTIFICATION_TYPES
from shared.web.fields import Body, Code, Flag, Many, Part
from shared.web.paging import PageQuery, YesNo


class InboxQuery(PageQuery):
    unread = YesNo(load_default=False, metadata={"description": "1: only what is not read yet."})


class Item(Schema):
    id = fields.UUID()
    type = fields.String(metadata={"description": "One of the codes `notification_types`."})
    title = fields.String()
    text = fields.String(metadata={"description": "In the reader's language at the time of reading."})
    link = fields.URL(metadata={"description": "The record that it is about."})
    reference = fields.String(allow_none=True)
    created_at = fields.AwareDateTime(format="iso", metadata={"description": "When it happened."})
    read_at = fields.AwareDateTime(format="iso", allow_none=True)


class Channels(Body):
    email = Flag(required=True)


class Choice(Body):
    type = Code(NOTIFICATION_TYPES, required=True)
    channels = Part(Channels, required=True)


class PreferencesBody(Body):
    """A type that is not named is mailed. The inbox always has everything."""

    types = Many(Part(Choice), most=2 * len(NOTIFICATION_TYPES), required=True)


class ChannelsAnswer(Schema):
    email = fields.Boolean()


class ChoiceAnswer(Schema):
    type = fields.String()
    channels = fields.Nested(ChannelsAnswer)


class PreferencesAnswer(Schema):
    """All types, in the shape in which PUT takes them."""

    types = fields.List(fields.Nested(ChoiceAnswer))
