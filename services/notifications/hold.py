"""Mails that a restore brings back: they, or their like, may have gone out before, so an administrator decides.

A backup knows a mail as pending that left a moment later, and an event as unread of which a mail told somebody. What
was written before the restore had ended is therefore told in the inbox alone; its mails are `held`. So are webhooks:
the restored copy may be a drill, of which agencies' systems must not hear.
"""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

_HOLD = text("update mail_hold set until = 'infinity'")
_COVERS = text("select exists (select from mail_hold where until > :written_at)")
_END = text("update mail_hold set until = clock_timestamp() + :longer where until = 'infinity'")
_MOVES = (
    text("update deliveries set state = :to, next_try_at = clock_timestamp() where state = :from"),
    text("update webhook_deliveries set state = :to, next_try_at = clock_timestamp() where state = :from"),
)
_BY_TYPE = text(
    "select type, count(*) from deliveries join notifications on id = notification where state = 'held'"
    " group by type union all"
    " select 'webhook ' || type, count(*) from webhook_deliveries where state = 'held' group by type order by 1"
)
_COUNT = text(
    "select (select count(*) from deliveries where state = 'held')"
    " + (select count(*) from webhook_deliveries where state = 'held')"
)


def begin(session: Session) -> None:
    """Hold what is pending, and every mail from now on."""
    session.execute(_HOLD)
    _move(session, "pending", "held")


def end(session: Session, longer: timedelta = timedelta()) -> None:
    """Mails about what is written from now on, or so much later, leave again; those that are held stay so."""
    session.execute(_END, {"longer": longer})


def covers(session: Session, written_at: datetime) -> bool:
    """Whether a mail about an event is held; `written_at`: system time of the event."""
    return bool(session.scalar(_COVERS, {"written_at": written_at}))


def count(session: Session) -> int:
    return int(session.scalar(_COUNT) or 0)


def by_type(session: Session) -> list[tuple[str, int]]:
    return [(str(type_), int(number)) for type_, number in session.execute(_BY_TYPE)]


def release(session: Session) -> int:
    """Send all that are held; how many."""
    return _move(session, "held", "pending")


def drop(session: Session) -> int:
    """Never send any that is held; how many."""
    return _move(session, "held", "cancelled")


def _move(session: Session, before: str, after: str) -> int:
    moves = [session.execute(move, {"from": before, "to": after}) for move in _MOVES]
    return sum(int(moved.rowcount) for moved in moves)  # type: ignore[attr-defined, misc]
