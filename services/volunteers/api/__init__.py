"""The JSON API under /volunteers/api/v1, one module for each part of it."""

# In this order their routes stand in the service's description.
# isort: off
from services.volunteers.api import register, requests, proposals, assignments, concerns
from services.volunteers.api import settings, readiness, feedback
from services.volunteers.api import documents
from services.volunteers.api import imports
from services.volunteers.api import chains, runs
from services.volunteers.api import links
from services.volunteers.api import people
from services.volunteers.api import calendars

# isort: on
from services.volunteers.api.blueprint import asking_routes, register_routes, routes

ROUTES = (routes, register_routes, asking_routes, links.routes)

__all__ = [
    "ROUTES",
    "assignments",
    "calendars",
    "chains",
    "concerns",
    "documents",
    "feedback",
    "imports",
    "links",
    "people",
    "proposals",
    "readiness",
    "register",
    "requests",
    "runs",
    "settings",
]
