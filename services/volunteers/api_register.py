"""The JSON API of what keeps a register in order: its settings, what is ready against needed, feedback on pairings."""

from typing import Any

from services.volunteers import commands, policies_register, views_register
from services.volunteers import schemas_register as schemas
from services.volunteers.language import reader_language
from services.volunteers.policies_register import COUNTERS, SETTERS, SIDES
from services.volunteers.supply import supply
from shared.web.routes import Call, Routes

routes = Routes("volunteers", __name__)
routes.name = "volunteers-register"


def _version(record: Any) -> int:
    return int(record.version)


_SETTINGS: dict[str, Any] = {"on": policies_register.settings, "who": SETTERS}
_FEEDBACK: dict[str, Any] = {
    "on": policies_register.feedback,
    "who": SIDES,
    "version": _version,
    "answer": schemas.FeedbackAnswer,
}


@routes.get("/settings", version=_version, answer=schemas.SettingsAnswer, **_SETTINGS)
def read_settings(call: Call) -> dict[str, Any]:
    return views_register.settings(call.session, call.record, reader_language(call))


@routes.put("/settings", version=_version, body=schemas.SettingsBody, answer=schemas.SettingsAnswer, **_SETTINGS)
def change_settings(call: Call) -> dict[str, Any]:
    changed = commands.change_settings(call.session, call.caller, call.record, **call.body)
    return views_register.settings(call.session, changed, reader_language(call))


@routes.get("/settings/history", answer=schemas.HistoryAnswer, **_SETTINGS)
def read_history(call: Call) -> dict[str, Any]:
    return views_register.history(call.session, call.record.organisation, reader_language(call))


@routes.get(
    "/readiness",
    on=policies_register.settings,
    who=COUNTERS,
    query=schemas.ReadinessQuery,
    answer=schemas.ReadinessAnswer,
)
def read_readiness(call: Call) -> dict[str, Any]:
    found = supply(call.session, call.record.organisation, call.query["kind"])
    return views_register.readiness(found, call.query["kind"])


@routes.get("/requests/<uuid:id>/feedback", **_FEEDBACK)
def read_feedback(call: Call) -> dict[str, Any]:
    return views_register.feedback(call.record, reader_language(call))


@routes.put(
    "/requests/<uuid:id>/feedback",
    body=schemas.FeedbackBody,
    exists=lambda side: side.said is not None,
    **_FEEDBACK,
)
def give_feedback(call: Call) -> dict[str, Any]:
    said = commands.give_feedback(call.session, call.caller, call.record, **call.body)
    return views_register.feedback(said, reader_language(call))
