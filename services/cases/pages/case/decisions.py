"""What a team decided: done, given up, or open again."""

from typing import Any

from flask import Response

from services.cases import commands, meetings
from services.cases.commands.checks import today
from services.cases.model import Decision
from services.cases.pages import frame
from services.cases.pages.room import pages
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.meetings import REASON, DoneBody, DropBody
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Day, Text
from shared.web.pages.form import Part
from shared.web.routes import Call

DECISION = "/decisions/<uuid:id>"
_SETTLING: dict[str, Any] = {"on": meetings.decision_of, "who": meetings.SETTLER, "template": "case_form.html"}


def _form(call: Call, title: str, fields: list[Part], button: str, **more: Any) -> Form:
    decision: Decision = call.record
    shown = frame.of(call, "team", decision.meeting.case)
    return Form(title, fields, button, lead=decision.text, back=_address(decision), shown=shown, **more)


def _address(decision: Decision) -> str:
    return f"/cases/meetings/{decision.meeting_id}"


def _day(call: Call) -> dict[str, Any]:
    return {"done_on": today(call.session, call.record.meeting.case)}


def done_form(call: Call) -> Form:
    too_soon = {"before_meeting": _("This lies before the meeting. Check the date.")}
    fields: list[Part] = [Day("done_on", _("On which day was it done?"), errors=too_soon)]
    return _form(call, _("What was decided is done"), fields, _("It is done"), values=_day(call))


@pages.form(f"{DECISION}/done", form=done_form, body=DoneBody, **_SETTLING)
def decision_done(call: Call) -> Response:
    said = {"outcome": "done", "on": call.body["done_on"], "reason": None}
    commands.settle_decision(call.session, call.caller, call.record, **said)
    return go(_address(call.record), _("It is noted as done."))


def drop_form(call: Call) -> Form:
    fields: list[Part] = [Text("reason", _("Why is it not needed any more?"), rows=3, longest=REASON)]
    return _form(call, _("Give up what was decided"), fields, _("Give it up"))


@pages.form(f"{DECISION}/drop", form=drop_form, body=DropBody, **_SETTLING)
def drop_decision(call: Call) -> Response:
    said = {"outcome": "dropped", "on": call.body.get("dropped_on"), "reason": call.body["reason"]}
    commands.settle_decision(call.session, call.caller, call.record, **said)
    return go(_address(call.record), _("It is given up."))


def reopen_form(call: Call) -> Form:
    fields: list[Part] = [Text("reason", _("What was noted wrongly?"), rows=3, longest=2_000)]
    return _form(call, _("The decision is open after all"), fields, _("Open it again"))


@pages.form(
    f"{DECISION}/reopen", on=meetings.decision_of, who=meetings.OUTCOME_ANNULLER, form=reopen_form, body=AnnulBody,
    template="case_form.html",
)  # fmt: skip
def reopen_decision(call: Call) -> Response:
    commands.annul_outcome(call.session, call.caller, call.record, **call.body)
    return go(_address(call.record), _("The decision is open again."))
