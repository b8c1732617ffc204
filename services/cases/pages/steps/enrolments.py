"""Members of the family in groups: enrolled for a goal, leaving, enrolled by mistake."""

from flask import Response
from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from services.cases import commands, policies, programmes
from services.cases.commands.checks import today
from services.cases.model import Case, Programme, ProgrammeGroup
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.annulling import reason
from services.cases.pages.steps.room import BY_TEAM, CASE, at, pages
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.programmes import EnrolBody, LeaveBody
from shared.codes import LEAVING_REASONS
from shared.problems import Conflict, Invalid
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Day, Option, Text, options
from shared.web.routes import Call

ENROLMENT = "/enrolments/<uuid:id>"
GROUPS_AT_MOST = 200


def enrol_form(call: Call) -> Form:
    case = call.record
    ended = _("This group has ended. Choose another.")
    full = _("No place in this group is free. Choose another, or ask who leads it.")
    not_for = {
        "not_child": _("The programme is for children."),
        "not_adult": _("The programme is for parents."),
        "duplicate": _("They are in this group already."),
    }
    return Form(
        _("Enrol someone in a group"),
        [
            Choice(
                "group",
                _("In which group?"),
                options=_groups(call, case),
                many=True,
                errors={"ended": ended, "full": full},
            ),
            Choice("member", _("Whom?"), options=_members(call, case), errors=not_for),
            Choice("goal", _("For which goal of the plan?"), options=_goals(case)),
            Day("enrolled_on", _("From which day?"), optional=True),
            Text(
                "age_exception",
                _("Why, though the age does not fit the programme?"),
                rows=2,
                optional=True,
                errors={"required": _("The age does not fit the programme. Say why they take part all the same.")},
            ),
        ],
        _("Enrol"),
        lead="" if _goals(case) else _("The plan has no open goal. Enrolment serves one: add it to the plan first."),
        back=at(case, "services"),
        shown=frame.of(call, "services"),
    )


def _groups(call: Call, case: Case) -> list[Option]:
    """That have not ended, of organisations that work on this case."""
    there = {case.organisation, *(organisation for _p, organisation, _r in case.team if organisation)}
    goes_on = or_(ProgrammeGroup.ends_on.is_(None), ProgrammeGroup.ends_on >= today(call.session, case))
    wanted = select(ProgrammeGroup).join(Programme).where(ProgrammeGroup.organisation.in_(there), goes_on)
    found = call.session.scalars(
        wanted.where(Programme.active)
        .order_by(Programme.name)
        .limit(GROUPS_AT_MOST)
        .options(contains_eager(ProgrammeGroup.programme))
    )
    return [(str(one.id), f"{one.programme.name}: {one.name}") for one in found]


def _members(call: Call, case: Case) -> list[Option]:
    return people.offered(people.household(call.session, case))


def _goals(case: Case) -> list[Option]:
    return [(one["id"], one["title"]) for one in (case.plan.goals if case.plan else []) if one["status"] == "open"]


@pages.form(f"{CASE}/enrolments/new", **BY_TEAM, body=EnrolBody, form=enrol_form)
def enrol(call: Call) -> Response:
    try:
        commands.enrol(call.session, call.caller, call.record, **call.body)
    except Conflict as problem:
        if problem.extra.get("state") == "full":
            raise Invalid({"group": ["full"]}) from None
        raise
    return go(at(call.record, "services"), _("They are enrolled."))


def leave_form(call: Call) -> Form:
    return Form(
        _("Does not go to the group any more"),
        [
            Day("left_on", _("Since which day?")),
            Choice("reason", _("Why?"), options=options(LEAVING_REASONS)),
            Text("note", _("What else should be known?"), rows=2, optional=True),
        ],
        _("Take off the group's list"),
        back=_back(call),
    )


@pages.form(f"{ENROLMENT}/leave", on=programmes.enrolment_of, who=programmes.LEAVING, body=LeaveBody, form=leave_form)
def leave_group(call: Call) -> Response:
    commands.leave(call.session, call.caller, call.record, **call.body)
    return go(_back(call), _("They are off the group's list."))


def annul_form(call: Call) -> Form:
    return Form(
        _("Enrolled by mistake"),
        [reason()],
        _("Take the enrolment back"),
        warning=_("They were then never in the group. Take back first what sessions say of them."),
        dangerous=True,
        back=_back(call),
    )


@pages.form(
    f"{ENROLMENT}/annul",
    on=programmes.enrolment_of,
    who=programmes.ENROLMENT_ANNULLER,
    body=AnnulBody,
    form=annul_form,
)
def annul_enrolment(call: Call) -> Response:
    commands.annul_enrolment(call.session, call.caller, call.record, **call.body)
    return go(_back(call), _("The enrolment does not count any more."))


def _back(call: Call) -> str:
    """To the case for who reads it, else to the group."""
    one = call.record
    if policies.reads(call.caller, one.case):
        return at(one.case, "services")
    return f"/cases/programme-groups/{one.group_id}"
