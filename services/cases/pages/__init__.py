"""Pages of cases, a module for each part."""

from services.cases.pages import calendar, deadlines, lists, wordings
from services.cases.pages.case import (
    concerns,
    contacts,
    decisions,
    entries,
    family,
    meetings,
    overview,
    team,
    visits,
)
from services.cases.pages.room import pages
from services.cases.pages.steps import pages as steps
from services.cases.pages.supervision import pages as supervising
from services.cases.pages.today import page as today

__all__ = [
    "PAGES",
    "calendar",
    "concerns",
    "contacts",
    "deadlines",
    "decisions",
    "entries",
    "family",
    "lists",
    "meetings",
    "overview",
    "team",
    "today",
    "visits",
    "wordings",
]

PAGES = (pages, steps.pages, deadlines.pages, wordings.pages, supervising)
