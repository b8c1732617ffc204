"""An organisation's administrators are told when nothing is sent to their system any more."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.notifications.audiences import ORGANISATION_ADMINISTRATORS
from services.notifications.commands.posting import delivered, post
from services.notifications.model import Notification
from services.notifications.table import EVERYWHERE, IN_APP
from services.notifications.webhooks.model import Webhook
from shared import clock
from shared.ids import uuid7

TEXT = "webhook_disabled"


def tell_administrators(session: Session, webhook: Webhook) -> None:
    """In the app, by mail and messenger, as each of them wishes. Its event is this very moment's, which is nobody
    else's news and so is not published."""
    event, facts = uuid7(), {"organisation": webhook.organisation, "published_at": clock.system()}
    for person in sorted(ORGANISATION_ADMINISTRATORS.find(session, facts)):
        notification = _notification(webhook, person, event)
        session.add(notification)
        session.flush()
        delivered(session, notification.id, person, event, IN_APP)
        post(session, notification, clock.system(), EVERYWHERE)


def _notification(webhook: Webhook, person: UUID, event: UUID) -> Notification:
    now = clock.now()
    return Notification(
        id=uuid7(now),
        person=person,
        event=event,
        type=TEXT,
        values={},
        path=f"/notifications/webhooks/{webhook.id}",
        reference=None,
        created_at=now,
        made_at=clock.system(),
        record=webhook.id,
        matter=webhook.id,
        organisation=webhook.organisation,
    )
