"""Personal fields are sealed before they reach the outbox, so that no log of events can be read without the keys.

A sealed field is `{"sealed": 1, "kid": "…", "data": "<base64url>"}`: AES-256-GCM, a 12-byte nonce before the
ciphertext, with event id and field name as associated data. Each key has an id (`kid`): when a key is destroyed its
ring keeps the id with null, and every field that was sealed with it opens as None, in every log and backup.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.eventing.contract import EventType
from shared.eventing.envelope import Unreadable

VERSION = 1
NONCE_BYTES = 12
DOCUMENTS = "documents"
"""The ring of no audience of events: it seals the files of records."""


class KeyMissing(Exception):
    """The ring of this audience has never heard of the key: it may come, so the event waits."""


@dataclass(frozen=True)
class KeyRing:
    """The keys of one audience, by id; `current` seals, all of them open, None is a destroyed one."""

    current: str
    keys: Mapping[str, bytes | None]

    @classmethod
    def load(cls, file: Path) -> "KeyRing":
        """Read `{"current": kid, "keys": {kid: base64url of 32 bytes, or null when destroyed}}`."""
        content = json.loads(file.read_text())
        keys = {kid: _decode(key) if key else None for kid, key in content["keys"].items()}
        return cls(content["current"], keys)

    def seal(self, value: Any, associated: bytes) -> dict[str, Any]:
        key = self.keys[self.current]
        if key is None:
            raise KeyMissing(self.current)
        nonce = secrets.token_bytes(NONCE_BYTES)
        box = AESGCM(key).encrypt(nonce, json.dumps(value, ensure_ascii=False).encode(), associated)
        return {"sealed": VERSION, "kid": self.current, "data": _encode(nonce + box)}

    def open(self, box: Mapping[str, Any], associated: bytes) -> Any:
        """The value; None when its key was destroyed; `KeyMissing`, or `Unreadable` when it was tampered with."""
        if box.get("sealed") != VERSION:
            raise Unreadable("unknown_sealing")
        kid, data = box.get("kid"), box.get("data")
        if not isinstance(kid, str) or not isinstance(data, str):
            raise Unreadable("broken_seal")
        if kid not in self.keys:
            raise KeyMissing(kid)
        key = self.keys[kid]
        if key is None:
            return None
        try:
            raw = _decode(data)
            return json.loads(AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], associated))
        except (InvalidTag, ValueError):
            raise Unreadable("broken_seal") from None


KeyRings = Mapping[str, KeyRing]


def load_keyrings(folder: Path) -> KeyRings:
    """All rings that this process was given: `keyring-<audience>.json`."""
    files = sorted(folder.glob("keyring-*.json"))
    return {file.stem.removeprefix("keyring-"): KeyRing.load(file) for file in files}


def seal(rings: KeyRings, event: EventType, event_id: UUID, data: dict[str, Any]) -> dict[str, Any]:
    """`data` (JSON values) with every personal field sealed for its audience."""
    sealed = dict(data)
    for field, audience in event.sealed_fields():
        if sealed.get(field) is not None:
            sealed[field] = rings[audience].seal(sealed[field], _associated(event_id, field))
    return sealed


def unseal(rings: KeyRings, event: EventType, event_id: UUID, data: dict[str, Any]) -> dict[str, Any]:
    """`data` with the sealed fields opened; those of an audience that we do not belong to are left out."""
    opened = dict(data)
    for field, audience in event.sealed_fields():
        box = opened.get(field)
        if box is None:
            continue
        if not isinstance(box, dict):
            raise Unreadable("not_sealed")
        if audience in rings:
            opened[field] = rings[audience].open(box, _associated(event_id, field))
        else:
            del opened[field]
    return opened


def _associated(event_id: UUID, field: str) -> bytes:
    return f"{event_id}/{field}".encode()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
