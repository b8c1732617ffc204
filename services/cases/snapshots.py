"""The present state of everything that others keep replicas of: cases, and the requests that still stand."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands.checks import today
from services.cases.commands.telling import request_state, state_of
from services.cases.model import Case, SupportRequest
from services.cases.rules.states import STANDING_REQUESTS
from shared.contracts.cases import CASE_OPENED, SUPPORT_REQUESTED
from shared.eventing.replay import locked
from shared.service import State


def snapshots(session: Session) -> Iterator[State]:
    """`cases.case.opened` carries the whole state of a case; `cases.support.requested` that of a request. Whoever
    changes either locks the case, so that is the row to lock."""
    for case in locked(session, select(Case).order_by(Case.id)):
        yield CASE_OPENED, case.id, _case(session, case)
        for request in case.support_requests:
            if request.status in STANDING_REQUESTS:
                yield SUPPORT_REQUESTED, case.id, _request(request)


def _case(session: Session, case: Case) -> dict[str, Any]:
    present = today(session, case)
    return {**state_of(case, present, present), "at": case.opened_at}


def _request(request: SupportRequest) -> dict[str, Any]:
    return {**request_state(request), "about": request.about, "at": request.requested_at, "by": request.requested_by}
