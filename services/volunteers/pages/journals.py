"""The journal of a pairing: the same form for who keeps it and for who supervises them."""

from typing import Any

from sqlalchemy import select

from services.volunteers.model import JournalEntry
from services.volunteers.views import assignments as views
from shared import clock
from shared.directory.lookup import name_of
from shared.web.pages import Form, _
from shared.web.pages.fields import Moment, Text
from shared.web.paging import newest_first
from shared.web.routes import Call


def entry_form(call: Call, back: str) -> Form:
    """Now is proposed as the time: most write at the door."""
    too_early = {"before_assignment": _("This was before the yes. Check the day.")}
    return Form(
        _("Write in the journal"),
        [
            Moment("at", _("When did you meet or talk?"), errors=too_early),
            Text("text", _("How was it?"), rows=6, longest=5000),
        ],
        _("Write it down"),
        lead=_("You and the volunteer's coordinator read it, nobody else: not the family, and nobody who assesses it."),
        values={"at": clock.now()},
        back=back,
        keep="journal",
    )


def entries(call: Call) -> dict[str, Any]:
    """One page of a journal, newest first, each entry with the name of who wrote it."""
    found = select(JournalEntry).where(JournalEntry.assignment == call.record.assignment.id)
    page = newest_first(call.session, found, JournalEntry.id, call.query, views.entry)
    for entry in page["items"]:
        entry["author_name"] = name_of(call.session, entry["author"])
    return page
