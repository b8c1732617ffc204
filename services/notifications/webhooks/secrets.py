"""Secrets of webhooks, as Standard Webhooks writes them: `whsec_` and base64 of 32 bytes.

They rest sealed in the database, as personal data in events do (`shared.eventing.sealing`), under the key ring that
every service has: a backup without its keys opens none.
"""

import base64
import secrets
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


def key_of(secret: str) -> bytes:
    """By which this secret signs."""
    return base64.b64decode(secret.removeprefix(PREFIX))


def _opened(session: Session, webhook: UUID, box: dict[str, Any]) -> str | None:
    try:
        return session.info["keyrings"][CONTACTS].open(box, _associated(webhook))  # type: ignore[no-any-return]
    except (KeyMissing, Unreadable):
        return None


def _associated(webhook: UUID) -> bytes:
    return f"webhook/{webhook}".encode()
