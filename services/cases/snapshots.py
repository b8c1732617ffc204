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
from shared.service import State


def snapshots(session: Session) -> Iterator[State]:
    """`cases.case.opened` carries the whole state of a case; `cases.support.requested` that of a request."""
    for case in session.scalars(select(Case).order_by(Case.id).execution_options(yield_per=200)):
        yield CASE_OPENED, case.id, _case(session, case)
    standing = select(SupportRequest).where(SupportRequest.status.in_(STANDING_REQUESTS)).order_by(SupportRequest.id)
    for request in session.scalars(standing):
        yield SUPPORT_REQUESTED, request.case_id, {**request_state(request), "about": request.about}


def _case(session: Session, case: Case) -> dict[str, Any]:
    present = today(session, case)
    return state_of(case, present, present)
