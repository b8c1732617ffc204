"""What identity told us of the organisations that a referral names."""

from uuid import UUID

from sqlalchemy.orm import Session

from shared.directory.model import KnownOrganisation
from shared.problems import Conflict


def require_taking(session: Session, organisation: UUID, **state: str) -> None:
    """Conflict unless this known organisation takes referrals now."""
    known = session.get_one(KnownOrganisation, organisation)
    if not known.active or not known.accepts_referrals:
        raise Conflict("This organisation takes no referrals at present. Choose another one.", **state)
