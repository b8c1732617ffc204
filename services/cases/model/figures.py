"""Outcome figures as they were told to analysts, once and for all; and what was known of households before."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.base import Base


class ReleasedFigures(Base):
    """The tables of one calendar year, small numbers hidden. Never made anew: the difference would tell something."""

    __tablename__ = "released_figures"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    released_at: Mapped[datetime]
    tables: Mapped[list[dict[str, Any]]]


class FormerMember(Base):
    """What figures rest on of somebody in a household, as it was said `until` then; `absent`: nobody knew of them."""

    __tablename__ = "former_members"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    member: Mapped[UUID]
    until: Mapped[datetime]
    absent: Mapped[bool]
    role: Mapped[str]
    born_on: Mapped[date | None]
    age: Mapped[int | None]
    aged_on: Mapped[date | None]
    left_on: Mapped[date | None]
