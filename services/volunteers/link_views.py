"""What a proposal's link shows: what a volunteer may know before the answer, and afterwards the answer alone."""

from typing import Any

from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from services.volunteers.model import Proposal
from services.volunteers.schemas import Time
from services.volunteers.views import columns
from shared.codes import PROPOSAL_STATES
from shared.contracts.common import Instant
from shared.directory.model import KnownDistrict


class LinkAnswer(Schema):
    """While the question stands all of it; once it is answered the status alone."""

    status = fields.String(metadata={"enum": list(PROPOSAL_STATES)})
    expires_at = Instant()
    kind = fields.String()
    district = fields.String()
    district_name = fields.String()
    children_ages = fields.List(fields.Integer())
    languages = fields.List(fields.String())
    times = fields.List(fields.Nested(Time))
    about = fields.String(allow_none=True)


def question(session: Session, proposal: Proposal) -> dict[str, Any]:
    """No ids, no names: whoever holds the link learns what to answer, and nothing to look further with."""
    if proposal.status != "made":
        return {"status": proposal.status}
    request = proposal.request
    district = session.get(KnownDistrict, request.district)
    shown = columns(request, "kind", "district", "children_ages", "languages", "times", "about")
    shown["district_name"] = district.name if district else request.district
    return shown | columns(proposal, "status", "expires_at")
