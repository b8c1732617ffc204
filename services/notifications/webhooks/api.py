"""The JSON API of an organisation's webhooks."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from services.notifications.commands import webhooks as commands
from services.notifications.webhooks import views
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from services.notifications.webhooks.policies import ADMINISTRATOR, own_delivery, own_webhook
from services.notifications.webhooks.schemas import (
    DeliveryAnswer,
    DeliveryQuery,
    Nothing,
    RotateBody,
    WebhookAnswer,
    WebhookBody,
    WithSecret,
)
from shared.problems import Forbidden
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call, Routes
from shared.web.site import this_site

routes = Routes("notifications", __name__)
routes.name = "notifications-webhooks"

OF_ONE = {"on": own_webhook, "who": ADMINISTRATOR}


@routes.get("/webhooks", who=ADMINISTRATOR, query=PageQuery, answer=page_of(WebhookAnswer))
def webhooks(call: Call) -> dict[str, Any]:
    own = select(Webhook).where(Webhook.organisation == call.caller.organisation)
    return newest_first(call.session, own, Webhook.id, call.query, views.show)


@routes.post("/webhooks", who=ADMINISTRATOR, body=WebhookBody, answer=WithSecret, status=201, secret=True)
def register(call: Call) -> dict[str, Any]:
    if call.caller.organisation is None:
        raise Forbidden("This is for those who belong to an organisation.")
    webhook, secret = commands.register(call.session, call.caller, call.body, this_site().settings)
    return views.show(webhook) | {"secret": secret}


@routes.get("/webhooks/<uuid:id>", **OF_ONE, answer=WebhookAnswer)
def webhook(call: Call) -> dict[str, Any]:
    return views.show(call.record)


@routes.delete("/webhooks/<uuid:id>", **OF_ONE, query=Nothing, status=204)
def remove(call: Call) -> None:
    commands.remove(call.session, call.record)


@routes.post("/webhooks/<uuid:id>/rotate", **OF_ONE, body=RotateBody, answer=WithSecret, secret=True)
def rotate(call: Call) -> dict[str, Any]:
    secret = commands.rotate(call.session, call.record, timedelta(hours=call.body["overlap_hours"]))
    return views.show(call.record) | {"secret": secret}


@routes.post("/webhooks/<uuid:id>/pause", **OF_ONE, body=Nothing, answer=WebhookAnswer)
def pause(call: Call) -> dict[str, Any]:
    return views.show(commands.pause(call.record))


@routes.post("/webhooks/<uuid:id>/resume", **OF_ONE, body=Nothing, answer=WebhookAnswer)
def resume(call: Call) -> dict[str, Any]:
    return views.show(commands.resume(call.session, call.record))


@routes.post("/webhooks/<uuid:id>/test", **OF_ONE, body=Nothing, answer=DeliveryAnswer, status=202)
def test(call: Call) -> dict[str, Any]:
    return views.show_delivery(commands.test(call.session, call.record))


@routes.get("/webhooks/<uuid:id>/deliveries", **OF_ONE, query=DeliveryQuery, answer=page_of(DeliveryAnswer))
def deliveries(call: Call) -> dict[str, Any]:
    found = select(WebhookDelivery).where(WebhookDelivery.webhook == call.record.id)
    return newest_first(call.session, found, WebhookDelivery.event, call.query, views.show_delivery)


@routes.post(
    "/webhooks/<uuid:id>/deliveries/<uuid:event>/resend",
    on=own_delivery,
    who=ADMINISTRATOR,
    body=Nothing,
    answer=DeliveryAnswer,
    status=202,
)
def resend(call: Call) -> dict[str, Any]:
    return views.show_delivery(commands.resend(call.session, *call.record))
