"""Group programmes of organisations, and the groups that run them."""

from typing import Any

from flask import Response
from sqlalchemy import String, cast, select
from sqlalchemy.orm import selectinload

from services.cases import commands, programmes
from services.cases.commands.team import TEAM_ROLES
from services.cases.model import Case, Enrolment, Programme, ProgrammeGroup, ProgrammeSession
from services.cases.pages.steps.room import pages
from services.cases.schemas.programmes import (
    GroupBody,
    GroupChangeBody,
    ProgrammeBody,
    ProgrammeChangeBody,
    ProgrammeQuery,
)
from shared.codes import PROGRAMME_AUDIENCES
from shared.directory.model import KnownPerson
from shared.web.moments import MomentQuery, by_moment
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Option, Several, Text, Whole, YesNo, options
from shared.web.pages.form import Part
from shared.web.paging import PageQuery, newest_first
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

PROGRAMME = "/programmes/<uuid:id>"
GROUP = "/programme-groups/<uuid:id>"
AT = "/cases/programmes"
GROUP_AT = "/cases/programme-groups"
PEOPLE_AT_MOST = 200
GROUPS = 20
"""On one page: who is in each is counted."""

BY_RUNNER: dict[str, Any] = {"on": programmes.programme_of, "who": programmes.RUNNER}
BY_LEADER: dict[str, Any] = {"on": programmes.group_of, "who": programmes.LEADER}
VERSIONED: dict[str, Any] = {"version": programmes.version}


@pages.page("/programmes", who=SIGNED_IN, query=ProgrammeQuery)
def list_programmes(call: Call) -> Response:
    found = select(Programme).where(programmes.visible(call.caller))
    listed = newest_first(call.session, found, Programme.id, call.query, programmes.programme_shown)
    may_make = programmes.MAKER.allows(call.caller, None)
    return show("steps/programmes.html", listed=listed, may_make=may_make)


def _programme_fields() -> list[Part]:
    needed = _("A programme with children has an age range.")
    taken = _("There is a programme of this name already.")
    return [
        Text("name", _("What is it called?"), errors={"duplicate": taken}),
        Choice("audience", _("For whom is it?"), options=options(PROGRAMME_AUDIENCES)),
        Whole("age_from", _("From which age?"), blank=None, errors={"required": needed}),
        Whole("age_to", _("To which age?"), blank=None, errors={"required": needed}),
        Text("about", _("What is done there?"), rows=4, optional=True, blank=None),
    ]


def new_programme_form(call: Call) -> Form:
    return Form(_("A new programme"), _programme_fields(), _("Add the programme"), back=AT)


@pages.form("/programmes/new", who=programmes.MAKER, body=ProgrammeBody, form=new_programme_form)
def make_programme(call: Call) -> Response:
    made = commands.make_programme(call.session, call.caller, **call.body)
    return go(f"{AT}/{made.id}", _("The programme is there. Now open a group."))


@pages.page(PROGRAMME, on=programmes.programme_of, who=SIGNED_IN, query=PageQuery)
def programme(call: Call) -> Response:
    found = select(ProgrammeGroup).where(ProgrammeGroup.programme_id == call.record.id)
    query = call.query | {"limit": GROUPS}
    listed = newest_first(call.session, found, ProgrammeGroup.id, query, programmes.group_row(call.session))
    shown = programmes.programme_shown(call.record)
    return show(
        "steps/programme.html", one=shown, listed=listed, runs=programmes.RUNNER.allows(call.caller, call.record)
    )


def programme_form(call: Call) -> Form:
    running = YesNo("active", _("Is it run still?"), hint=_("If not, it has no new groups and nobody is enrolled."))
    return Form(
        _("Change the programme"),
        [*_programme_fields(), running],
        _("Save the programme"),
        values=programmes.programme_shown(call.record),
        back=f"{AT}/{call.record.id}",
    )


