"""Who works on a case, and who leads it."""

from uuid import UUID

from flask import Response
from sqlalchemy import func, select

from services.cases import commands, policies, views
from services.cases.api.blueprint import version
from services.cases.commands.team import TEAM_ROLES as WORKS_WITH_FAMILIES
from services.cases.commands.team import WORKER_ROLE
from services.cases.model import Case
from services.cases.pages import frame
from services.cases.pages.filters import Open
from services.cases.pages.room import CASE, pages
from services.cases.rules.states import OPEN_STATES
from services.cases.schemas.cases import TeamBody, WorkerBody
from shared.codes import ROLES, TEAM_ROLES
from shared.directory.model import KnownOrganisation, KnownPerson
from shared.web.fields import Body, Id
from shared.web.pages import Form, _, go, ngettext, show
from shared.web.pages.fields import Choice, Option, options
from shared.web.pages.reader import this_reader
from shared.web.routes import Call


class FromQuery(Open, Body):
    """Of which organisation somebody is to join."""

    organisation = Id()


@pages.page(f"{CASE}/team", on=policies.case_of, who=policies.READER)
def team(call: Call) -> Response:
    case = call.record
    rows = views.team_of(call.session, case)
    names = _organisations(call, {row["organisation"] for row in rows if row["organisation"]})
    shown = [
        row | {"works_at": names.get(row["organisation"], ""), "leads": row["person"] == case.worker} for row in rows
    ]
    sets_worker = policies.COORDINATOR_OR_SUPERVISOR.allows(call.caller, case)
    return show("people/team.html", **frame.of(call, "team"), rows=shown, sets_worker=sets_worker)


def _organisations(call: Call, ids: set[UUID]) -> dict[UUID, str]:
    found = call.session.scalars(select(KnownOrganisation).where(KnownOrganisation.id.in_(ids)))
    return {one.id: one.name for one in found}


def add_form(call: Call) -> Form:
    case = call.record
    chosen = call.query.get("organisation") or case.organisation
    people = _who_work_at(call, chosen, WORKS_WITH_FAMILIES)
    others = [one for one in people if not case.has_on_team(one.id)]
    return Form(
        _("Who joins the team?"),
        [
            Choice("person", _("Who?"), options=[_person(one) for one in others], many=True),
            Choice("role", _("As whom?"), options=options(TEAM_ROLES)),
        ],
        _("Add to the team"),
        lead=_("They will read everything in this case from now on, and are told of it."),
        back=f"{frame.address_of(case)}/team",
        shown=frame.of(call, "team") | {"organisations": _with_such_people(call), "chosen": chosen},
    )


def _who_work_at(call: Call, organisation: UUID, wanted: tuple[str, ...]) -> list[KnownPerson]:
    there = (KnownPerson.organisation == organisation, KnownPerson.active, KnownPerson.roles.overlap(list(wanted)))
    found = select(KnownPerson).where(*there).order_by(KnownPerson.last_name, KnownPerson.first_name, KnownPerson.id)
    return list(call.session.scalars(found))


def _person(one: KnownPerson) -> Option:
    language = this_reader().language
    parts = [ROLES.text(role, language) for role in one.roles if role in WORKS_WITH_FAMILIES]
    return str(one.id), f"{one.display_name} — {', '.join(parts)}"


def _with_such_people(call: Call) -> list[tuple[UUID, str]]:
    """Organisations of which somebody could join."""
    people = select(KnownPerson.organisation).where(
        KnownPerson.active, KnownPerson.roles.overlap([*WORKS_WITH_FAMILIES])
    )
    found = select(KnownOrganisation).where(KnownOrganisation.active, KnownOrganisation.id.in_(people))
    return [(one.id, one.name) for one in call.session.scalars(found.order_by(KnownOrganisation.name))]


@pages.form(
    f"{CASE}/team/add", on=policies.case_of, who=policies.WORKER_OR_SUPERVISOR, form=add_form, body=TeamBody,
    query=FromQuery, template="people/add.html",
)  # fmt: skip
def add_to_team(call: Call) -> Response:
    commands.add_to_team(call.session, call.caller, call.record, **call.body)
    return go(f"{frame.address_of(call.record)}/team", _("They are on the team now."))


@pages.press(f"{CASE}/team/<uuid:person>/remove", on=policies.case_of, who=policies.WORKER_OR_SUPERVISOR)
def take_off_team(call: Call) -> Response:
    commands.take_off_team(call.session, call.caller, call.record, person=call.path["person"])
    left = not policies.reads(call.caller, call.record)
    address = "/cases/mine" if left else f"{frame.address_of(call.record)}/team"
    return go(address, _("They are not on the team any more."))


def worker_form(call: Call) -> Form:
    case: Case = call.record
    people = _who_work_at(call, case.organisation, (WORKER_ROLE,))
    load = _load(call, [one.id for one in people])
    reads = policies.reads(call.caller, case)
    return Form(
        _("Who leads this case?"),
        [
            Choice(
                "worker",
                _("Case worker"),
                options=[(str(one.id), one.display_name, _open(load.get(one.id, 0))) for one in people],
            )
        ],
        _("Let them lead it"),
        lead=_("Both are told. Who led it until now leaves the team; visits that they had planned go to the new one.")
        if case.worker
        else "",
        values={"worker": case.worker or ""},
        back=f"{frame.address_of(case)}/team" if reads else "/cases/mine",
        shown=frame.of(call, "team"),
    )


def _load(call: Call, people: list[UUID]) -> dict[UUID, int]:
    """How many open cases each of them leads."""
    found = select(Case.worker, func.count()).where(Case.worker.in_(people), Case.status.in_(OPEN_STATES))
    return {person: number for person, number in call.session.execute(found.group_by(Case.worker)) if person}


def _open(number: int) -> str:
    return ngettext("%(num)s open case", "%(num)s open cases", number)


@pages.form(
    f"{CASE}/worker", on=policies.case_of, who=policies.COORDINATOR_OR_SUPERVISOR, version=version, form=worker_form,
    body=WorkerBody, template="case_form.html",
)  # fmt: skip
def set_worker(call: Call) -> Response:
    commands.set_worker(call.session, call.caller, call.record, **call.body)
    reads = policies.reads(call.caller, call.record)
    return go(f"{frame.address_of(call.record)}/team" if reads else "/cases/mine", _("The case has its worker."))
