"""How often something may be tried within a while, counted in the service's own table for all processes at once.

An attempt is counted before it is judged, in a transaction of its own, so that many at the same moment count as
many. What is counted is a keyed hash of the address: who tries is nobody's to read. The table is `throttles (key bytea
primary key, attempts bigint, window_ends_at timestamptz)`, made by the migrations of a service that needs it.
"""

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from shared import clock
from shared.problems import TooManyRequests


@dataclass(frozen=True)
class Limit:
    """At most `attempts` of what it names within `window`."""

    name: str
    attempts: int
    window: timedelta


_COUNT = text(
    """
    insert into throttles as known (key, attempts, window_ends_at) values (:key, 1, :ends_at)
    on conflict (key) do update set
        attempts = case when known.window_ends_at <= :now then 1 else known.attempts + 1 end,
        window_ends_at = case when known.window_ends_at <= :now then excluded.window_ends_at
                              else known.window_ends_at end
    returning attempts, window_ends_at
    """
)


KEPT_FOR = timedelta(days=1)
SWEPT_AT_ONCE = 500
_SWEEP = text(
    """
    delete from throttles where key in (
        select key from throttles where window_ends_at < :old limit :most for update skip locked
    ) returning key
    """
)


def take(session: Session, secret: str, limit: Limit, value: str) -> None:
    """Count one attempt. Raises TooManyRequests when there were too many within the window."""
    now = clock.system()
    row = session.execute(_COUNT, {"key": _key(secret, limit, value), "now": now, "ends_at": now + limit.window}).one()
    if row.attempts > limit.attempts:
        wait = max(1, math.ceil((row.window_ends_at - now).total_seconds()))
        raise TooManyRequests("Too many attempts. Wait a little, then try again.", retry_after=wait)


def give_back(session: Session, secret: str, limit: Limit, value: str) -> None:
    """An attempt that was honest does not count."""
    session.execute(
        text("update throttles set attempts = greatest(attempts - 1, 0) where key = :key"),
        {"key": _key(secret, limit, value)},
    )


def forget(session: Session, secret: str, limit: Limit, value: str) -> None:
    """Start counting anew."""
    session.execute(text("delete from throttles where key = :key"), {"key": _key(secret, limit, value)})


def sweep(session: Session) -> int:
    """Delete counts whose window is long over, a bounded number; how many."""
    old = clock.system() - KEPT_FOR
    return len(session.execute(_SWEEP, {"old": old, "most": SWEPT_AT_ONCE}).all())


def _key(secret: str, limit: Limit, value: str) -> bytes:
    return hmac.digest(secret.encode(), f"{limit.name}\n{value}".encode(), hashlib.sha256)
