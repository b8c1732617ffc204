"""Secrets of webhooks and what is signed by them, by Standard Webhooks: `whsec_` and base64 of 32 bytes.

They rest sealed in the database, as personal data in events do (`shared.eventing.sealing`), under the key ring that
every service has: a backup without its keys opens none.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.notifications.webhooks.model import Webhook
from shared.contracts.common import CONTACTS
from shared.eventing.envelope import Unreadable
from shared.eventing.sealing import KeyMissing

PREFIX = "whsec_"
BYTES = 32


def fresh() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def sealed(session: Session, webhook: UUID, secret: str) -> dict[str, Any]:
    return session.info["keyrings"][CONTACTS].seal(secret, _associated(webhook))  # type: ignore[no-any-return]


def present(session: Session, webhook: Webhook, now: datetime) -> list[str]:
    """Those that sign now, the newest first; none when the key that sealed them is lost."""
    overlaps = webhook.previous_until is not None and webhook.previous_until > now
    boxes = [webhook.secret, webhook.previous_secret if overlaps else None]
    opened = [_opened(session, webhook.id, box) for box in boxes if box]
    return [secret for secret in opened if secret]


def signed(keys: Sequence[str], id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a request with this body, with a signature by each secret."""
    timestamp = str(int(at.timestamp()))
    content = f"{id}.{timestamp}.".encode() + body
    return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{_signature(key, content)}" for key in keys),
    }


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def _opened(session: Session, webhook: UUID, box: dict[str, Any]) -> str | None:
    try:
        return session.info["keyrings"][CONTACTS].open(box, _associated(webhook))  # type: ignore[no-any-return]
    except (KeyMissing, Unreadable):
        return None


def _associated(webhook: UUID) -> bytes:
    return f"webhook/{webhook}".encode()
