"""Words by which a referral is found, and keys by which possible duplicates are."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class SearchTerm(Base):
    """`record` is a referral; see `shared.search`."""

    __tablename__ = "search_terms"

    record: Mapped[UUID] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(primary_key=True)


class LikenessKey(Base):
    """A key of `rules.likeness` of the family of `record`, a referral; `organisation` is its present receiver, which
    the database itself keeps so when the referral is passed on."""

    __tablename__ = "likeness_keys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["record", "organisation"], ["referrals.id", "referrals.to_organisation"], onupdate="cascade"
        ),
    )

    organisation: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    record: Mapped[UUID] = mapped_column(primary_key=True)
