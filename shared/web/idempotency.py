"""The same POST twice under one Idempotency-Key has one effect, and both get the first answer.

The answer is kept in the command's own transaction, for 24 hours, for this person, method and path; one that holds a
secret is kept sealed.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Request, Response
from sqlalchemy import text
from sqlalchemy.orm import Session

from shared.contracts.common import CONTACTS
from shared.problems import Conflict, Invalid

_SEALED_FOR = b"idempotency"
SEE_OTHER = 303
_KEPT = ("Content-Type", "ETag", "Location")
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class InProgress(Conflict):
    kind = "in_progress"


class KeyReused(Invalid):
    kind = "idempotency_key_reused"


@dataclass(frozen=True)
class Attempt:
    """One POST of one person under one key; `digest` tells bodies apart."""

    person: UUID
    method: str
    path: str
    key: str
    digest: bytes

    def scope(self) -> dict[str, Any]:
        return {"person": self.person, "method": self.method, "path": self.path, "key": self.key}


def attempt(request: Request, person: UUID, content: bytes) -> Attempt | None:
    """The attempt that this request is, or None without a key; `content` is what tells it from another."""
    return attempt_under(request.headers.get("Idempotency-Key"), request, person, content)


def attempt_under(key: str | None, request: Request, person: UUID, content: bytes) -> Attempt | None:
    """The same for a key that did not come in the header."""
    if key is None or request.method != "POST":
        return None
    if not _KEY.fullmatch(key):
        raise Invalid({"Idempotency-Key": ["invalid"]}, "1 to 255 visible ASCII characters.")
    return Attempt(person, request.method, request.path, key, hashlib.sha256(content).digest())


def replay(session: Session, attempt: Attempt, *, secret: bool = False, patient: bool = False) -> Response | None:
    """The first answer when there is one. Call it when the caller's rights are checked.

    Raises InProgress while the first attempt is still running, unless `patient`: then it waits for its end. Raises
    KeyReused when it had another body.
    """
    scope = {"scope": "\n".join(str(part) for part in attempt.scope().values())}
    if patient:
        session.execute(text("select pg_advisory_xact_lock(hashtextextended(:scope, 0))"), scope)
    elif not session.scalar(text("select pg_try_advisory_xact_lock(hashtextextended(:scope, 0))"), scope):
        raise InProgress("The first request under this Idempotency-Key is still running.")
    row = session.execute(
        text(
            "select digest, status, body, headers from idempotency_keys where person = :person and method = :method"
            " and path = :path and key = :key and created_at > clock_timestamp() - interval '24 hours'"
        ),
        attempt.scope(),
    ).one_or_none()
    if row is None:
        return None
    if bytes(row.digest) != attempt.digest:
        raise KeyReused({"Idempotency-Key": ["idempotency_key_reused"]}, "This key came with another body before.")
    sealed = _is_sealed(secret, row.status)
    body = session.info["keyrings"][CONTACTS].open(json.loads(row.body), _SEALED_FOR) if sealed else row.body
    response = Response(body, row.status, mimetype="application/json")
    response.headers.update(row.headers)
    response.headers["Idempotent-Replayed"] = "true"
    return response


def keep(session: Session, attempt: Attempt, response: Response, *, secret: bool = False) -> None:
    body = response.get_data(as_text=True)
    headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
    sealed = _is_sealed(secret, response.status_code)
    session.execute(
        text(
            "insert into idempotency_keys (person, method, path, key, digest, status, body, headers)"
            " values (:person, :method, :path, :key, :digest, :status, :body, cast(:headers as jsonb))"
            " on conflict (person, method, path, key) do update set digest = excluded.digest,"
            " status = excluded.status, body = excluded.body, headers = excluded.headers,"
            " created_at = excluded.created_at"
        ),
        {
            **attempt.scope(),
            "digest": attempt.digest,
            "status": response.status_code,
            "body": json.dumps(session.info["keyrings"][CONTACTS].seal(body, _SEALED_FOR)) if sealed else body,
            "headers": json.dumps(headers),
        },
    )


def _is_sealed(secret: bool, status: int) -> bool:
    """A redirect says nothing that has to be kept from anybody."""
    return secret and status != SEE_OTHER
