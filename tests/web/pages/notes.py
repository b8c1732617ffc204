"""Pages of the little service: what the frame does for every form, shown on one."""

from datetime import timedelta
from uuid import UUID

from flask import Response

from shared import clock, tokens
from shared.ids import uuid7
from shared.problems import Conflict
from shared.web.pages import Form, Pages, go
from shared.web.pages.fields import Day, Hidden, Text
from shared.web.policy import ANYONE, SIGNED_IN, roles
from shared.web.routes import Call
from tests.support.pages import Browser
from tests.web.site import Note, Site, Writing, own

NEW = "/alpha/notes/new"


class Desk:
    """The little service with pages, and who sits at them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        site.app.register_blueprint(_pages(site))

    def browser(self, person: UUID | None = None, *, minutes: float = 10, language: str = "ru") -> Browser:
        """Of somebody whose token holds for so long; it may have run out already."""
        now = clock.system()
        ends = now + timedelta(minutes=minutes)
        claims = tokens.Claims(person or uuid7(), uuid7(), None, frozenset(), now, now - timedelta(hours=1), ends)
        return Browser(self.site.app.test_client(), tokens.encode(claims, self.site.keys), language)

    @property
    def nobody(self) -> Browser:
        return Browser(self.site.app.test_client())

    def note(self, owner: UUID, words: str = "слова") -> UUID:
        with self.site.sessions.begin() as session:
            note = Note(id=uuid7(), owner=owner, words=words)
            session.add(note)
            return note.id

    def words_of(self, note: UUID) -> str:
        with self.site.sessions.begin() as session:
            return session.get_one(Note, note).words


def _form(call: Call) -> Form:
    values = {"words": call.record.words} if call.record else {}
    return Form("A note", [Text("words", "Words"), Day("on", "Day"), Hidden("many", "")], "Write it", values=values)


def _pages(site: Site) -> Pages:
    pages = Pages("alpha", __name__)

    @pages.form("/notes/new", who=SIGNED_IN, form=_form, body=Writing)
    def write(call: Call) -> Response:
        site.meanwhile(call.session)
        call.session.add(Note(id=uuid7(), owner=call.caller.person, words=call.body["words"]))
        return go(NEW, "Written.")

    @pages.form("/notes/<uuid:id>", who=SIGNED_IN, on=own, form=_form, body=Writing, version=lambda note: note.version)
    def rewrite(call: Call) -> Response:
        if call.body["words"] == "поздно":
            raise Conflict("It was annulled before. Nothing is left to do.", state="annulled")
        if call.body["words"] == "невпопад":
            raise Conflict("Nobody has put this into Russian.", state="over")
        call.record.words = call.body["words"]
        return go(f"/alpha/notes/{call.record.id}", "Written anew.")

    @pages.press("/notes/<uuid:id>/rename", who=SIGNED_IN, on=own, body=Writing)
    def rename(call: Call) -> Response:
        if call.body["words"] == "поздно":
            raise Conflict("It was annulled before. Nothing is left to do.", state="annulled")
        call.record.words += call.body["words"]
        return go(NEW)

    @pages.form("/notes/staff", who=roles("coordinator"), form=_form, body=Writing)
    def for_others(call: Call) -> Response:
        return go(NEW)

    @pages.form("/notes/open", who=ANYONE, form=_form, body=Writing)
    def for_anyone(call: Call) -> Response:
        return go(NEW)

    return pages
