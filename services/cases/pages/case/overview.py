"""What a case waits for next, how far it is, and what happened lately."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import concerns, policies, timeline, views, visits
from services.cases.codes import VISIT_KINDS
from services.cases.model import Concern, Visit
from services.cases.pages import dues, frame
from services.cases.pages.case import lines, progress
from services.cases.pages.room import CASE, pages
from services.cases.rules.visits import PLANNED
from shared.directory.model import KnownOrganisation
from shared.web.pages import show
from shared.web.routes import Call

LATELY = 5
AHEAD = 5


@pages.page(CASE, on=policies.case_of, who=policies.READER)
def overview(call: Call) -> Response:
    case = call.record
    shown = views.case_of(call.session, case)
    framed = frame.of(call, "overview")
    lately = timeline.timeline_of(call.session, case, {"order": "happened", "limit": LATELY})
    return show(
        "case/overview.html",
        **framed,
        shown=shown,
        steps=progress.rows_of(case, shown["deadlines"], framed["framed"]),
        next_step=_next(call),
        visits=_visits(call),
        visit_kinds=VISIT_KINDS,
        concerns=_concerns(call),
        lately=[lines.line_of(call, case, line) for line in lately["items"]],
        sender=call.session.get(KnownOrganisation, case.from_organisation) if case.from_organisation else None,
    )


def _next(call: Call) -> dict[str, Any] | None:
    case = call.record
    if not case.next_step:
        return None
    return {"text": dues.text_of(case.next_step), "href": dues.address_of(case.id, case.next_step)}


def _visits(call: Call) -> list[dict[str, Any]]:
    """Those ahead, and those of which nobody has said how they were."""
    found = select(Visit).where(Visit.case_id == call.record.id, Visit.status == PLANNED)
    show_visit = visits.visit_of(call.session)
    return [show_visit(one) for one in call.session.scalars(found.order_by(Visit.at).limit(AHEAD))]


def _concerns(call: Call) -> list[Concern]:
    """Open ones of which the reader may know."""
    of_case = (Concern.case_id == call.record.id, Concern.acknowledged_at.is_(None), concerns.visible(call.caller))
    return list(call.session.scalars(select(Concern).where(*of_case).order_by(Concern.id)))
