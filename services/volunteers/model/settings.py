"""What an organisation set for its register."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.volunteers.model.base import Base


class RegisterSettings(Base):
    """The numbers that an organisation chose, each version whole; of what it never chose the usual number holds. Rows
    are never changed, so that one reads who changed what when. `changed_by` is null for what an upgrade kept."""

    __tablename__ = "register_settings"

    organisation: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    chosen: Mapped[dict[str, Any]]
