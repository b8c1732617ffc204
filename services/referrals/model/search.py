"""Keys by which possible duplicates of a referral are found, and what comparing them came to."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


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


class Comparison(Base):
    """With which referrals' families that of `record`, a referral, was compared, so that no two are compared again
    and again: what a family was referred with never changes. `rules` tells by which rules.

    `others` are referrals; `alike` those of them whose family may be the same, id → evidence, each
    `{"reason", "points", "members": [[member, other]]}`. Nothing refers to it and it refers to nothing: who reads a
    referral writes it, and must not wait for who decides about that.
    """

    __tablename__ = "comparisons"

    record: Mapped[UUID] = mapped_column(primary_key=True)
    rules: Mapped[bytes]
    others: Mapped[list[UUID]]
    alike: Mapped[dict[str, Any]]
