"""The JSON API, one module for each part of it, all on one blueprint."""

from services.cases.api import cases, concerns, entries, figures, plans, support
from services.cases.api.blueprint import routes

__all__ = ["cases", "concerns", "entries", "figures", "plans", "routes", "support"]
