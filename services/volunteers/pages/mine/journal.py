"""The journal of a volunteer or contact family."""

from flask import Response

from services.volunteers import commands
from services.volunteers.pages import journals
from services.volunteers.pages.mine.blueprint import pages
from services.volunteers.pages.mine.families import THEIRS, of_family
from services.volunteers.policies import assignments as policies
from services.volunteers.schemas import assignments as schemas
from shared.web.pages import Form, _, go, show
from shared.web.paging import PageQuery
from shared.web.policy import Policy
from shared.web.routes import Call

KEEPER = Policy(THEIRS.description, lambda caller, record: THEIRS.allows(caller, record.assignment))


@pages.page("/mine/families/<uuid:id>/journal", on=policies.journal, who=KEEPER, query=PageQuery)
def my_journal(call: Call) -> Response:
    return show("mine/journal.html", page=journals.entries(call), row=call.record.assignment)


def _form(call: Call) -> Form:
    return journals.entry_form(call, of_family(call.record.assignment))


@pages.form("/mine/families/<uuid:id>/journal/new", on=policies.journal, who=KEEPER, form=_form, body=schemas.EntryBody)
def write_in_my_journal(call: Call) -> Response:
    row = call.record.assignment
    commands.write_entry(call.session, call.caller, row, **call.body)
    return go(of_family(row), _("It is written in the journal."))
