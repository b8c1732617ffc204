"""Shapes of HTTP: the inbox, what a person chose, their messenger, and what proves that one was told."""

from marshmallow import Schema, fields

from services.notifications.model import GATHER_MINUTES
from services.notifications.texts import NOTIFICATION_TYPES
from shared.contracts.common import Instant
from shared.web.fields import Body, ClockTime, Code, Flag, Id, Integer, Many, Part, Text
from shared.web.paging import Count, PageQuery, YesNo


class InboxQuery(PageQuery):
    unread = YesNo(load_default=False, metadata={"description": "1: only what is not read yet."})


class InboxPageQuery(InboxQuery):
    limit = Count(least=1, most=200, load_default=20)


class Item(Schema):
    id = fields.UUID()
    type = fields.String(metadata={"description": "One of the codes `notification_types`."})
    title = fields.String()
    text = fields.String(metadata={"description": "In the reader's language at the time of reading."})
    link = fields.URL(metadata={"description": "The record that it is about."})
    reference = fields.String(allow_none=True)
    created_at = Instant(metadata={"description": "When it happened."})
    read_at = Instant(allow_none=True)
    stands_in_for = fields.UUID(
        allow_none=True, metadata={"description": "Who is away and whose deputy the reader is told as; null: nobody."}
    )


class Channels(Body):
    email = Flag(required=True)
    messenger = Flag(load_default=True)


class Choice(Body):
    type = Code(NOTIFICATION_TYPES, required=True)
    channels = Part(Channels, required=True)


# Made from a dict because `from` is a word of Python.
QuietHours = Body.from_dict({"from": ClockTime(required=True), "to": ClockTime(required=True)}, name="QuietHours")

QUIET = {"description": "In the person's time zone; may go over midnight. What is urgent comes all the same."}
DIGEST = {"description": "When the one mail of the day comes with all that is not urgent; null: each comes for itself."}
GATHER = {"description": "When there are many news of one matter within so many minutes, the rest comes together."}


class PreferencesBody(Body):
    """All choices; what is missing is not chosen. A type that is not named goes everywhere. The inbox always has
    everything."""

    types = Many(Part(Choice), most=2 * len(NOTIFICATION_TYPES), required=True)
    quiet_hours = Part(QuietHours, allow_none=True, load_default=None, metadata=QUIET)
    digest_at = ClockTime(allow_none=True, load_default=None, metadata=DIGEST)
    gather_minutes = Integer(most=120, load_default=GATHER_MINUTES, metadata=GATHER)


class TypedPreferences(PreferencesBody):
    """The same as a page asks for it: which types go out, by channel."""

    class Meta(Body.Meta):
        exclude = ("types",)

    email = Many(Code(NOTIFICATION_TYPES), most=len(NOTIFICATION_TYPES), load_default=list)
    messenger = Many(Code(NOTIFICATION_TYPES), most=len(NOTIFICATION_TYPES), load_default=list)


class ReadThrough(Body):
    newest = Id(required=True)


class ChannelsAnswer(Schema):
    email = fields.Boolean()
    messenger = fields.Boolean()


class ChoiceAnswer(Schema):
    type = fields.String()
    channels = fields.Nested(ChannelsAnswer)


QuietHoursAnswer = Schema.from_dict({"from": fields.String(), "to": fields.String()}, name="QuietHoursAnswer")


class PreferencesAnswer(Schema):
    """All types, in the shape in which PUT takes them."""

    types = fields.List(fields.Nested(ChoiceAnswer))
    quiet_hours = fields.Nested(QuietHoursAnswer, allow_none=True, metadata=QUIET)
    digest_at = fields.String(allow_none=True, metadata=DIGEST)
    gather_minutes = fields.Integer(metadata=GATHER)


class MessengerAnswer(Schema):
    available = fields.Boolean(metadata={"description": "Whether this installation has a messenger at all."})
    linked = fields.Boolean()
    linked_at = Instant(allow_none=True)


class CodeAnswer(Schema):
    code = fields.String(metadata={"description": "Shown once. Send it to the messenger's address of this platform."})
    expires_at = Instant()


class LinkBody(Body):
    code = Text(longest=40, required=True)
    recipient = Text(longest=200, required=True, metadata={"description": "The gateway's name for who sent the code."})


class UnlinkBody(Body):
    recipient = Text(longest=200, required=True)


class LinkedAnswer(Schema):
    linked = fields.Boolean()


class Way(Schema):
    """How far a notification has come through one channel."""

    channel = fields.String(metadata={"description": "One of the codes `delivery_channels`."})
    state = fields.String(metadata={"description": "One of the codes `delivery_states`."})
    text = fields.String(metadata={"description": "The state in the caller's language."})
    attempts = fields.Integer()
    sent_at = Instant(allow_none=True, metadata={"description": "The first try."})
    accepted_at = Instant(allow_none=True)
    failed_at = Instant(allow_none=True)
    next_try_at = Instant(allow_none=True)
    reason = fields.String(allow_none=True, metadata={"description": "Why the last try failed: a code."})


class Proof(Schema):
    """That a person was told of an event, and what came of it; never what was said."""

    id = fields.UUID()
    event = fields.UUID()
    type = fields.String(metadata={"description": "One of the codes `notification_types`."})
    person = fields.UUID()
    happened_at = Instant()
    made_at = Instant(allow_none=True)
    ways = fields.List(fields.Nested(Way))
    reading_shown = fields.Boolean(
        metadata={"description": "false: of another organisation's people it is not told what they read and did."}
    )
    seen_at = Instant(allow_none=True)
    acted_at = Instant(
        format="iso", allow_none=True, metadata={"description": "When they next did something about the record."}
    )


class ProofQuery(PageQuery):
    record = Id(required=True, metadata={"description": "A referral, case, concern, request, proposal, assignment."})
    event = Id()
