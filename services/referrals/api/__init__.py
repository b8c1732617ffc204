"""The JSON API, one module for each part of it."""

from services.referrals.api import (
    appeals,
    deadlines,
    documents,
    duty,
    families,
    imports,
    invitations,
    receivers,
    referrals,
)
from services.referrals.api.blueprint import routes

ROUTES = (routes, imports.routes, invitations.routes, appeals.routes, documents.routes)

__all__ = [
    "ROUTES",
    "appeals",
    "deadlines",
    "documents",
    "duty",
    "families",
    "imports",
    "invitations",
    "receivers",
    "referrals",
]
