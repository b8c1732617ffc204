"""All modules of the room: each puts its pages on the blueprint."""

from services.cases.pages.steps import agreement, annulling, assessments, closing, plan, plan_forms, reviews
from services.cases.pages.steps.room import pages

__all__ = ["agreement", "annulling", "assessments", "closing", "pages", "plan", "plan_forms", "reviews"]
