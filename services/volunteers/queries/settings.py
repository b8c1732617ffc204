"""What an organisation set for its register, and how it matches by that and by what its pairings taught."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.model import Assignment, Feedback, RegisterSettings
from services.volunteers.rules.feedback import Experience, experience_of, goodness
from services.volunteers.rules.policy import Policy, policy_of
from services.volunteers.rules.settings import USUAL


@dataclass
class Present:
    """The settings of an organisation that hold now; `row` is None as long as it never set any."""

    organisation: UUID
    row: RegisterSettings | None

    @property
    def version(self) -> int:
        return self.row.version if self.row else 0

    @property
    def chosen(self) -> dict[str, int]:
        return dict(self.row.chosen) if self.row else {}

    @property
    def values(self) -> dict[str, int]:
        return {code: self.chosen.get(code, usual) for code, usual in USUAL.items()}


def present_settings(session: Session, organisation: UUID) -> Present:
    rows = select(RegisterSettings).where(RegisterSettings.organisation == organisation)
    return Present(organisation, session.scalars(rows.order_by(RegisterSettings.version.desc()).limit(1)).one_or_none())


def experience_at(session: Session, organisation: UUID) -> Experience:
    """What the pairings of this organisation taught, by the reasons for which they began, in the order in which
    they were first spoken of."""
    given = (
        select(Assignment.id, Assignment.reasons, Feedback.answers)
        .join(Feedback, Feedback.assignment == Assignment.id)
        .where(Feedback.organisation == organisation)
        .order_by(Feedback.first_given_at, Feedback.assignment)
    )
    reasons, sides = dict[UUID, list[str]](), defaultdict[UUID, list[dict[str, str]]](list)
    for row in session.execute(given):
        reasons[row.id] = row.reasons
        sides[row.id].append(row.answers)
    return experience_of((reasons[id], goodness(said)) for id, said in sides.items())


def policy_at(session: Session, organisation: UUID) -> Policy:
    values = present_settings(session, organisation).values
    return policy_of(values, experience_at(session, organisation) if values["feedback_counts"] else None)
