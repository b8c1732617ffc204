"""The JSON API, one module for each part of it, all on one blueprint."""

from services.cases.api import (
    cases,
    concerns,
    entries,
    meetings,
    plans,
    programmes,
    roadmaps,
    sessions,
    support,
)
from services.cases.api.blueprint import routes

__all__ = [
    "cases",
    "concerns",
    "entries",
    "meetings",
    "plans",
    "programmes",
    "roadmaps",
    "routes",
    "sessions",
    "support",
]
