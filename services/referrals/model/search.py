"""Words by which a referral is found, and keys by which likely duplicates are."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class SearchTerm(Base):
    """`record` is a referral. See `shared.search` for words and `rules.likeness` for the keys of duplicates."""

    __tablename__ = "search_terms"

    record: Mapped[UUID] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(primary_key=True)
