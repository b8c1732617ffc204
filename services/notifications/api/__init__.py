"""The JSON API, one module for each part of it; that of webhooks stands in their own folder."""

from services.notifications.api import inbox, messenger, preferences, proofs
from services.notifications.api.blueprint import routes

ROUTES = (routes, messenger.routes, proofs.routes)

__all__ = ["ROUTES", "inbox", "messenger", "preferences", "proofs"]
