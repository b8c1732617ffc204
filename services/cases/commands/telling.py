"""What the others learn of a case: every event of it carries its present state."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import today
from services.cases.model import Case, SupportRequest
from shared import clock
from shared.contracts.cases import CASE_TEAM_CHANGED
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish


def state_of(case: Case, present: date, fact_on: date, concerned: Collection[UUID] | None = None) -> dict[str, Any]:
    """The state of a case. `concerned`: the members whom the fact is about; all of the household when None."""
    members = [member for member in case.members if concerned and member.id in concerned]
    if concerned is None:
        members = case.household(present)
    return {
        **{name: getattr(case, name) for name in ("reference", "referral", "family", "organisation")},
        **{name: getattr(case, name) for name in ("from_organisation", "sent_by", "worker", "status", "opened_on")},
        **{name: getattr(case, name) for name in ("outcome", "closed_on", "district", "assessing_organisations")},
        "case": case.id,
        "team": [{"person": who, "organisation": where, "role": role} for who, where, role in case.team],
        "deadlines": [{"kind": one.kind, "due_on": one.due_on, "met_on": one.met_on} for one in case.deadlines],
        "members": [{"id": member.id, "child": member.is_child(fact_on)} for member in members],
    }


def tell(
    session: Session,
    case: Case,
    event: EventType,
    by: UUID | None,
    fact: dict[str, Any],
    *,
    at: datetime | None = None,
    fact_on: date | None = None,
    concerned: Collection[UUID] | None = None,
) -> None:
    """Publish an event of the case: its state and the `fact`. `fact_on`: the day of the fact, today when None."""
    present = today(session, case)
    state = state_of(case, present, fact_on or present, concerned)
    publish(session, event, case.id, {**state, "at": at or clock.now(), "by": by, **fact})


def tell_team_changed(
    session: Session,
    case: Case,
    by: UUID | None,
    previous_worker: UUID | None,
    before: Collection[UUID],
    at: datetime | None = None,
    *,
    gathered: bool = False,
) -> None:
    """`before`: who was on the team until now. `gathered`: one of several at once, of all of which one word is told."""
    now = [person for person, _, _ in case.team]
    joined = [person for person in now if person not in before]
    left = [person for person in before if person not in now]
    fact: dict[str, Any] = {"previous_worker": previous_worker, "joined": joined, "left": left}
    fact |= {"gathered": True} if gathered else {}
    tell(session, case, CASE_TEAM_CHANGED, by, fact, at=at)


def request_state(request: SupportRequest) -> dict[str, Any]:
    """The state of a support request, without what is sealed."""
    case = request.case
    return {
        **{name: getattr(request, name) for name in ("kind", "status", "skills", "experience", "district")},
        **{name: getattr(request, name) for name in ("languages", "times", "children_ages")},
        "request": request.id,
        "case": case.id,
        "reference": case.reference,
        "organisation": case.organisation,
        "worker": case.worker,
        "assessing_organisations": case.assessing_organisations,
    }


def tell_of_request(
    session: Session,
    request: SupportRequest,
    event: EventType,
    by: UUID | None,
    fact: dict[str, Any],
    at: datetime | None = None,
) -> None:
    data = {**request_state(request), "at": at or clock.now(), "by": by, **fact}
    publish(session, event, request.case_id, data)


def pairing(request: SupportRequest) -> dict[str, Any]:
    return {"assignment": request.assignment, "volunteer": request.volunteer, "person": request.person}
