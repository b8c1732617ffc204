"""What an import looks up: what cells may call by name, and what became of its rows."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.referrals.imports.columns import DISTRICT, TO
from services.referrals.model import Referral
from shared.spreadsheets.bodies import Names
from shared.spreadsheets.names import districts, organisations


def names(session: Session) -> Names:
    """What a cell may call an organisation or a district."""
    return {TO: organisations(session), DISTRICT: districts(session)}


def references(session: Session, ids: list[UUID]) -> list[Referral]:
    """The referrals in the order of their ids as given."""
    found = {one.id: one for one in session.scalars(select(Referral).where(Referral.id.in_(ids)))}
    return [found[id] for id in ids if id in found]
