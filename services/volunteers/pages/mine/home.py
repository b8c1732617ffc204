"""Am I asked, where and when do I meet? The first page of volunteers and contact families."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from services.volunteers.model import BUSY, Assignment, Feedback, FeedbackAsk, Proposal, Volunteer
from services.volunteers.pages.mine.blueprint import VOLUNTEERS, pages
from services.volunteers.pages.mine.families import first_meeting
from services.volunteers.pages.wording import asked_rows
from services.volunteers.policies.common import own
from services.volunteers.queries.districts import district_names
from services.volunteers.queries.readiness import Judge
from services.volunteers.rules.feedback import GIVEN_AFTER_END, VOLUNTEER
from services.volunteers.views import assignments as assignment_views
from services.volunteers.views import proposals as proposal_views
from services.volunteers.views import register as register_views
from shared import clock
from shared.web.pages import show
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

AT_MOST = 50
"""More than anybody is asked at a time."""


@pages.page("/mine", who=VOLUNTEERS)
def mine(call: Call) -> Response:
    questions, pairings, unsaid = _questions(call), _pairings(call), _asked_back(call)
    named = {one.request.district for one in questions} | {one.request.district for one in (*pairings, *unsaid)}
    names = district_names(call.session, named)
    return show(
        "mine/home.html",
        questions=[_question(call, one, names) for one in questions],
        families=[_family(call, one) for one in pairings],
        asked_back=unsaid,
        profiles=_profiles(call),
        districts=names,
    )


def _questions(call: Call) -> Sequence[Proposal]:
    standing = select(Proposal).join(Proposal.volunteer).where(own(call.caller), Proposal.status == "made")
    found = standing.where(Proposal.expires_at > clock.now()).options(joinedload(Proposal.request))
    return call.session.scalars(found.order_by(Proposal.expires_at).limit(AT_MOST)).all()


def _question(call: Call, row: Proposal, names: dict[str, str]) -> dict[str, Any]:
    said = proposal_views.proposal(row, call.caller)
    return said | {"rows": asked_rows(said, names[row.request.district])}


def _pairings(call: Call) -> Sequence[Assignment]:
    found = _own_assignments(call).where(Assignment.status.in_(BUSY)).order_by(Assignment.id.desc())
    return call.session.scalars(found.limit(AT_MOST)).all()


def _family(call: Call, row: Assignment) -> dict[str, Any]:
    return assignment_views.assignment(row, call.caller) | {"first_meeting": first_meeting(row)}


def _own_assignments(call: Call) -> Select[Assignment]:
    loaded = (
        joinedload(Assignment.request),
        joinedload(Assignment.volunteer).joinedload(Volunteer.known),
        joinedload(Assignment.supervisor),
    )
    return select(Assignment).join(Assignment.volunteer).where(own(call.caller)).options(*loaded)


def _asked_back(call: Call) -> Sequence[Assignment]:
    """Pairings of which they were asked how it is, and have not said."""
    said = exists().where(Feedback.assignment == Assignment.id, Feedback.side == VOLUNTEER)
    in_time = Assignment.ended_at.is_(None) | (Assignment.ended_at >= clock.now() - GIVEN_AFTER_END)
    asked = _own_assignments(call).join(FeedbackAsk, FeedbackAsk.assignment == Assignment.id)
    return call.session.scalars(asked.where(~said, in_time).limit(AT_MOST)).all()


def _profiles(call: Call) -> list[dict[str, Any]]:
    rows = call.session.scalars(
        select(Volunteer).where(own(call.caller), Volunteer.status != "left").options(joinedload(Volunteer.known))
    )
    judge = Judge(call.session)
    return [register_views.volunteer(row, judge.lacks(row), this_reader().language) for row in rows]
