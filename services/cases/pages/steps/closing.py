"""The end of support, and its going on after all."""

from flask import Response

from services.cases import commands
from services.cases.model import Case
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.reviews import of_children, their_ids
from services.cases.pages.steps.room import BY_LEADERS, CASE, OF_CASE, Listed, at, pages
from services.cases.rules.closure import SELF_SUFFICIENT
from services.cases.schemas.plans import ClosureBody, ReopenBody
from shared.codes import OUTCOMES, PARENTAL_RIGHTS
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Day, Group, Hidden, Rows, Text, YesNo, options
from shared.web.pages.form import Part
from shared.web.routes import Call


def closure_form(call: Call) -> Form:
    case, session = call.record, call.session
    return Listed(
        _("End the support of this family"),
        [
            _outcome(case),
            Day("closed_on", _("From which day?")),
            *of_children(call, lambda path: YesNo(f"{path}.in_own_family", _("Does the child live in the family?"))),
            *_parents(call, case),
            Group(_("Who took part in this decision"), people.participation(session, case)),
            YesNo("family_agrees", _("Does the family agree?")),
            Text("family_says", _("What does the family itself say?"), rows=4, optional=True),
            Text("reason", _("Why does support end?"), hint=_not_self_sufficient(), rows=3, optional=True),
            Text("note", _("What else should be known?"), rows=3, optional=True),
        ],
        _("End the support"),
        warning=_(
            "This can't be undone. The family's referrer learns of it, nobody is looked for any more, planned visits"
            " and meetings are cancelled. The case can only be reopened: its deadlines then start anew."
        ),
        dangerous=True,
        values=their_ids(call) | {"parents": [{"member": one.id} for one in people.adults(session, case)]},
        back=at(case),
        shown=frame.of(call, "overview"),
        lists=("children", "participation"),
    )


def _outcome(case: Case) -> Choice:
    """A family becomes self-sufficient by being supported."""
    left_out = () if case.status == "supported" else (SELF_SUFFICIENT,)
    return Choice("outcome", _("How does it end?"), options=options(OUTCOMES, without=left_out), errors=_hindrances())


def _hindrances() -> dict[str, str]:
    return {
        "child_not_assessed": _("Assess every child first: of one of them no scores are known."),
        "child_domain_below_threshold": _("A child's last score is too low for this outcome. Look at the assessments."),
        "open_goal_needs_specialist": _(
            "An open goal of the plan still needs a specialist. Finish it or set it aside."
        ),
        "child_not_in_own_family": _("For this outcome every child lives in its own family."),
        "family_does_not_agree": _("For this outcome the family has to agree."),
    }


def _not_self_sufficient() -> str:
    return _("Needed for every end but that the family manages on its own")


def _parents(call: Call, case: Case) -> list[Part]:
    found = people.adults(call.session, case)
    rows = [Group("", [_rights(number, people.called(one))]) for number, one in enumerate(found)]
    for number, row in enumerate(rows):
        row.fields = [*row.fields, Hidden(f"parents.{number}.member", "")]
    return [Group(_("Parental rights"), [Rows("parents", rows)])] if rows else []


def _rights(number: int, name: str) -> Choice:
    return Choice(f"parents.{number}.rights", name, options=options(PARENTAL_RIGHTS), many=True, optional=True)


@pages.form(f"{CASE}/closure", **BY_LEADERS, **OF_CASE, body=ClosureBody, form=closure_form)
def close(call: Call) -> Response:
    commands.close(call.session, call.caller, call.record, **call.body)
    return go(at(call.record), _("Support has ended. A follow-up is due later."))


def reopen_form(call: Call) -> Form:
    return Form(
        _("Go on supporting this family"),
        [Text("reason", _("Why does support go on?"), rows=3)],
        _("Reopen the case"),
        lead=_("The case goes on where it ended. Its deadlines start anew today."),
        back=at(call.record),
        shown=frame.of(call, "overview"),
    )


@pages.form(f"{CASE}/reopen", **BY_LEADERS, **OF_CASE, body=ReopenBody, form=reopen_form)
def reopen(call: Call) -> Response:
    commands.reopen(call.session, call.caller, call.record, **call.body)
    return go(at(call.record), _("The case is open again."))
