"""The JSON API, one module for each part of it, all on one blueprint."""

from services.cases.api import (
    calendars,
    cases,
    comparison,
    concerns,
    deadlines,
    documents,
    entries,
    figures,
    meetings,
    plans,
    programmes,
    roadmaps,
    sessions,
    support,
    timeline,
    visits,
)
from services.cases.api.blueprint import routes

__all__ = [
    "calendars",
    "cases",
    "comparison",
    "concerns",
    "deadlines",
    "documents",
    "entries",
    "figures",
    "meetings",
    "plans",
    "programmes",
    "roadmaps",
    "routes",
    "sessions",
    "support",
    "timeline",
    "visits",
]
