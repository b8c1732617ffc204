"""Districts by the names that people know."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from shared.directory.model import KnownDistrict


def known_districts(session: Session) -> Sequence[Row[str, str]]:
    """Code and name of each, by name."""
    found = select(KnownDistrict.code, KnownDistrict.name)
    return session.execute(found.order_by(KnownDistrict.name, KnownDistrict.code)).all()


def district_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """By code; a district of which nothing was told yet is named by its code."""
    wanted = set(codes)
    if not wanted:
        return {}
    known = session.scalars(select(KnownDistrict).where(KnownDistrict.code.in_(wanted)))
    return {code: code for code in wanted} | {one.code: one.name for one in known}
