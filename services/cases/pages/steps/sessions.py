"""Sessions of a group: planned, cancelled, and who came, all on one page."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response
from sqlalchemy import select

from services.cases import commands, programmes
from services.cases.model import Attendance, ProgrammeSession
from services.cases.pages.steps.annulling import reason
from services.cases.pages.steps.programmes import BY_LEADER, GROUP, GROUP_AT, enrolled_in
from services.cases.pages.steps.room import pages
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.meetings import CancelBody
from services.cases.schemas.programmes import HeldSessionBody, SessionBody
from shared.codes import ABSENCE_REASONS
from shared.directory.lookup import time_zone_of
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Moment, Rows, Text, options
from shared.web.pages.form import Part
from shared.web.routes import Call

SESSION = "/programme-sessions/<uuid:id>"
SESSION_AT = "/cases/programme-sessions"
LED: dict[str, Any] = {"on": programmes.session_of, "who": programmes.SESSION_LEADER, "version": programmes.version}


def session_form(call: Call) -> Form:
    outside = _("The group does not meet on this day: look at when it begins and ends.")
    return Form(
        _("Plan a session"),
        [
            Moment("planned_at", _("When?"), errors={"before_start": outside, "after_end": outside}),
            Text("topic", _("What is the session about?"), optional=True),
        ],
        _("Plan the session"),
        back=f"{GROUP_AT}/{call.record.id}",
    )


@pages.form(f"{GROUP}/sessions/new", **BY_LEADER, body=SessionBody, form=session_form)
def plan_session(call: Call) -> Response:
    commands.plan_session(call.session, call.caller, call.record, **call.body)
    return go(f"{GROUP_AT}/{call.record.id}", _("The session is planned."))


@pages.page(SESSION, on=programmes.session_of, who=programmes.SESSION_LEADER)
def programme_session(call: Call) -> Response:
    everyone = enrolled_in(call, call.record.group)
    shown = programmes.session_shown(call.session, call.record)
    return show("steps/session.html", one=shown, group=call.record.group, size=len(everyone))


@dataclass
class Came(Rows):
    """Who came, who did not and why; who is left out may follow later. `enrolments` in the order of the rows."""

    enrolments: list[str] = field(default_factory=list)

    def _item(self, row: Group) -> dict[str, Any]:
        said = next(iter(row.everything())).read()
        if not isinstance(said, str):
            return {}
        of = {"enrolment": self.enrolments[list(self.rows).index(row)], "attended": said == "came"}
        return of if said == "came" else of | {"reason": said}


def attendance_form(call: Call) -> Form:
    of: ProgrammeSession = call.record
    waiting = _not_noted(call, of)
    nobody = _("Everybody on the list is noted, or nobody is on it.")
    fields: list[Part] = [Day("held_on", _("When was it held?")), _came(waiting)]
    values = {"held_on": of.held_on or of.planned_at}
    return _at_session(of.id, _("Who came?"), fields, _("Save who came"), lead="" if waiting else nobody, values=values)


def _at_session(session: UUID, title: str, fields: list[Part], button: str, **more: Any) -> Form:
    return Form(title, fields, button, back=f"{SESSION_AT}/{session}", **more)


def _not_noted(call: Call, of: ProgrammeSession) -> list[dict[str, Any]]:
    """Who is on the list, and of whom nothing is noted yet."""
    show_row = programmes.roster_row(call.session)
    counting = (Attendance.session_id == of.id, Attendance.annulled_at.is_(None))
    noted = set(call.session.scalars(select(Attendance.enrolment_id).where(*counting)))
    zone = ZoneInfo(time_zone_of(call.session, of.organisation))
    day = of.held_on or of.planned_at.astimezone(zone).date()
    on_list = (one for one in enrolled_in(call, of.group) if not one.left_on or one.left_on >= day)
    return [show_row(one) for one in on_list if one.id not in noted]


def _came(waiting: list[dict[str, Any]]) -> Came:
    answers = [("came", _("Came")), *options(ABSENCE_REASONS)]
    wrong = {"not_enrolled": _("They were not in the group on this day.")}
    rows = [
        Group("", [Choice(f"attendance.{n}.attended", one["name"] or "—", options=answers, many=True, errors=wrong)])
        for n, one in enumerate(waiting)
    ]
    return Came("attendance", rows, label=_("Who came?"), enrolments=[str(one["id"]) for one in waiting])


@pages.form(f"{SESSION}/attendance", **LED, body=HeldSessionBody, form=attendance_form)
def record_attendance(call: Call) -> Response:
    commands.record_attendance(call.session, call.caller, call.record, **call.body)
    return go(f"{SESSION_AT}/{call.record.id}", _("It is noted who came."))


def cancel_session_form(call: Call) -> Form:
    warning = _("A cancelled session can't be held any more: plan a new one then.")
    why, button = Text("reason", _("Why?"), rows=2), _("Cancel the session")
    return _at_session(call.record.id, button, [why], button, warning=warning, dangerous=True)


@pages.form(f"{SESSION}/cancel", **LED, body=CancelBody, form=cancel_session_form)
def cancel_session(call: Call) -> Response:
    commands.cancel_session(call.session, call.caller, call.record, **call.body)
    return go(f"{GROUP_AT}/{call.record.group_id}", _("The session is cancelled."))


def annul_session_form(call: Call) -> Form:
    title, button = _("The session was not held so"), _("Take the session back")
    warning = _("What was noted of who came does not count then either. This can't be undone.")
    return _at_session(call.record.id, title, [reason()], button, warning=warning, dangerous=True)


@pages.form(f"{SESSION}/annul", **LED, body=AnnulBody, form=annul_session_form)
def annul_session(call: Call) -> Response:
    commands.annul_session(call.session, call.caller, call.record, **call.body)
    return go(f"{GROUP_AT}/{call.record.group_id}", _("The session does not count any more."))


def annul_attendance_form(call: Call) -> Form:
    title, warning = _("This was noted by mistake"), _("It does not count any more. It can then be noted anew.")
    return _at_session(call.record.session_id, title, [reason()], _("Take it back"), warning=warning)


@pages.form(
    "/attendances/<uuid:id>/annul",
    on=programmes.attendance_of,
    who=programmes.ATTENDANCE_LEADER,
    body=AnnulBody,
    form=annul_attendance_form,
)
def annul_attendance(call: Call) -> Response:
    commands.annul_attendance(call.session, call.caller, call.record, **call.body)
    return go(f"{SESSION_AT}/{call.record.session_id}", _("It does not count any more."))
