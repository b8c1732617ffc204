"""Noting that someone who was told of a record did something about it."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from services.notifications.facts import records_of
from services.notifications.model import Notification
from shared.eventing.envelope import Event


def note_action(session: Session, event: Event) -> None:
    """What this person was told before about a record that the event names they have now acted on. The first counts."""
    if event.by is None:
        return
    told = update(Notification).where(Notification.person == event.by, Notification.acted_at.is_(None))
    about = told.where(Notification.record.in_(records_of(event)), Notification.created_at <= event.at)
    session.execute(about.values(acted_at=event.at), execution_options={"synchronize_session": False})
