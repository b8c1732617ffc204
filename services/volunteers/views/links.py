"""What a proposal's link shows: what a volunteer may know before the answer, and afterwards the answer alone."""

from typing import Any

from sqlalchemy.orm import Session

from services.volunteers.model import Proposal
from services.volunteers.views.common import columns
from shared.directory.model import KnownDistrict


def question(session: Session, proposal: Proposal) -> dict[str, Any]:
    """No ids, no names: whoever holds the link learns what to answer, and nothing to look further with."""
    if proposal.status != "made":
        return {"status": proposal.status}
    request = proposal.request
    district = session.get(KnownDistrict, request.district)
    shown = columns(request, "kind", "district", "children_ages", "languages", "times", "about")
    shown["district_name"] = district.name if district else request.district
    return shown | columns(proposal, "status", "expires_at")
