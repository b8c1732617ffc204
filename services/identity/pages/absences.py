"""Absences: one's own, and those of colleagues for whom one may enter them."""

from flask import Response

from services.identity.absences import api, commands, policies, schemas, views
from services.identity.absences.rules import ABSENCE_STATES, PLANNED
from services.identity.model import Person
from services.identity.pages.choices import colleagues
from shared.codes import DEPUTISED_ROLES
from shared.problems import Conflict, Invalid
from shared.web.fields import Body
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Choice, Day
from shared.web.paging import PageQuery
from shared.web.routes import Call

pages = Pages("identity", __name__, "absences")

PERSON = "/people/<uuid:id>/absences"
ABSENCE = f"{PERSON}/<uuid:absence>"


@pages.page(PERSON, on=policies.person, who=policies.KNOWN_TO, query=PageQuery)
def absences(call: Call) -> Response:
    return show(
        "absences/list.html",
        person=call.record,
        own=call.record.id == call.caller.person,
        enters=policies.enters(call.caller, call.record),
        found=api.absences(call),
        states=ABSENCE_STATES,
    )


def new_form(call: Call) -> Form:
    person = call.record
    own = person.id == call.caller.person
    said = _(
        "Who stands in sees and does what the absent one would, and is told the same. Nobody is asked for reasons."
    )
    return Form(
        _("When will you be away?") if own else _("When will they be away?"),
        [
            Day("from_on", _("First day away"), errors=_days() | _taken()),
            Day("until_on", _("Last day away"), errors=_days()),
            _deputy(call, person),
        ],
        _("Enter the absence"),
        lead=said if own else f"{person.full_name}\n{said}",
        back=_list_of(person),
    )


@pages.form(f"{PERSON}/new", on=policies.person, who=policies.ENTERED_BY, form=new_form, body=schemas.AbsenceBody)
def enter(call: Call) -> Response:
    try:
        commands.enter(call.session, call.caller, call.record, **call.body)
    except Conflict as problem:  # said at the days: others would do
        raise Invalid({"from_on": [str(problem.extra.get("state"))]}) from None
    return go(_list_of(call.record), _("The absence is entered. Both are told."))


def deputy_form(call: Call) -> Form:
    absence = call.record
    return Form(
        _("Who stands in instead?"),
        [_deputy(call, absence.absent)],
        _("Let them stand in"),
        values={"deputy": absence.deputy},
        back=_list_of(absence.absent),
    )


_ONE = {"on": policies.absence, "who": policies.ENDED_BY}


@pages.form(f"{ABSENCE}/deputy", form=deputy_form, body=schemas.DeputyBody, **_ONE)
def change_deputy(call: Call) -> Response:
    commands.change_deputy(call.session, call.caller, call.record, **call.body)
    return go(_list_of(call.record.absent), _("Somebody else stands in now. They are told."))


def end_form(call: Call) -> Form:
    ahead = views.state_of(call.record) == PLANNED
    return Form(
        _("Call the absence off") if ahead else _("Back at work from today"),
        [],
        _("Call the absence off") if ahead else _("End the absence today"),
        warning=_("Nobody stands in any more then. To be away again, enter a new absence."),
        dangerous=True,
        back=_list_of(call.record.absent),
    )


@pages.form(f"{ABSENCE}/end", form=end_form, body=Body, **_ONE)
def end(call: Call) -> Response:
    commands.end(call.session, call.caller, call.record)
    return go(_list_of(call.record.absent), _("The absence is over. Both are told."))


def _list_of(person: Person) -> str:
    return f"/identity/people/{person.id}/absences"


def _deputy(call: Call, person: Person) -> Choice:
    shared = DEPUTISED_ROLES & set(person.roles)
    found = colleagues(call.session, person.organisation, person.id, shared)
    return Choice(
        "deputy",
        _("Who stands in?"),
        _("A colleague with the same kind of work."),
        options=found,
        many=True,
        errors={
            "own_deputy": _("Nobody stands in for themselves. Choose a colleague."),
            "entered_by_deputy": _("Who enters it for another does not stand in. Choose somebody else."),
            "wrong_role": _("This colleague has other work. Choose one with the same kind of work."),
            "absent": _("This colleague is away then too. Choose another one."),
        },
    )


def _days() -> dict[str, str]:
    return {
        "out_of_range": _("An absence begins 14 days ago at the earliest and lasts 400 days at most. Check the day."),
        "before_start": _("The last day lies before the first one. Check both."),
        "in_past": _("The last day is over already. An absence that is over needs no deputy."),
    }


def _taken() -> dict[str, str]:
    """Why nobody can be entered as absent at that time."""
    nobody = _("Nobody can stand in for who has no work of staff.")
    return {
        "absent": _("Another absence is entered for these days. Change the days, or end that one first."),
        "stands_in": _("They stand in for somebody on these days. Name another deputy there first."),
        "active": nobody,
        "deactivated": nobody,
    }
