"""Cases that nobody leads: who waits longest comes first, each leads to choosing a worker."""

from flask import Response
from sqlalchemy import Select, String, cast, select

from services.cases import views
from services.cases.model import Case
from services.cases.pages.lists import with_names
from services.cases.pages.supervision.room import LOOKS_AFTER, pages
from services.cases.rules.states import OPEN_STATES
from shared.web.moments import MomentQuery, by_moment
from shared.web.pages import show
from shared.web.routes import Call

ON_A_PAGE = 25


def longest_first(call: Call) -> Select[Case]:
    return _alone(call).order_by(Case.opened_at, Case.id)


def _alone(call: Call) -> Select[Case]:
    there = (Case.organisation == call.caller.organisation, Case.worker.is_(None), Case.status.in_(OPEN_STATES))
    return select(Case).where(*there)


@pages.page("/without-worker", who=LOOKS_AFTER, query=MomentQuery)
def without_worker(call: Call) -> Response:
    row_of = views.row_of(call.session)
    listed = by_moment(
        call.session, _alone(call), Case.opened_at.expression, cast(Case.id, String),
        call.query | {"limit": ON_A_PAGE}, lambda found: row_of(found[0]),
        lambda found: (found[0].opened_at, str(found[0].id)), newest=False,
    )  # fmt: skip
    rows = with_names(call, listed["items"])
    return show("supervision/without_worker.html", rows=rows, next=listed["next"])
