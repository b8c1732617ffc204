"""What notifications says: whether a person was reached. Never what was said to them."""

from typing import Any

from shared.codes import DELIVERY_CHANNELS
from shared.contracts.common import EventData, code, event, flag, identifier, whole
from shared.contracts.examples import EVENT, NOTIFICATION, WORKER, happened


class Delivery(EventData):
    notification = identifier()
    person = identifier()
    event = identifier("The id of the event about which they are told.")
    channel = code(DELIVERY_CHANNELS)
    attempt = whole("1 for the first.", least=1)


class Failure(Delivery):
    given_up = flag("Whether this was the last try.", optional=True)


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
    "A message was handed over: shown in the app, or taken by the mail server or the messenger.",
    _DELIVERY,
)
DELIVERY_FAILED = event(
    "notifications.delivery.failed",
    "notification",
    Failure,
    "An attempt to hand a message over failed.",
    {**_DELIVERY, "attempt": 2, "given_up": False},
)

EVENTS = (DELIVERY_SENT, DELIVERY_FAILED)
