"""What an administrator set up for cases: how long things may take, and who is told when."""

from typing import Any

from sqlalchemy.orm import Mapped

from services.cases.model.base import Base
from shared.deadlines.policies import Held


class DeadlinePolicy(Held, Base):
    """All numbers of `rules.lengths` as they held from `changed_at` on, and for each kind of deadline who is told when
    it is near and when it passed. A deadline and a concern keep the policy under which they began."""

    __tablename__ = "deadline_policies"

    warned: Mapped[dict[str, Any]]
