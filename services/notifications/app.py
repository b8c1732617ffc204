"""Wiring of the service notifications."""

from flask import Flask

from services.notifications import api, sink
from services.notifications.delivery import send_mails
from services.notifications.figures import FIGURES
from services.notifications.reactions import REACTIONS, REPLICAS
from services.notifications.texts import NOTIFICATION_TYPES
from shared.codes import DELIVERY_CHANNELS
from shared.config import Settings, or_stop
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.web import app

SENDERS = 2  # so that one mail which the server keeps waiting does not hold up the rest
SERVICE = Service("notifications", Handlers(REPLICAS, REACTIONS), background=(send_mails,) * SENDERS, figures=FIGURES)


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or or_stop("notifications")
    web = app.create_app(SERVICE, [api.routes], [NOTIFICATION_TYPES, DELIVERY_CHANNELS], settings)
    if settings.demo:
        web.register_blueprint(sink.blueprint)
    return web
