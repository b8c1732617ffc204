"""Planned visits of a case: planned, moved, cancelled, and done by the contact that says how it was."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import commands, policies, visits
from services.cases.codes import VISIT_KINDS, VISIT_STATES
from services.cases.model import Case, Visit
from services.cases.pages import frame
from services.cases.pages.people import flat, member_options, members_named, team_options
from services.cases.pages.room import CASE, pages
from services.cases.rules.visits import USUAL_MINUTES
from services.cases.schemas.meetings import CancelBody
from services.cases.schemas.visits import NOTE, VisitBody, VisitChangeBody
from shared.web.moments import MomentQuery, by_moment
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Moment, Several, Text, Whole, options
from shared.web.pages.form import Part
from shared.web.routes import Call

VISIT = "/visits/<uuid:id>"
ON_A_PAGE = 25
_OF_VISIT: dict[str, Any] = {"on": policies.visit_of, "version": lambda visit: visit.version}


@pages.page(f"{CASE}/visits", on=policies.case_of, who=policies.READER, query=MomentQuery)
def visits_of_case(call: Call) -> Response:
    """The last one first, so what is ahead stands at the top."""
    found = select(Visit).where(Visit.case_id == call.record.id)
    show_visit = visits.visit_of(call.session)
    page = by_moment(
        call.session, found, visits.MOMENT, visits.KEY, call.query | {"limit": ON_A_PAGE},
        lambda row: show_visit(row[0]), lambda row: (row[0].at, str(row[0].id)), newest=True,
    )  # fmt: skip
    shown: dict[str, Any] = {"rows": page["items"], "next": page["next"]}
    return show("visits/list.html", **frame.of(call, "timeline"), **shown, kinds=VISIT_KINDS, states=VISIT_STATES)


@pages.page(VISIT, on=policies.visit_of, who=policies.of_visit(policies.READER))
def visit(call: Call) -> Response:
    case: Case = call.record.case
    shown = visits.visit_of(call.session)(call.record)
    named: dict[str, Any] = {
        "members": members_named(case, shown["members"]),
        "kinds": VISIT_KINDS,
        "states": VISIT_STATES,
    }
    return show("visits/page.html", **frame.of(call, "timeline", case), visit=shown, **named)


def _fields(call: Call, case: Case) -> list[Part]:
    return [
        Choice("kind", _("What is planned?"), options=options(VISIT_KINDS)),
        Moment("at", _("When?")),
        Text("place", _("Where?"), optional=True, blank=None),
        Several(
            "members", _("Whom of the family is it for?"), optional=True, options=member_options(call, case), blank=[]
        ),
        Text("note", _("What to bring, what to ask"), optional=True, rows=3, longest=NOTE, blank=None),
        Whole("minutes", _("How many minutes?"), blank=USUAL_MINUTES),
        Choice("who", _("Who makes it?"), options=flat(team_options(call, case)), many=True),
    ]  # fmt: skip


def plan_form(call: Call) -> Form:
    case = call.record
    me = {"who": call.caller.person} if case.has_on_team(call.caller.person) else {"who": case.worker}
    return Form(
        _("Plan a visit"),
        _fields(call, case),
        _("Plan it"),
        values={"kind": "visit", "minutes": USUAL_MINUTES, "place": case.address} | me,
        back=frame.address_of(case),
        shown=frame.of(call, "timeline"),
        keep=f"visit-{case.id}",
    )


@pages.form(
    f"{CASE}/visits/new", on=policies.case_of, who=policies.TEAM, form=plan_form, body=VisitBody,
    template="case_form.html",
)  # fmt: skip
def plan_visit(call: Call) -> Response:
    commands.plan_visit(call.session, call.caller, call.record, **call.body)
    return go(frame.address_of(call.record), _("The visit is planned."))


def change_form(call: Call) -> Form:
    case: Case = call.record.case
    names = ("kind", "at", "place", "members", "note", "minutes", "who")
    return Form(
        _("Move or change the visit"),
        _fields(call, case),
        _("Save the visit"),
        values={name: getattr(call.record, name) for name in names},
        back=f"/cases/visits/{call.record.id}",
        shown=frame.of(call, "timeline", case),
    )


@pages.form(
    f"{VISIT}/change", who=policies.of_visit(policies.TEAM), form=change_form, body=VisitChangeBody,
    template="case_form.html", **_OF_VISIT,
)  # fmt: skip
def change_visit(call: Call) -> Response:
    commands.change_visit(call.session, call.caller, call.record, **call.body)
    return go(f"/cases/visits/{call.record.id}", _("The visit is changed."))


def cancel_form(call: Call) -> Form:
    return Form(
        _("Cancel the visit"),
        [Text("reason", _("Why does it not take place?"), rows=3, longest=2_000)],
        _("Cancel the visit"),
        warning=_("A cancelled visit can't be taken up again: plan a new one instead."),
        back=f"/cases/visits/{call.record.id}",
        dangerous=True,
        shown=frame.of(call, "timeline", call.record.case),
    )


@pages.form(
    f"{VISIT}/cancel", who=policies.of_visit(policies.TEAM), form=cancel_form, body=CancelBody,
    template="case_form.html", **_OF_VISIT,
)  # fmt: skip
def cancel_visit(call: Call) -> Response:
    commands.cancel_visit(call.session, call.caller, call.record, **call.body)
    return go(frame.address_of(call.record.case), _("The visit is cancelled."))