@pages.form(
    f"{PROGRAMME}/change", **BY_RUNNER, **VERSIONED, body=ProgrammeChangeBody(partial=True), form=programme_form
)
def change_programme(call: Call) -> Response:
    commands.change_programme(call.session, call.caller, call.record, **call.body)
    return go(f"{AT}/{call.record.id}", _("The programme is changed."))


def _group_fields(call: Call, organisation: Any) -> list[Part]:
    return [
        Text("name", _("What is the group called?")),
        Several("leaders", _("Who leads it?"), options=_leaders(call, organisation)),
        Day("starts_on", _("When does it begin?")),
        Day("ends_on", _("When does it end?"), optional=True, blank=None),
        Text("place", _("Where does it meet?"), optional=True, blank=None),
        Whole("places", _("How many places are there?"), optional=True, blank=None),
    ]


def _leaders(call: Call, organisation: Any) -> list[Option]:
    """People of the organisation who may lead a group."""
    there = (KnownPerson.organisation == organisation, KnownPerson.active, KnownPerson.roles.overlap(list(TEAM_ROLES)))
    found = call.session.scalars(select(KnownPerson).where(*there).limit(PEOPLE_AT_MOST))
    return sorted(((str(one.id), one.display_name) for one in found), key=lambda option: option[1])


def new_group_form(call: Call) -> Form:
    fields = _group_fields(call, call.record.organisation)
    return Form(_("A new group"), fields, _("Open the group"), back=f"{AT}/{call.record.id}")


@pages.form(f"{PROGRAMME}/groups/new", **BY_RUNNER, body=GroupBody, form=new_group_form)
def open_group(call: Call) -> Response:
    made = commands.open_group(call.session, call.caller, call.record, **call.body)
    return go(f"{GROUP_AT}/{made.id}", _("The group is open. The teams of families can enrol their members."))


@pages.page(GROUP, on=programmes.group_of, who=SIGNED_IN, query=MomentQuery)
def group(call: Call) -> Response:
    leads = programmes.LEADER.allows(call.caller, call.record)
    shown = programmes.group_shown(call.session, call.record)
    return show(
        "steps/group.html",
        one=shown,
        leads=leads,
        roster=roster(call, call.record) if leads else [],
        sessions=_sessions(call),
    )


def _sessions(call: Call) -> dict[str, Any]:
    """The last one first, so what is ahead stands at the top."""
    of_group = select(ProgrammeSession).where(ProgrammeSession.group_id == call.record.id)
    return by_moment(
        call.session, of_group, ProgrammeSession.planned_at.expression, cast(ProgrammeSession.id, String), call.query,
        lambda found: programmes.session_row(found[0]), lambda found: (found[0].planned_at, str(found[0].id)),
        newest=True,
    )  # fmt: skip


def roster(call: Call, group: ProgrammeGroup) -> list[dict[str, Any]]:
    """Who is in the group or was, without mistakes."""
    show_row = programmes.roster_row(call.session)
    return [show_row(one) for one in enrolled_in(call, group)]


def enrolled_in(call: Call, group: ProgrammeGroup) -> list[Enrolment]:
    """With their cases and families, so that none is asked for row by row while this list is held."""
    wanted = select(Enrolment).where(Enrolment.group_id == group.id, Enrolment.annulled_at.is_(None))
    whole = selectinload(Enrolment.case).selectinload(Case.members)
    return list(call.session.scalars(wanted.options(whole).order_by(Enrolment.id).limit(PEOPLE_AT_MOST)))


def group_form(call: Call) -> Form:
    shown = programmes.group_shown(call.session, call.record) | {"leaders": call.record.leaders}
    fields = _group_fields(call, call.record.organisation)
    back = f"{GROUP_AT}/{call.record.id}"
    return Form(_("Change the group"), fields, _("Save the group"), values=shown, back=back)


@pages.form(f"{GROUP}/change", **BY_LEADER, **VERSIONED, body=GroupChangeBody(partial=True), form=group_form)
def change_group(call: Call) -> Response:
    commands.change_group(call.session, call.caller, call.record, **call.body)
    return go(f"{GROUP_AT}/{call.record.id}", _("The group is changed."))
