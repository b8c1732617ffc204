"""What an import looks up: what cells may call by name, and what became of its rows."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.referrals.imports.columns import DISTRICT, TO
from services.referrals.model import Referral
from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.spreadsheets.table import fold


def names(session: Session) -> dict[str, dict[str, list[str]]]:
    """What a cell may call an organisation or a district."""
    organisations, districts = _places(session)
    return {TO: _by_name(organisations), DISTRICT: _by_name(districts)}


def _places(session: Session) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Every active organisation and every district: what names it to programs, and its name."""
    organisations = select(KnownOrganisation.id, KnownOrganisation.name).where(KnownOrganisation.active)
    districts = select(KnownDistrict.code, KnownDistrict.name)
    return (
        [(str(id), name) for id, name in session.execute(organisations)],
        [(code, name) for code, name in session.execute(districts)],
    )


def _by_name(known: list[tuple[str, str]]) -> dict[str, list[str]]:
    """By the code itself; by the name, too, which several may have."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, name in known:
        found[fold(name)].append(code)
    return found | {fold(code): [code] for code, _ in known}


def references(session: Session, ids: list[UUID]) -> list[Referral]:
    """The referrals in the order of their ids as given."""
    found = {one.id: one for one in session.scalars(select(Referral).where(Referral.id.in_(ids)))}
    return [found[id] for id in ids if id in found]
