"""The only source of time. Business time can be moved within a context; system time never moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DEFAULT_TIME_ZONE = "Europe/Moscow"

_moved: ContextVar[datetime | None] = ContextVar("moved_business_time", default=None)
_ahead: ContextVar[timedelta | None] = ContextVar("business_time_ahead", default=None)


def now() -> datetime:
    """Business time, aware, in UTC: what deadlines, histories and dates of facts go by."""
    return _moved.get() or present()


def present() -> datetime:
    """The same, where no past is played: who is told of something long ago is told what was."""
    return system() + (_ahead.get() or timedelta(0))


def today(time_zone: str) -> date:
    """The business day in an IANA time zone, for example "Europe/Moscow"."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def system() -> datetime:
    """System time, aware, in UTC: for tokens, retries of mail, and logs.

    The eventing core and the Idempotency-Keys go by PostgreSQL's clock, which all processes share.
    """
    return datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let business time stand still at `moment` (aware) within this context; used to play a past."""
    token = _moved.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)


def stands() -> bool:
    """Whether business time stands still in this context."""
    return _moved.get() is not None


def run_ahead(ahead: timedelta) -> None:
    """Let business time run so far ahead of system time in this context, as a demo home's does: `business_clock`."""
    _ahead.set(ahead)
