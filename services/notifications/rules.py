"""When a mail is still worth sending, when it is tried again, and when it is given up."""

from datetime import datetime, timedelta

MAILED_WITHIN = timedelta(days=3)  # ours: what is older is shown in the inbox, but nobody is disturbed for it
FIRST_RETRY = timedelta(seconds=1)
LAST_RETRY = timedelta(hours=1)
LAST_RETRY_AWAY = timedelta(seconds=30)  # soon after the mail server is back, whatever its absence
GIVEN_UP_AFTER = timedelta(days=5)  # RFC 5321, 4.5.4.1: at least four to five days
FIRST_PAUSE_S = 0.5
LAST_PAUSE_S = 30.0


def worth_mailing(happened_at: datetime, now: datetime) -> bool:
    """`now`: the present, also while a past is played; nobody gets a mail about something long ago."""
    return now - happened_at <= MAILED_WITHIN


def next_try(attempts: int, now: datetime, latest: timedelta = LAST_RETRY) -> datetime:
    """Twice as far away as the last time. `attempts`: how many have failed, at least 1."""
    return now + min(FIRST_RETRY * (1 << min(attempts - 1, 20)), latest)


def given_up(refused_at: datetime, now: datetime) -> bool:
    """`refused_at`: when the mail was first refused; a server that is away refuses nothing."""
    return now - refused_at > GIVEN_UP_AFTER


def next_pause(pause: float) -> float:
    """Seconds until a mail server that is away is tried again."""
    return min(pause * 2, LAST_PAUSE_S)
