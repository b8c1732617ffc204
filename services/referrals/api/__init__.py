"""The JSON API, one module for each part of it."""

from services.referrals.api import (
    appeals,
    case_imports,
    deadlines,
    documents,
    duty,
    families,
    forms,
    imports,
    invitations,
    people,
    receivers,
    referrals,
)
from services.referrals.api.blueprint import routes

ROUTES = (routes, imports.routes, case_imports.routes, invitations.routes, appeals.routes, documents.routes)

__all__ = [
    "ROUTES",
    "appeals",
    "case_imports",
    "deadlines",
    "documents",
    "duty",
    "families",
    "forms",
    "imports",
    "invitations",
    "people",
    "receivers",
    "referrals",
]
