"""Both sides of a pairing say how it is or was. It moves what a reason is worth, and nobody's own score."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from services.volunteers.locks import lock_assignment
from services.volunteers.model import Assignment, Feedback
from services.volunteers.rules.feedback import may_be_given
from shared import clock
from shared.caller import Caller
from shared.problems import Conflict
from shared.words import N_

_WHY_NOT = {
    "not_introduced": N_("They have not been introduced yet. Say how it is when they have."),
    "too_late": N_("The pairing ended more than 90 days ago; nothing more is asked of it."),
}


@dataclass
class Side:
    """What one side says about a pairing; `side` is None for who may see the pairing and is neither side."""

    assignment: Assignment
    side: str | None
    said: Feedback | None

    @property
    def version(self) -> int:
        return self.said.version if self.said else 0

    @property
    def closed(self) -> str | None:
        """Why nothing can be said now; None when it can."""
        return may_be_given(self.assignment.introduced_at, self.assignment.ended_at, clock.now())


def give_feedback(session: Session, caller: Caller, side: Side, *, answers: dict[str, str]) -> Side:
    """`answers`: each question with `yes`, `partly` or `no`; they take the place of what this side said before."""
    lock_assignment(session, side.assignment)
    if side.closed:
        raise Conflict(_WHY_NOT[side.closed], state=side.assignment.status)
    now = clock.now()
    said = {"by": caller.person, "given_at": now, "answers": answers}
    side.said = session.get(Feedback, (side.assignment.id, side.side), populate_existing=True)
    if side.said is None:
        organisation = side.assignment.volunteer.organisation
        new = {"organisation": organisation, "first_given_at": now}
        side.said = Feedback(assignment=side.assignment.id, side=side.side, **new, **said)
        session.add(side.said)
    for name, value in said.items():
        setattr(side.said, name, value)
    return side
