"""Written on a phone at the door: what contact there was, and a note. The browser keeps both while there is no line."""

from flask import Response
from sqlalchemy.orm import Session

from services.cases import commands, policies
from services.cases.model import Case, Visit
from services.cases.pages import frame
from services.cases.pages.people import member_options
from services.cases.pages.room import CASE, pages
from services.cases.rules.visits import PLANNED
from services.cases.schemas.cases import NARRATIVE
from services.cases.schemas.entries import ContactBody, NoteBody
from shared import clock
from shared.codes import CONTACT_KINDS
from shared.web.fields import Body, Code, Id
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Hidden, Moment, Several, Text, Whole, options
from shared.web.routes import Call


class ContactQuery(Body):
    """Which planned visit it was, and of what kind it turned out to be."""

    visit = Id()
    kind = Code(CONTACT_KINDS)


def contact_form(call: Call) -> Form:
    case, visit = call.record, _planned(call.session, call)
    gone = _("This visit is done or cancelled already. Write the contact down without it.")
    none_there = _("Say who was there, or choose that nobody was met.")
    return Form(
        _("Contact with the family"),
        [
            Choice("kind", _("What contact was it?"), options=options(CONTACT_KINDS)),
            Several(
                "members", _("Who of the family took part?"), options=member_options(call, case), blank=[],
                hint=_("Nobody, if you did not meet them"), errors={"required": none_there},
            ),
            Moment("at", _("When?")),
            Text("note", _("What is worth knowing?"), optional=True, rows=5, longest=NARRATIVE),
            Whole("minutes", _("How many minutes?"), optional=True),
            Hidden("visit", _("Visit"), errors={"is_done": gone, "is_cancelled": gone, "not_found": gone}),
        ],
        _("Write the contact down"),
        values=_usual(call, visit),
        back=frame.address_of(case),
        shown=frame.of(call, "timeline"),
        keep=f"contact-{case.id}",
    )  # fmt: skip


def _planned(session: Session, call: Call) -> Visit | None:
    """The visit that the address names, while it is still ahead."""
    visit = session.get(Visit, call.query["visit"]) if "visit" in call.query else None
    return visit if visit and visit.case_id == call.record.id and visit.status == PLANNED else None


def _usual(call: Call, visit: Visit | None) -> dict[str, object]:
    """Now, or what the visit was planned to be."""
    now = clock.now()
    if visit is None:
        return {"at": now, "kind": call.query.get("kind", "")}
    kind = call.query.get("kind") or (visit.kind if visit.kind in CONTACT_KINDS else "")
    members = [] if kind == "not_reached" else visit.members
    return {"at": min(visit.at, now), "kind": kind, "members": members, "visit": visit.id}


@pages.form(
    f"{CASE}/contacts/new",
    on=policies.case_of,
    who=policies.TEAM,
    form=contact_form,
    body=ContactBody,
    query=ContactQuery,
    template="case_form.html",
)
def new_contact(call: Call) -> Response:
    commands.record_contact(call.session, call.caller, call.record, **call.body)
    return go(frame.address_of(call.record), _("The contact is written down."))


def note_form(call: Call) -> Form:
    case: Case = call.record
    hint = _("Only those who work with this family read it. It counts for nothing and meets no deadline.")
    return Form(
        _("Note"),
        [Text("text", _("What do you want to keep?"), hint=hint, rows=8, longest=NARRATIVE)],
        _("Keep the note"),
        back=f"{frame.address_of(case)}/notes",
        shown=frame.of(call, "notes"),
        keep=f"note-{case.id}",
    )


@pages.form(
    f"{CASE}/notes/new", on=policies.case_of, who=policies.TEAM, form=note_form, body=NoteBody,
    template="case_form.html",
)  # fmt: skip
def new_note(call: Call) -> Response:
    commands.write_note(call.session, call.caller, call.record, **call.body)
    return go(f"{frame.address_of(call.record)}/notes", _("The note is kept."))
