"""Receivers who keep us waiting rest for a while, longer each time, so that nobody waits because of them."""

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.notifications import rules
from services.notifications.model import Delivery, SlowReceiver
from shared import clock


def rest(session: Session, tried: Delivery) -> None:
    """What waits for this receiver is not tried before its rest is over."""
    slow = session.get(SlowReceiver, tried.receiver)
    times = slow.times + 1 if slow else 1
    kept = {"times": times, "until": clock.system() + rules.rest(times)}
    fresh = insert(SlowReceiver).values(receiver=tried.receiver, **kept)
    session.execute(fresh.on_conflict_do_update(index_elements=["receiver"], set_=kept))
    later = update(Delivery).where(Delivery.receiver == tried.receiver, Delivery.state == "pending")
    session.execute(later.where(Delivery.next_try_at < kept["until"]).values(next_try_at=kept["until"]))


def well_again(session: Session, receiver: int) -> None:
    session.execute(delete(SlowReceiver).where(SlowReceiver.receiver == receiver))
