"""Reviews: the family's situation looked at again, with the family."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import commands, views
from services.cases.model import Closure
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.room import BY_TEAM, CASE, READ, Listed, at, entries, pages
from services.cases.schemas.entries import FollowUpBody, ReviewBody
from shared.codes import REMOVAL, WELLBEING
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Hidden, Text, YesNo, options
from shared.web.pages.form import Part
from shared.web.paging import PageQuery
from shared.web.routes import Call


@pages.page(f"{CASE}/reviews", **READ, query=PageQuery)
def reviews(call: Call) -> Response:
    listed, called = entries(call, "review"), people.called_by(call.session, call.record)
    return show("steps/reviews.html", **frame.of(call, "assessments"), listed=listed, called=called)


def review_form(call: Call) -> Form:
    case, session = call.record, call.session
    return Listed(
        _("Write down a review"),
        [
            Day("held_on", _("On which day did you look again?")),
            people.took_part(session, case),
            people.could_not(session, case),
            *of_children(call),
            Text("summary", _("What has changed, what not?"), rows=6),
            Text("family_says", _("What does the family itself say?"), rows=4, optional=True),
        ],
        _("Save the review"),
        values=people.absences(session, case) | their_ids(call),
        back=at(case, "reviews"),
        shown=frame.of(call, "assessments"),
        lists=("children",),
    )


def of_children(call: Call, *more: Any) -> list[Part]:
    """For each child how it is and whether it stays; `more` makes further fields of a path."""
    return [
        Group(people.called(child), [*_of_child(f"children.{number}"), *(make(f"children.{number}") for make in more)])
        for number, child in enumerate(people.children(call.session, call.record))
    ]


def _of_child(path: str) -> list[Any]:
    return [
        Choice(f"{path}.wellbeing", _("How is the child?"), options=options(WELLBEING), inline=True),
        Choice(f"{path}.removal", _("Does the child stay in the family?"), options=options(REMOVAL)),
        Hidden(f"{path}.member", ""),
    ]


def their_ids(call: Call) -> dict[str, Any]:
    """Values of the children's hidden fields."""
    found = people.children(call.session, call.record)
    return {f"children.{number}.member": child.id for number, child in enumerate(found)}


@pages.form(f"{CASE}/reviews/new", **BY_TEAM, body=ReviewBody, form=review_form)
def review(call: Call) -> Response:
    commands.review(call.session, call.caller, call.record, **call.body)
    return go(at(call.record, "reviews"), _("The review is saved."))


def follow_up_form(call: Call) -> Form:
    return Form(
        _("Does the outcome hold?"),
        [
            Day("held_on", _("On which day did you ask?")),
            YesNo("holds", _("Is the family still doing well on its own?")),
            Text("note", _("What did you learn?"), rows=4, optional=True),
        ],
        _("Save the follow-up"),
        back=at(call.record),
        shown=frame.of(call, "overview"),
    )


@pages.form(f"{CASE}/follow-ups/new", **BY_TEAM, body=FollowUpBody, form=follow_up_form)
def follow_up(call: Call) -> Response:
    commands.follow_up(call.session, call.caller, call.record, **call.body)
    return go(at(call.record, "follow-ups"), _("The follow-up is saved."))


@pages.page(f"{CASE}/follow-ups", **READ, query=PageQuery)
def follow_ups(call: Call) -> Response:
    """And before them how support ended."""
    return show(
        "steps/follow_ups.html",
        **frame.of(call, "overview"),
        listed=entries(call, "follow_up"),
        closures=_closures(call),
        called=people.called_by(call.session, call.record),
    )


def _closures(call: Call) -> list[dict[str, Any]]:
    """The last first."""
    found = select(Closure).where(Closure.case_id == call.record.id).order_by(Closure.round.desc())
    return [{name: getattr(one, name) for name in views.CLOSURE} for one in call.session.scalars(found)]
