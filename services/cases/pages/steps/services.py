"""What was given to the family: services, and the group programmes that its members go to."""

from typing import Any

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.cases import commands, programmes
from services.cases.model import Attendance, Enrolment, ProgrammeGroup, ProgrammeSession
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.room import BY_TEAM, CASE, READ, at, entries, pages
from services.cases.schemas.entries import ServiceBody
from shared.codes import HELP_KINDS, SPECIALITIES
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Several, Text, options
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call


@pages.page(f"{CASE}/services", **READ, query=PageQuery)
def services(call: Call) -> Response:
    return show(
        "steps/services.html",
        **frame.of(call, "services"),
        listed=entries(call, "service"),
        enrolments=_enrolments(call),
        attendances=_attendances(call),
        called=people.called_by(call.session, call.record),
        may_enrol=call.record.status in ("planned", "supported"),
    )


def _enrolments(call: Call) -> dict[str, Any]:
    """The last of them: a family is in few groups."""
    whole = joinedload(Enrolment.group).joinedload(ProgrammeGroup.programme)
    found = select(Enrolment).where(Enrolment.case_id == call.record.id).options(whole)
    return newest_first(call.session, found, Enrolment.id, {"limit": 50}, programmes.enrolment_row(call.session))


def _attendances(call: Call) -> dict[str, Any]:
    whole = joinedload(Attendance.session).joinedload(ProgrammeSession.group).joinedload(ProgrammeGroup.programme)
    found = select(Attendance).where(Attendance.case_id == call.record.id).options(whole)
    return newest_first(call.session, found, Attendance.id, {"limit": 20}, programmes.attendance_row)


def service_form(call: Call) -> Form:
    case = call.record
    household = people.household(call.session, case)
    method = _("A psychologist's help names its method: “art therapy”, “family talks”.")
    return Form(
        _("Write down a service"),
        [
            Choice("kind", _("What was given?"), options=options(HELP_KINDS)),
            Day("given_on", _("On which day?")),
            Several("members", _("To whom?"), options=people.offered(household)),
            Choice("speciality", _("Whose work was it?"), options=options(SPECIALITIES), many=True, optional=True),
            Text("method", _("By which method?"), hint=method, optional=True, errors={"required": method}),
            Text("provider", _("Who gave it, if not the team?"), optional=True),
            Text("note", _("What should be remembered?"), rows=3, optional=True),
        ],
        _("Save the service"),
        back=at(case, "services"),
        shown=frame.of(call, "services"),
    )


@pages.form(f"{CASE}/services/new", **BY_TEAM, body=ServiceBody, form=service_form)
def record_service(call: Call) -> Response:
    commands.record_service(call.session, call.caller, call.record, **call.body)
    return go(at(call.record, "services"), _("The service is saved."))
