"""Pairings as coordinators see them: what is to be decided, the journal, who supervises, the end."""

from typing import Any

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import commands
from services.volunteers.model import BUSY, Assignment, Request, Volunteer
from services.volunteers.pages import journals
from services.volunteers.pages.asking import Answer, coordinators, version
from services.volunteers.pages.matching.asking import supervisor_errors
from services.volunteers.pages.register.blueprint import pages
from services.volunteers.pages.register.records import of_assignment
from services.volunteers.policies import assignments as policies
from services.volunteers.policies.common import COORDINATORS, THEIR_COORDINATORS, register_of
from services.volunteers.queries import attention
from services.volunteers.queries.districts import district_names
from services.volunteers.schemas import assignments as schemas
from services.volunteers.views import assignments as views
from shared.web.fields import Body, Code
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice
from shared.web.paging import PageQuery, newest_first
from shared.web.policy import Policy
from shared.web.routes import Call

_ON: dict[str, Any] = {"on": policies.assignment, "who": THEIR_COORDINATORS}


class AssignmentsQuery(PageQuery):
    """Which of them."""

    show = Code(("running", "attention", "ended"), load_default="running")


def attention_texts() -> dict[str, str]:
    """What is to be decided, for each code."""
    return {
        "volunteer_gone": _("the volunteer is gone: end the pairing"),
        "supervisor_gone": _("nobody supervises it: hand it on"),
        "supervisor_not_independent": _("its supervisor works with the family now: hand it on"),
        "vetting_lapsed": _("a document of the volunteer has run out: decide whether they go on meeting"),
    }


@pages.page("/assignments", who=COORDINATORS, query=AssignmentsQuery)
def assignments(call: Call) -> Response:
    page = newest_first(
        call.session, _chosen(call), Assignment.id, call.query, lambda row: views.assignment(row, call.caller)
    )
    names = district_names(call.session, {one["district"] for one in page["items"]})
    chosen, wanting = call.query["show"], attention_texts()
    return show("register/assignments.html", page=page, districts=names, chosen=chosen, attention_texts=wanting)


def _chosen(call: Call) -> Any:
    found = (
        select(Assignment)
        .join(Assignment.volunteer)
        .where(register_of(call.caller))
        .options(
            joinedload(Assignment.volunteer).joinedload(Volunteer.known),
            joinedload(Assignment.volunteer).joinedload(Volunteer.watch),
            joinedload(Assignment.request).joinedload(Request.known_case),
            joinedload(Assignment.supervisor),
        )
    )
    if call.query["show"] == "attention":
        return found.where(attention.needed())
    running = Assignment.status.in_(BUSY)
    return found.where(running if call.query["show"] == "running" else ~running)


@pages.page("/assignments/<uuid:id>", **_ON)
def assignment(call: Call) -> Response:
    row = call.record
    journal = policies.journal(call.session, call.caller, False, row.id)
    return show(
        "register/assignment.html",
        pairing=views.assignment(row, call.caller),
        district=district_names(call.session, [row.request.district])[row.request.district],
        attention_texts=attention_texts(),
        may_read=policies.JOURNAL_READERS.allows(call.caller, journal),
        may_write=policies.JOURNAL.allows(call.caller, journal),
        may_end=row.status in BUSY and policies.ENDS.allows(call.caller, row),
    )


_READS = Policy(
    f"volunteer coordinator: {policies.JOURNAL_READERS.description}",
    lambda caller, record: COORDINATORS.allows(caller, record) and policies.JOURNAL_READERS.allows(caller, record),
)


@pages.page("/assignments/<uuid:id>/journal", on=policies.journal, who=_READS, query=PageQuery)
def their_journal(call: Call) -> Response:
    may_write = policies.JOURNAL.allows(call.caller, call.record) and call.record.assignment.status in BUSY
    return show("register/journal.html", page=journals.entries(call), row=call.record.assignment, may_write=may_write)


def _entry_form(call: Call) -> Form:
    return journals.entry_form(call, f"{of_assignment(call.record.assignment)}/journal")


@pages.form(
    "/assignments/<uuid:id>/journal/new",
    on=policies.journal,
    who=policies.JOURNAL,
    form=_entry_form,
    body=schemas.EntryBody,
)
def write_in_their_journal(call: Call) -> Response:
    row = call.record.assignment
    commands.write_entry(call.session, call.caller, row, **call.body)
    return go(f"{of_assignment(row)}/journal", _("It is written in the journal."))


def _supervisor_form(call: Call) -> Form:
    row = call.record
    others = coordinators(call.session, row.volunteer.organisation, without=(row.supervised_by,))
    return Form(
        _("Hand it on"),
        [Choice("supervised_by", _("Who supervises it from now on?"), many=True, options=others,
                errors=supervisor_errors())],
        _("Hand it on"),
        lead=_("The volunteer turns to them, and they alone read the journal with the volunteer."),
        back=of_assignment(row),
    )  # fmt: skip


@pages.form(
    "/assignments/<uuid:id>/supervisor", form=_supervisor_form, body=schemas.SupervisorBody, version=version, **_ON
)
def hand_on(call: Call) -> Response:
    commands.hand_on(call.session, call.caller, call.record, **call.body)
    return go(of_assignment(call.record), _("It is handed on. Both and the volunteer learn of it."))


def _end_form(call: Call) -> Answer:
    return Answer(
        _("End this pairing?"),
        [],
        _("End the pairing"),
        warning=_("It cannot be undone. The family's worker, the family and the volunteer learn of it."),
        back=of_assignment(call.record),
        dangerous=True,
        refusals={"conflict": _("It has ended already.")},
    )


@pages.form(
    "/assignments/<uuid:id>/end",
    on=policies.assignment,
    who=policies.ENDS,
    form=_end_form,
    body=Body,
    version=version,
)
def end_pairing(call: Call) -> Response:
    commands.end(call.session, call.caller, call.record)
    return go(of_assignment(call.record), _("The pairing has ended."))
