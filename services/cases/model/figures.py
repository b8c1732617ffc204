"""Outcome figures as they were told to analysts, once and for all."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.base import Base


class ReleasedFigures(Base):
    """The tables of one calendar year, small numbers hidden. Never made anew: the difference would tell something."""

    __tablename__ = "released_figures"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    released_at: Mapped[datetime]
    tables: Mapped[list[dict[str, Any]]]
