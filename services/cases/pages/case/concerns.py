"""Concerns: raised by the team, taken up by those who keep children safe. To others nothing of them shows in a case."""

from flask import Response
from sqlalchemy import select

from services.cases import commands, concerns, policies
from services.cases.model import Concern
from services.cases.pages import frame
from services.cases.pages.filters import Open
from services.cases.pages.people import member_options, members_named
from services.cases.pages.room import CASE, pages
from services.cases.schemas.concerns import LONGEST, AcknowledgeBody, ConcernBody, ConcernQuery
from shared.codes import CONCERN_SEVERITIES, CONCERN_STATES
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Several, Text, options
from shared.web.paging import newest_first
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

CONCERN = "/concerns/<uuid:id>"
ON_A_PAGE = 25


class ConcernFilter(Open, ConcernQuery):
    """Open ones and others, unless one of both is asked for."""


def raise_form(call: Call) -> Form:
    case = call.record
    return Form(
        _("Raise a concern"),
        [
            Choice("severity", _("What is it about?"), options=options(CONCERN_SEVERITIES)),
            Text("text", _("What did you see or hear?"), rows=6, longest=LONGEST),
            Several("members", _("Whom of the family is it about?"), optional=True, options=member_options(call, case)),
        ],
        _("Raise the concern"),
        lead=_("If somebody is in danger now, call 112 first. A supervisor is told at once and has to take it up."),
        back=frame.address_of(case),
        shown=frame.of(call, "overview"),
        keep=f"concern-{case.id}",
    )


@pages.form(
    f"{CASE}/concerns/new", on=policies.case_of, who=policies.TEAM, form=raise_form, body=ConcernBody,
    template="case_form.html",
)  # fmt: skip
def report_concern(call: Call) -> Response:
    concern = commands.report_concern(call.session, call.caller, call.record, **call.body)
    return go(f"/cases/concerns/{concern.id}", _("The concern is raised. Those who keep children safe are told."))


@pages.page("/concerns", who=SIGNED_IN, query=ConcernFilter)
def all_concerns(call: Call) -> Response:
    """Those that the reader raised, and for who takes them up those of their organisation."""
    found = select(Concern).where(concerns.visible(call.caller))
    if "status" in call.query:
        taken_up = call.query["status"] == "acknowledged"
        found = found.where(Concern.acknowledged_at.is_not(None) == taken_up)
    page = newest_first(call.session, found, Concern.id, call.query | {"limit": ON_A_PAGE}, lambda one: {"one": one})
    rows = [row["one"] for row in page["items"]]
    states = [("", _("All")), *options(CONCERN_STATES)]
    asked = call.query.get("status", "")
    return show("concerns/list.html", rows=rows, next=page["next"], states=states, asked=asked)


@pages.page(CONCERN, on=concerns.concern_of, who=concerns.READER)
def concern(call: Call) -> Response:
    heard = call.record
    case = heard.concern.case
    reads = policies.reads(call.caller, case)
    members = members_named(case, heard.concern.members) if reads else ""
    shown = concerns.shown(call.session, heard)
    takes_up = concerns.ACKNOWLEDGER.allows(call.caller, heard) and heard.concern.acknowledged_at is None
    return show("concerns/page.html", concern=shown, guards=heard.guards, takes_up=takes_up, reads=reads, case=case,
                members=members)  # fmt: skip


def acknowledge_form(call: Call) -> Form:
    note = Text("note", _("What will you do first?"), optional=True, rows=4, longest=LONGEST)
    lead = _("From now on it is yours. Who raised it learns that it was taken up, not what you write here.")
    back = f"/cases/concerns/{call.record.concern.id}"
    return Form(_("Take the concern up"), [note], _("I take it up"), lead=lead, back=back)


@pages.form(
    f"{CONCERN}/acknowledge", on=concerns.concern_of, who=concerns.ACKNOWLEDGER, form=acknowledge_form,
    body=AcknowledgeBody,
)  # fmt: skip
def acknowledge(call: Call) -> Response:
    commands.acknowledge(call.session, call.caller, call.record.concern, **call.body)
    return go(f"/cases/concerns/{call.record.concern.id}", _("You have taken it up."))
