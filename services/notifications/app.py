"""Wiring of the service notifications."""

from flask import Flask

from services.notifications import api, sink
from services.notifications.delivery import send_mails, send_mails_to_the_well, send_messages
from services.notifications.figures import FIGURES
from services.notifications.pages import PAGES
from services.notifications.proofs import DELIVERY_STATES
from services.notifications.reactions import REACTIONS, REPLICAS
from services.notifications.texts import NOTIFICATION_TYPES
from services.notifications.webhooks import api as api_webhooks
from services.notifications.webhooks.delivery import SENDERS as WEBHOOK_SENDERS
from services.notifications.webhooks.figures import FIGURES as WEBHOOK_FIGURES
from services.notifications.webhooks.model import DISABLED_FOR, WEBHOOK_DELIVERY_STATES, WEBHOOK_ERRORS, WEBHOOK_STATES
from services.notifications.webhooks.table import WEBHOOK_EVENTS
from services.notifications.webhooks.timers import TIMERS
from shared.codes import DELIVERY_CHANNELS
from shared.config import Settings, or_stop
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.web import app

SENDERS = (send_mails, send_mails, send_mails_to_the_well, send_messages, send_messages)
"""Several of each, so that one who keeps a sender waiting does not hold up the rest."""

SERVICE = Service(
    "notifications",
    Handlers(REPLICAS, REACTIONS),
    TIMERS,
    background=(*SENDERS, *WEBHOOK_SENDERS),
    figures=(*FIGURES, *WEBHOOK_FIGURES),
)
ROUTES = (*api.ROUTES, api_webhooks.routes)
WEBHOOK_CODES = (WEBHOOK_EVENTS, WEBHOOK_STATES, WEBHOOK_DELIVERY_STATES, WEBHOOK_ERRORS, DISABLED_FOR)
CODES = (NOTIFICATION_TYPES, DELIVERY_CHANNELS, DELIVERY_STATES, *WEBHOOK_CODES)


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or or_stop("notifications")
    web = app.create_app(SERVICE, ROUTES, CODES, settings)
    for blueprint in PAGES:
        web.register_blueprint(blueprint)
    if settings.demo:
        web.register_blueprint(sink.blueprint)
    return web
