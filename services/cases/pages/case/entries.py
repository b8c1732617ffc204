"""What was written and what happened: notes, the timeline, and taking back a contact or a note that was a mistake. What
else can be taken back has its page among `steps`."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import commands, policies, timeline, views
from services.cases.codes import TIMELINE_KINDS
from services.cases.model import Case, Entry
from services.cases.pages import frame
from services.cases.pages.case import lines
from services.cases.pages.filters import Open
from services.cases.pages.room import CASE, pages
from services.cases.schemas.entries import AnnulBody
from shared.codes import ENTRY_KINDS
from shared.web.fields import Code
from shared.web.moments import MomentQuery
from shared.web.pages import Form, _, dates, go, show
from shared.web.pages.fields import Text
from shared.web.pages.reader import this_reader
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call
from shared.words import N_

NOTES_ON_A_PAGE = 20
LINES_ON_A_PAGE = 30

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "contacts": (N_("Contacts and visits"), ("contact", *(one for one in TIMELINE_KINDS if one.startswith("visit_")))),
    "notes": (N_("Notes"), ("note",)),
    "needs": (N_("Agreement, assessments, plan, reviews"), ("agreement", "assessment", "plan", "review", "follow_up")),
    "help": (N_("Services and groups"), ("service", "enrolled", "session_attended", "left_group")),
    "people": (
        N_("Contact family and volunteers"),
        ("introduction", "support_requested", "support_matched", "support_ended", "support_withdrawn"),
    ),
    "team": (
        N_("Team and its meetings"),
        ("worker", "team", "meeting_planned", "meeting_held", "meeting_cancelled", "decision_done", "decision_dropped"),
    ),
    "roadmap": (N_("Roadmap"), ("roadmap", "stage_presented", "stage_passed", "stage_sent_back")),
    "documents": (N_("Documents"), ("document",)),
    "course": (N_("Beginning, end, deadlines"), ("opened", "carried_over", "closed", "reopened", "deadline_passed")),
}
"""What the timeline can be narrowed to."""


class TimelinePageQuery(Open, MomentQuery):
    about = Code(tuple(GROUPS))


@pages.page(f"{CASE}/timeline", on=policies.case_of, who=policies.READER, query=TimelinePageQuery)
def whole_timeline(call: Call) -> Response:
    case, only = call.record, call.query.get("about", "")
    query = call.query | {"order": "happened", "limit": LINES_ON_A_PAGE}
    if only:
        query["kind"] = GROUPS[only][1]
    page = timeline.timeline_of(call.session, case, query)
    groups = [("", _("All")), *((name, _(text)) for name, (text, _kinds) in GROUPS.items())]
    rows = [lines.line_of(call, case, line) for line in page["items"]]
    shown = {"rows": rows, "next": page["next"], "groups": groups, "only": only}
    return show("written/timeline.html", **frame.of(call, "timeline"), **shown)


@pages.page(f"{CASE}/notes", on=policies.case_of, who=policies.READER, query=PageQuery)
def notes(call: Call) -> Response:
    found = select(Entry).where(Entry.case_id == call.record.id, Entry.kind == "note")
    query = call.query | {"limit": NOTES_ON_A_PAGE}
    page = newest_first(call.session, found, Entry.id, query, views.entry_of(call.session))
    rows = [note | {"may_annul": _may_annul(call, note)} for note in page["items"]]
    return show("written/notes.html", **frame.of(call, "notes"), rows=rows, next=page["next"])


def _may_annul(call: Call, note: dict[str, Any]) -> bool:
    leads = policies.WORKER_OR_SUPERVISOR.allows(call.caller, call.record)
    return not note["annulled"] and (leads or note["author"] == call.caller.person)


def annul_form(call: Call) -> Form:
    case, entry = call.record
    kind = ENTRY_KINDS.text(entry.kind, this_reader().language)
    return Form(
        _("Annul what was written by mistake"),
        [Text("reason", _("Why should it not count?"), rows=4, longest=2_000)],
        _("Annul it"),
        lead=f"{kind}, {dates.day(entry.happened_on)}",
        warning=_("It won't count any more, and this can't be undone. A deadline that it met is open again."
                  " It stays in the timeline, struck through, with your reason."),
        back=f"{frame.address_of(case)}/timeline",
        dangerous=True,
        shown=frame.of(call, "timeline", case),
    )  # fmt: skip


@pages.form(
    f"{CASE}/<any(contacts, notes, 'carried-over'):entries>/<uuid:entry>/annul",
    on=policies.entry_of,
    who=policies.ANNULLING,
    form=annul_form,
    body=AnnulBody,
    template="case_form.html",
)
def annul_entry(call: Call) -> Response:
    case: Case = call.record[0]
    commands.annul(call.session, call.caller, *call.record, **call.body)
    return go(f"{frame.address_of(case)}/timeline", _("It is annulled."))
