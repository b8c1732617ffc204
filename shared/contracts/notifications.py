"""What notifications says: whether a person was reached. Never what was said to them."""

from typing import Any

from shared.codes import DELIVERY_CHANNELS
from shared.contracts.common import EventData, code, event, identifier, whole
from shared.contracts.examples import EVENT, NOTIFICATION, WORKER, happened


class Delivery(EventData):
    notification = identifier()
    person = identifier()
    event = identifier("The id of the event about which they are told.")
    channel = code(DELIVERY_CHANNELS)
    attempt = whole("1 for the first.", least=1)


_DELIVERY: dict[str, Any] = {
    **happened("2026-11-13T07:10:01Z", None),
    "notification": NOTIFICATION,
    "person": WORKER,
    "event": EVENT,
    "channel": "email",
    "attempt": 1,
}

DELIVERY_SENT = event(
    "notifications.delivery.sent",
    "notification",
    Delivery,
    "A message was handed over: shown in the app, or taken by the mail server.",
    _DELIVERY,
)
DELIVERY_FAILED = event(
    "notifications.delivery.failed",
    "notification",
    Delivery,
    "An attempt to hand a message over failed.",
    {**_DELIVERY, "attempt": 2},
)

EVENTS = (DELIVERY_SENT, DELIVERY_FAILED)
