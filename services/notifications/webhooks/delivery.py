"""The worker's loop that sends webhooks.

Nobody waits for somebody else: several are tried at once, each endpoint by one try at a time; those that fail rest, and
never take more than half of the places. Order is not promised.
"""

import logging
import threading
import time

from sqlalchemy import func
from sqlalchemy.orm import Session, sessionmaker

from services.notifications.delivery import POLL_S, bell_of, wait
from services.notifications.webhooks import attempts
from services.notifications.webhooks.attempts import Parcel
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from shared import clock
from shared.config import Settings
from shared.logs import place_of
from shared.sending import keep_sending

log = logging.getLogger(__name__)

AT_ONCE = 16
LOOKED_AT_AGAIN_S = 0.25
LEFT_BEHIND_AFTER_S = 5.0


def send_webhooks(sessions: "sessionmaker[Session]", settings: Settings, stop: threading.Event) -> None:
    """Until `stop` is set. Several may run at once, in one process or many."""
    with bell_of(settings, "webhooks") as bell, _Crew(sessions, settings) as crew:
        keep_sending(
            _NoLine(),
            crew.send_next,
            lambda: wait(bell, _seconds_to_next(sessions), stop),
            stop,
            "webhooks_away",
        )


class _Crew:
    """Those who send at once, `AT_ONCE` at most."""

    def __init__(self, sessions: "sessionmaker[Session]", settings: Settings) -> None:
        self._sessions = sessions
        self._settings = settings
        self._free = threading.Semaphore(AT_ONCE)
        self._free_for_slow = threading.Semaphore(AT_ONCE // 2)

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        """Whoever still waits for an answer then is left behind: the lease ends, and another sends it again."""
        end = time.monotonic() + LEFT_BEHIND_AFTER_S
        for _place in range(AT_ONCE):
            self._free.acquire(timeout=max(end - time.monotonic(), 0))

    def send_next(self) -> bool:
        """Begin the next try; False when nothing is due. While all are busy it comes back soon, having done nothing."""
        if not self._free.acquire(timeout=LOOKED_AT_AGAIN_S):
            return True
        slow_too = self._free_for_slow.acquire(blocking=False)
        parcel = attempts.claim(self._sessions, slow_too=slow_too)
        keeps_slow = slow_too and parcel is not None and parcel.slow
        if slow_too and not keeps_slow:
            self._free_for_slow.release()
        if parcel is None:
            self._free.release()
            return False
        threading.Thread(target=self._finish, args=(parcel,), daemon=True).start()
        return True

    def _finish(self, parcel: Parcel) -> None:
        """What goes wrong here is tried again when the lease has ended."""
        try:
            attempts.finish(self._sessions, self._settings, parcel)
        except Exception as problem:
            log.warning("webhook_try_broken", extra={"error": type(problem).__name__, "place": place_of(problem)})
        finally:
            if parcel.slow:
                self._free_for_slow.release()
            self._free.release()


class _NoLine:
    """Each try has a connection of its own."""

    def close(self) -> None:
        """Nothing is kept open."""


def _seconds_to_next(sessions: "sessionmaker[Session]") -> float:
    """Until the next try is due, at most `POLL_S`."""
    due = func.greatest(WebhookDelivery.next_try_at, Webhook.busy_until, Webhook.rests_until)
    with sessions() as session:
        at = session.scalar(attempts.waiting().with_only_columns(func.min(due)))
    return min((at - clock.system()).total_seconds(), POLL_S) if at else POLL_S


SENDERS = (send_webhooks,)
