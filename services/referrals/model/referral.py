"""A referral, its receivers, its history, and its two clocks: the receiver's time to answer, the sender's to reply."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.referrals.model.base import Base
from services.referrals.model.case import KnownCase
from services.referrals.model.duty import DeadlinePolicy
from services.referrals.model.family import Family
from services.referrals.model.invitation import Invitation
from services.referrals.rules import deadlines
from shared.ids import uuid7

IMMEDIATE = "immediate"


class Referral(Base):
    """`answer_due_at` is kept while the clock stands still (`stopped_at`); it is null once decided.

    `invitation` is by which an organisation without accounts sent it; then nobody is `from_organisation` or `sent_by`.
    `tell_…` are the moments at which reminders are due, `call_duty_at` the one at which somebody on duty is called;
    null when told, or when nothing is to be told. `policy` holds the lengths under which the time to answer began;
    `escalations`, `calls` and `duty_position` (the last called's place on the roster) count from there.
    """

    __tablename__ = "referrals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    reference: Mapped[str]
    status: Mapped[str]
    family: Mapped[UUID] = mapped_column(ForeignKey("families.id"))
    from_organisation: Mapped[UUID | None]
    sent_by: Mapped[UUID | None]
    invitation: Mapped[UUID | None] = mapped_column(ForeignKey("invitations.id"))
    to_organisation: Mapped[UUID]
    worker: Mapped[UUID | None]
    channel: Mapped[str]
    urgency: Mapped[str]
    basis_kind: Mapped[str]
    basis_given_on: Mapped[date]
    basis_document: Mapped[str | None]
    reasons: Mapped[list[str]]
    help_wanted: Mapped[list[str]]
    narrative: Mapped[str]
    submitted_at: Mapped[datetime]
    answer_due_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    reply_by: Mapped[datetime | None]
    tell_answer_near_at: Mapped[datetime | None]
    tell_answer_passed_at: Mapped[datetime | None]
    tell_answer_escalated_at: Mapped[datetime | None]
    tell_reply_near_at: Mapped[datetime | None]
    tell_reply_passed_at: Mapped[datetime | None]
    deadline_policy: Mapped[int] = mapped_column(ForeignKey("deadline_policies.version"))
    escalations: Mapped[int]
    call_duty_at: Mapped[datetime | None]
    calls: Mapped[int]
    duty_position: Mapped[int]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[UUID | None]

    household: Mapped[Family] = relationship()
    policy: Mapped[DeadlinePolicy] = relationship()
    guest: Mapped[Invitation | None] = relationship(back_populates="referral")
    receivers: Mapped[list["Receiver"]] = relationship(order_by="Receiver.received_at")
    history: Mapped[list["Entry"]] = relationship(order_by="Entry.at, Entry.id")
    case: Mapped[KnownCase | None] = relationship(
        primaryjoin=lambda: Referral.id == KnownCase.referral, foreign_keys=lambda: KnownCase.referral, viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def answer_by(self) -> datetime | None:
        """Null while the time to answer stands still, and once it is decided."""
        return None if self.stopped_at else self.answer_due_at

    @property
    def open_question(self) -> str | None:
        """What the present receiver asked last, until it is answered; also when the time to reply is over."""
        asked = None
        for entry in self.history:
            if entry.kind == "info_requested":
                asked = str(entry.detail["question"])
            elif entry.kind in ("answered", "passed_on"):
                asked = None
        return asked

    def start_answer(self, now: datetime, policy: DeadlinePolicy) -> None:
        """The receiver's time begins, or begins anew with another receiver, by the lengths that hold now."""
        self.stop_clocks()
        self.policy = policy
        times = deadlines.answer_times(now, self.urgency, policy.lengths)
        self.answer_due_at = self.tell_answer_passed_at = times.due_at
        self.tell_answer_near_at, self.tell_answer_escalated_at = times.near_at, times.escalated_at
        self.escalations = self.calls = self.duty_position = 0
        self.acknowledged_at = self.acknowledged_by = None
        self.call_duty_at = now if self.urgency == IMMEDIATE else None

    def acknowledge(self, now: datetime, person: UUID) -> None:
        """Someone of the receiver sees to it: nobody else is called. The first who did counts."""
        self.call_duty_at = None
        if self.acknowledged_at is None:
            self.acknowledged_at, self.acknowledged_by = now, person

    def start_reply(self, now: datetime, time_zone: str) -> None:
        """The sender was asked: the receiver's clock stands still, the sender's runs."""
        lengths = self.policy.lengths
        self.stopped_at = now
        self.reply_by = self.tell_reply_passed_at = deadlines.reply_by(now, time_zone, lengths)
        self.tell_reply_near_at = deadlines.reply_near_at(now, time_zone, lengths)

    def resume_answer(self, now: datetime) -> None:
        """The sender answered, or had time enough to: the receiver has the time that was left when the question was
        asked. After an answer that comes late it runs already."""
        if self.stopped_at is None:
            return
        assert self.answer_due_at
        stood_still = now - self.stopped_at
        self.answer_due_at += stood_still
        if self.tell_answer_near_at:
            self.tell_answer_near_at += stood_still
        if self.tell_answer_passed_at:
            self.tell_answer_passed_at += stood_still
        if self.tell_answer_escalated_at:
            self.tell_answer_escalated_at += stood_still
        self.stopped_at = None
        self._stop_reply()

    def stop_clocks(self) -> None:
        """It is decided: nobody is reminded of anything, and nobody is called any more."""
        self.answer_due_at = self.stopped_at = self.call_duty_at = None
        self.tell_answer_near_at = self.tell_answer_passed_at = self.tell_answer_escalated_at = None
        self._stop_reply()

    def _stop_reply(self) -> None:
        self.reply_by = self.tell_reply_near_at = self.tell_reply_passed_at = None

    def note(self, kind: str, at: datetime, by: UUID | None, organisation: UUID | None, **detail: Any) -> None:
        """Add an entry to the history; `detail` holds what was said, None left out, ids as text."""
        said = {name: str(value) if isinstance(value, UUID) else value for name, value in detail.items()}
        said = {name: value for name, value in said.items() if value is not None}
        self.history.append(Entry(id=uuid7(), kind=kind, at=at, by=by, organisation=organisation, detail=said))


class Receiver(Base):
    """An organisation that has the referral, or had it until it passed it on."""

    __tablename__ = "receivers"

    referral: Mapped[UUID] = mapped_column(ForeignKey("referrals.id"), primary_key=True)
    organisation: Mapped[UUID] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]
    passed_on_at: Mapped[datetime | None]


class Entry(Base):
    """One thing that happened to a referral; `organisation` is whose entry it is."""

    __tablename__ = "entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    referral: Mapped[UUID] = mapped_column(ForeignKey("referrals.id"))
    kind: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    organisation: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]]
