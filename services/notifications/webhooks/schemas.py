"""Shapes of HTTP: endpoints, and what was sent to them."""

from marshmallow import Schema, fields

from services.notifications.webhooks.rules import LONGEST_OVERLAP_HOURS, OVERLAP
from services.notifications.webhooks.table import WEBHOOK_EVENTS
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Integer, Many, Text
from shared.web.paging import PageQuery

_EVENTS = {"description": "Codes `webhook_events`; empty: all that the organisation may hear of, also those to come."}
_OVERLAP = {"description": "How long the previous secret signs too; 0 when somebody else has learned it."}
_ERROR = {"description": "One of the codes `webhook_errors`."}
HOURS = int(OVERLAP.total_seconds() // 3600)


class WebhookBody(Body):
    url = Text(longest=2000, required=True, metadata={"description": "https, on the public internet."})
    description = Text(longest=200, load_default=None, allow_none=True)
    events = Many(Code(WEBHOOK_EVENTS), most=2 * len(WEBHOOK_EVENTS), load_default=list, metadata=_EVENTS)


class RotateBody(Body):
    overlap_hours = Integer(most=LONGEST_OVERLAP_HOURS, load_default=HOURS, metadata=_OVERLAP)


class Nothing(Body):
    """No fields."""


class WebhookAnswer(Schema):
    id = fields.UUID()
    url = fields.String()
    description = fields.String(allow_none=True)
    events = fields.List(fields.String(), metadata=_EVENTS)
    state = fields.String(metadata={"description": "One of the codes `webhook_states`."})
    disabled_for = fields.String(allow_none=True, metadata={"description": "Codes `webhook_disabled_for`."})
    disabled_at = Instant(allow_none=True)
    created_at = Instant()
    failing_since = Instant(allow_none=True)
    previous_secret_until = Instant(allow_none=True)


class WithSecret(WebhookAnswer):
    secret = fields.String(metadata={"description": "`whsec_…`, shown only now."})


class DeliveryAnswer(Schema):
    id = fields.UUID(metadata={"description": "The header webhook-id."})
    type = fields.String(metadata={"description": "One of the codes `webhook_events`, or webhook.test."})
    happened_at = Instant()
    state = fields.String(metadata={"description": "One of the codes `webhook_delivery_states`."})
    attempts = fields.Integer()
    tried_at = Instant(allow_none=True)
    next_try_at = Instant(allow_none=True)
    sent_at = Instant(allow_none=True)
    answer = fields.Integer(allow_none=True, metadata={"description": "The HTTP status of the last answer."})
    error = fields.String(allow_none=True, metadata=_ERROR)


class DeliveryQuery(PageQuery):
    """Newest first."""
