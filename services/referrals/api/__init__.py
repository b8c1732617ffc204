"""The JSON API, one module for each part of it."""

from services.referrals.api import (
    appeals,
    deadlines,
    duty,
    families,
    imports,
    invitations,
    people,
    receivers,
    referrals,
)
from services.referrals.api.blueprint import routes

ROUTES = (routes, imports.routes, invitations.routes, appeals.routes)

__all__ = [
    "ROUTES",
    "appeals",
    "deadlines",
    "duty",
    "families",
    "imports",
    "invitations",
    "people",
    "receivers",
    "referrals",
]
