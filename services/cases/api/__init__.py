"""The JSON API, one module for each part of it, all on one blueprint."""

from services.cases.api import cases, comparison, concerns, deadlines, entries, plans, support
from services.cases.api.blueprint import routes

__all__ = ["cases", "comparison", "concerns", "deadlines", "entries", "plans", "routes", "support"]
