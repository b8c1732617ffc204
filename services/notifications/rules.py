"""When a message is still worth sending, when it is tried again, and when it is given up."""

from datetime import datetime, timedelta

from shared.sending import doubled

MAILED_WITHIN = timedelta(days=3)  # ours: what is older is shown in the inbox, but nobody is disturbed for it
FIRST_RETRY = timedelta(seconds=1)
LAST_RETRY = timedelta(hours=1)
LAST_RETRY_AWAY = timedelta(seconds=30)  # soon after the server is back, whatever its absence
MAIL_GIVEN_UP_AFTER = timedelta(days=5)  # RFC 5321, 4.5.4.1: at least four to five days
MESSAGE_GIVEN_UP_AFTER = timedelta(days=1)  # ours: the mail and the inbox have it, and a message is about now
FIRST_REST = timedelta(minutes=1)  # ours: of a receiver that kept us waiting
LAST_REST = timedelta(minutes=15)


def worth_mailing(happened_at: datetime, now: datetime) -> bool:
    """`now`: the present, also while a past is played; nobody gets a mail about something long ago."""
    return now - happened_at <= MAILED_WITHIN


def next_try(attempts: int, now: datetime, latest: timedelta = LAST_RETRY) -> datetime:
    """Twice as far away as the last time. `attempts`: how many have failed, at least 1."""
    return now + doubled(FIRST_RETRY, attempts, latest)


def given_up(refused_at: datetime, now: datetime, after: timedelta) -> bool:
    """`refused_at`: when the message was first refused."""
    return now - refused_at > after


def rest(times: int) -> timedelta:
    """How long nobody tries a receiver that kept us waiting so many times on end."""
    return doubled(FIRST_REST, times, LAST_REST)
