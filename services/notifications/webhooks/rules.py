"""When a webhook is tried again, when it is given up, and when its endpoint is left alone or disabled. No I/O."""

from datetime import datetime, timedelta

from shared.sending import doubled

MOST_OF_ONE = 10  # ours: endpoints of one organisation
TIMEOUT_S = 15.0  # a whole request; the specification advises 15 to 30 s
LEASE = timedelta(seconds=90)
"""Longer than a try can last, with the look-up of a name: then another sender may take it."""

RETRY_AFTER = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""The schedule that the specification of Standard Webhooks advises: ten tries within about three days."""
SPREAD = 0.1  # later by up to a tenth, so that not all come back at one moment
LONGEST_ASKED = timedelta(hours=24)  # of a Retry-After
DISABLED_AFTER = timedelta(days=5)  # ours, as the specification advises: days without any success
FIRST_REST = timedelta(seconds=5)  # ours: of an endpoint whose system is at fault
LAST_REST = timedelta(minutes=5)
OVERLAP = timedelta(hours=24)  # the specification's example: how long the previous secret signs too
LONGEST_OVERLAP_HOURS = 168
KEPT_FOR = timedelta(days=30)  # ours: deliveries, and so what waits for a paused endpoint

OK = range(200, 300)
REDIRECTS = range(300, 400)
GONE = 410
_BUSY = (408, 425, 429)
_SERVER_ERROR = 500


def next_try(attempts: int, now: datetime, asked: timedelta | None, spread: float) -> datetime | None:
    """After so many tries that failed, at least one; None when that was the last. `asked`: what Retry-After said.
    `spread`: 0 to 1."""
    if attempts > len(RETRY_AFTER):
        return None
    wait = RETRY_AFTER[attempts - 1] * (1 + SPREAD * spread)
    return now + max(wait, min(asked or timedelta(), LONGEST_ASKED))


def at_fault(status: int | None) -> bool:
    """Whether the whole system cannot take anything, or only this message was refused."""
    return status is None or status >= _SERVER_ERROR or status in _BUSY


def rest(failures: int) -> timedelta:
    return doubled(FIRST_REST, failures, LAST_REST)


def disabled(failing_since: datetime, now: datetime) -> bool:
    return now - failing_since > DISABLED_AFTER
