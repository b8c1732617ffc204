"""All modules of the room: each puts its pages on the blueprint."""

from services.cases.pages.steps import (
    agreement,
    annulling,
    assessments,
    closing,
    documents,
    enrolments,
    plan,
    plan_forms,
    programmes,
    reviews,
    roadmap,
    services,
    sessions,
    support,
)
from services.cases.pages.steps.room import pages

__all__ = [
    "agreement",
    "annulling",
    "assessments",
    "closing",
    "documents",
    "enrolments",
    "pages",
    "plan",
    "plan_forms",
    "programmes",
    "reviews",
    "roadmap",
    "services",
    "sessions",
    "support",
]
