"""Feedback on pairings."""

from typing import Any

from services.volunteers import commands
from services.volunteers.api.blueprint import register_routes as routes
from services.volunteers.api.blueprint import version
from services.volunteers.api.language import reader_language
from services.volunteers.policies import feedback as policies
from services.volunteers.schemas import feedback as schemas
from services.volunteers.views import feedback as views
from shared.web.routes import Call

_FEEDBACK: dict[str, Any] = {
    "on": policies.feedback,
    "who": policies.SIDES,
    "version": version,
    "answer": schemas.FeedbackAnswer,
}


@routes.get("/requests/<uuid:id>/feedback", **_FEEDBACK)
def read_feedback(call: Call) -> dict[str, Any]:
    return views.feedback(call.record, reader_language(call))


@routes.put(
    "/requests/<uuid:id>/feedback",
    body=schemas.FeedbackBody,
    exists=lambda side: side.said is not None,
    **_FEEDBACK,
)
def give_feedback(call: Call) -> dict[str, Any]:
    said = commands.give_feedback(call.session, call.caller, call.record, **call.body)
    return views.feedback(said, reader_language(call))
