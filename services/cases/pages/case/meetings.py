"""Meetings of a case's team: planned, moved, noted with who came and what was decided, cancelled, annulled."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import commands, meetings, policies
from services.cases.commands.checks import day_of, today
from services.cases.model import Case, TeamMeeting
from services.cases.pages import frame
from services.cases.pages.people import flat, member_options, members_named, people_named, team_options
from services.cases.pages.room import CASE, pages
from services.cases.rules.states import OPEN_STATES
from services.cases.schemas.cases import NARRATIVE
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.meetings import REASON, CancelBody, HeldBody, TeamMeetingBody, TeamMeetingChangeBody
from shared.codes import SESSION_STATES
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Moment, Rows, Several, Text
from shared.web.pages.form import Part
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call

MEETING = "/meetings/<uuid:id>"
ON_A_PAGE = 20
DECISIONS = 4
"""Ours: how many can be noted at once; who decides more notes two meetings."""

_OF_MEETING: dict[str, Any] = {
    "on": meetings.meeting_of,
    "who": meetings.ORGANISER,
    "version": meetings.version,
    "template": "case_form.html",
}


@pages.page(f"{CASE}/meetings", on=policies.case_of, who=policies.READER, query=PageQuery)
def meetings_of_case(call: Call) -> Response:
    found = select(TeamMeeting).where(TeamMeeting.case_id == call.record.id)
    query = call.query | {"limit": ON_A_PAGE}
    page = newest_first(call.session, found, TeamMeeting.id, query, meetings.row_of(call.session))
    may_plan = call.record.status in OPEN_STATES and meetings.MEETERS.allows(call.caller, call.record)
    shown = {"rows": page["items"], "next": page["next"], "may_plan": may_plan, "states": SESSION_STATES}
    return show("meetings/list.html", **frame.of(call, "team"), **shown)


@pages.page(MEETING, on=meetings.meeting_of, who=meetings.READER)
def meeting(call: Call) -> Response:
    case: Case = call.record.case
    shown = meetings.shown(call.session, call.record)
    may = {
        "organise": meetings.ORGANISER.allows(call.caller, call.record),
        "annul": meetings.ANNULLER.allows(call.caller, call.record),
    }
    named = {name: people_named(call.session, shown[name]) for name in ("invited", "came")}
    family = members_named(case, shown["members"])
    decisions = [_decision(case, one) for one in shown["decisions"]]
    return show(
        "meetings/page.html", **frame.of(call, "team", case), meeting=shown, may=may, named=named, family=family,
        decisions=decisions, states=SESSION_STATES,
    )  # fmt: skip


def _decision(case: Case, decision: dict[str, Any]) -> dict[str, Any]:
    """Who is to do it in words: a person, a member of the family, or as it was written."""
    who = decision["who_name"] or members_named(case, [decision["who"]]) or decision["who"]
    settled = next((one for one in decision["outcomes"] if not one["annulled"]), None)
    return decision | {"who_said": who, "settled": settled}


def _fields(call: Call, case: Case) -> list[Part]:
    return [
        Moment("planned_at", _("When?")),
        Several("invited", _("Who is invited?"), options=team_options(call, case)),
        Text("place", _("Where?"), optional=True, blank=None),
        Text("link", _("Link, if it is online"), kind="url", optional=True, blank=None, errors=_link_errors()),
        Text("agenda", _("What is to be talked over?"), optional=True, rows=4, longest=NARRATIVE, blank=None),
    ]


def _link_errors() -> dict[str, str]:
    return {"invalid_link": _("Write the whole address of the page: it begins with https://")}


def plan_form(call: Call) -> Form:
    case = call.record
    return Form(
        _("Plan a meeting of the team"),
        _fields(call, case),
        _("Plan it"),
        lead=_("Whoever is invited is told. A meeting that took place already can be noted, too."),
        values={"invited": [person for person, _organisation, _role in case.team]},
        back=f"{frame.address_of(case)}/meetings",
        shown=frame.of(call, "team"),
    )


@pages.form(
    f"{CASE}/meetings/new", on=policies.case_of, who=meetings.MEETERS, form=plan_form, body=TeamMeetingBody,
    template="case_form.html",
)  # fmt: skip
def plan_meeting(call: Call) -> Response:
    made = commands.plan_meeting(call.session, call.caller, call.record, **call.body)
    return go(_address(made), _("The meeting is planned."))


def _address(meeting: TeamMeeting) -> str:
    return f"/cases/meetings/{meeting.id}"


def _form(call: Call, title: str, fields: list[Part], button: str, **more: Any) -> Form:
    shown = frame.of(call, "team", call.record.case)
    return Form(title, fields, button, back=_address(call.record), shown=shown, **more)


def change_form(call: Call) -> Form:
    names = ("planned_at", "invited", "place", "link", "agenda")
    known = {name: getattr(call.record, name) for name in names}
    fields = _fields(call, call.record.case)
    return _form(call, _("Move or change the meeting"), fields, _("Save the meeting"), values=known)


@pages.form(f"{MEETING}/change", form=change_form, body=TeamMeetingChangeBody, **_OF_MEETING)
def change_meeting(call: Call) -> Response:
    commands.change_meeting(call.session, call.caller, call.record, **call.body)
    return go(_address(call.record), _("The meeting is changed."))


def cancel_form(call: Call) -> Form:
    why = Text("reason", _("Why does it not take place?"), rows=3, longest=REASON)
    warning = _("A cancelled meeting can't be taken up again: plan a new one instead. Whoever was invited is told.")
    return _form(call, _("Cancel the meeting"), [why], _("Cancel the meeting"), warning=warning, dangerous=True)


@pages.form(f"{MEETING}/cancel", form=cancel_form, body=CancelBody, **_OF_MEETING)
def cancel_meeting(call: Call) -> Response:
    commands.cancel_meeting(call.session, call.caller, call.record, **call.body)
    return go(_address(call.record), _("The meeting is cancelled."))


def held_form(call: Call) -> Form:
    case: Case = call.record.case
    day = min(today(call.session, case), day_of(call.session, case, call.record.planned_at))
    return _form(
        call,
        _("How the meeting went"),
        [
            Day("held_on", _("On which day did the team meet?")),
            Several("came", _("Who came?"), options=team_options(call, case)),
            Several("members", _("Who of the family came?"), optional=True, options=member_options(call, case)),
            Text("summary", _("What was said?"), optional=True, rows=6, longest=NARRATIVE),
            Rows("decisions", [_asked(call, case, row) for row in range(DECISIONS)]),
        ],
        _("Note the meeting"),
        values={"held_on": day, "came": call.record.invited},
        keep=f"meeting-{call.record.id}",
    )


def _asked(call: Call, case: Case, row: int) -> Group:
    name = f"decisions.{row}"
    who = [*flat(team_options(call, case)), *flat(member_options(call, case))]
    too_soon = {"before_meeting": _("This lies before the meeting. Check the date.")}
    return Group(
        _("Decision %(num)s, if there was one", num=row + 1),
        [
            Text(f"{name}.text", _("What is to be done?"), rows=2),
            Choice(f"{name}.who", _("Who does it?"), options=who, many=True),
            Day(f"{name}.due_on", _("By which day?"), errors=too_soon),
        ],
    )


@pages.form(f"{MEETING}/held", form=held_form, body=HeldBody, **_OF_MEETING)
def hold_meeting(call: Call) -> Response:
    commands.hold_meeting(call.session, call.caller, call.record, **call.body)
    return go(_address(call.record), _("The meeting is noted."))


def annul_form(call: Call) -> Form:
    why = Text("reason", _("Why should it not count?"), rows=3, longest=REASON)
    warning = _("It counts as never held, its decisions as never made. This can't be undone.")
    return _form(call, _("Annul the meeting"), [why], _("Annul it"), warning=warning, dangerous=True)


@pages.form(f"{MEETING}/annul", form=annul_form, body=AnnulBody, **_OF_MEETING | {"who": meetings.ANNULLER})
def annul_meeting(call: Call) -> Response:
    commands.annul_meeting(call.session, call.caller, call.record, **call.body)
    return go(_address(call.record), _("The meeting is annulled."))
