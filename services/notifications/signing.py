"""What two systems sign for each other, by Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over id, time and
body. No I/O."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

SIGNED_WITHIN = timedelta(minutes=5)


def signed(keys: Iterable[bytes], id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a request with this body, with a signature by each key."""
    timestamp = str(int(at.timestamp()))
    return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(key, id, timestamp, body) for key in keys),
    }


def signed_at(key: bytes, headers: Mapping[str, str], body: bytes, now: datetime) -> datetime | None:
    """When a request was signed by who knows the key; None when it was not, or not within the last minutes, and for an
    empty key. `headers`: names in lower case."""
    if not key:
        return None
    id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    with suppress(ValueError, OverflowError):
        if abs(now.timestamp() - int(timestamp)) <= SIGNED_WITHIN.total_seconds():
            expected = _signature(key, id, timestamp, body).encode()
            given = headers.get("webhook-signature", "").split(" ")
            if any(hmac.compare_digest(expected, one.encode("utf-8", "replace")) for one in given):
                return datetime.fromtimestamp(int(timestamp), UTC)
    return None


def _signature(key: bytes, id: str, timestamp: str, body: bytes) -> str:
    content = f"{id}.{timestamp}.".encode("utf-8", "replace") + body
    return f"v1,{base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()}"
