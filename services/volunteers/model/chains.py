"""Whom a coordinator wants to have asked for a request, one after the other."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from services.volunteers.model.base import Base
from services.volunteers.model.proposals import Proposal
from services.volunteers.model.register import Volunteer
from services.volunteers.model.requests import Request


class Chain(Base):
    """`made_by` ordered it; all its proposals have the same supervisor. `by_list`: the order is that of the ranked
    candidates, as they were when it was made."""

    __tablename__ = "proposal_chains"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column("request", ForeignKey("requests.id"))
    made_by: Mapped[UUID]
    supervised_by: Mapped[UUID]
    by_list: Mapped[bool]
    status: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    request: Mapped[Request] = relationship()
    steps: Mapped[list["ChainStep"]] = relationship(order_by="ChainStep.position")

    @property
    def next_step(self) -> "ChainStep | None":
        if self.status != "going":
            return None
        return next((step for step in self.steps if step.status == "waiting"), None)


class ChainStep(Base):
    """`waiting`, then `asked` with the proposal, or `skipped` with the reason's code."""

    __tablename__ = "chain_steps"

    chain: Mapped[UUID] = mapped_column(ForeignKey("proposal_chains.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column("volunteer")
    status: Mapped[str]
    reason: Mapped[str | None]
    proposal_id: Mapped[UUID | None] = mapped_column("proposal", ForeignKey("proposals.id"))
    at: Mapped[datetime | None]

    proposal: Mapped[Proposal | None] = relationship()
    volunteer: Mapped[Volunteer] = relationship(
        primaryjoin=lambda: foreign(ChainStep.volunteer_id) == Volunteer.id, viewonly=True
    )
