"""The row of a file: what it is, of which record, who added it and who took it back. The file itself lies in the
store, under the same id."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Documents(DeclarativeBase):
    type_annotation_map = {str: Text, datetime: DateTime(timezone=True), int: BigInteger}


class Document(Documents):
    """`record` is the referral, case or volunteer; no foreign key: each service has its own kind of them.

    `member` is one of the record's household. `erase_at` is the real moment from which the file of an annulled document
    may go; `erased_at` when it went.
    """

    __tablename__ = "documents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    record: Mapped[UUID]
    kind: Mapped[str]
    member: Mapped[UUID | None]
    dated_on: Mapped[date | None]
    title: Mapped[str | None]
    format: Mapped[str]
    bytes: Mapped[int]
    sha256: Mapped[str]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]
    annulled_at: Mapped[datetime | None]
    annulled_by: Mapped[UUID | None]
    annulled_reason: Mapped[str | None]
    erase_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
