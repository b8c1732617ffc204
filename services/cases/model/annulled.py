"""What may have been a mistake. It is never edited or deleted: it is annulled, with a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column


class Annullable:
    """Mixed into tables whose rows count until somebody annuls them."""

    annulled_at: Mapped[datetime | None] = mapped_column()
    annulled_by: Mapped[UUID | None] = mapped_column()
    annulled_reason: Mapped[str | None] = mapped_column()

    @property
    def counts(self) -> bool:
        return self.annulled_at is None
