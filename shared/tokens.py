"""Sign-in tokens: EdDSA JWTs of ten minutes, signed by identity, read by everyone with the public keys."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared import clock

ISSUER = "opora"
ALGORITHM = "Ed25519"


@dataclass(frozen=True)
class Claims:
    """What a token says. `began_at` is when the session began, `issued_at` when this token was made."""

    person: UUID
    session: UUID
    organisation: UUID | None
    roles: frozenset[str]
    began_at: datetime
    issued_at: datetime
    expires_at: datetime


class BadToken(Exception):
    """Not a token of ours, or one that has run out."""


def encode(claims: Claims, keys: KeySet) -> str:
    """Sign with the first key of identity's private set."""
    key = keys.keys[0]
    payload = {
        "iss": ISSUER,
        "sub": str(claims.person),
        "sid": str(claims.session),
        "org": str(claims.organisation) if claims.organisation else None,
        "roles": sorted(claims.roles),
        "began": claims.began_at.timestamp(),
        "iat": claims.issued_at.timestamp(),
        "exp": claims.expires_at.timestamp(),
    }
    return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, payload, key, algorithms=[ALGORITHM])


def decode(token: str, keys: KeySet) -> Claims:
    """Check signature, issuer and time. Raises BadToken."""
    try:
        payload = jwt.decode(token, keys, algorithms=[ALGORITHM]).claims
        if payload["iss"] != ISSUER or payload["exp"] <= clock.system().timestamp():
            raise BadToken
        return Claims(
            person=UUID(payload["sub"]),
            session=UUID(payload["sid"]),
            organisation=UUID(payload["org"]) if payload["org"] else None,
            roles=frozenset(payload["roles"]),
            began_at=datetime.fromtimestamp(payload["began"], UTC),
            issued_at=datetime.fromtimestamp(payload["iat"], UTC),
            expires_at=datetime.fromtimestamp(payload["exp"], UTC),
        )
    except (JoseError, KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as problem:
        raise BadToken from problem


def load_keys(file: Path) -> KeySet:
    """A JWK set, read again when the file changes (keys are rotated two at a time)."""
    return _load_keys(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _load_keys(file: Path, _: int) -> KeySet:
    return KeySet.import_key_set(json.loads(file.read_text()))
