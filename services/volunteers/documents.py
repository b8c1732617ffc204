"""Documents of volunteers: the papers of vetting, for themselves and the coordinators of their register alone.

Also of one who has left: what they signed may come late.
"""

from datetime import date

from sqlalchemy.orm import Session

from services.volunteers.model import Volunteer
from services.volunteers.policies.common import coordinates, is_side_of
from services.volunteers.policies.register import volunteer
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.documents.codes import VOLUNTEER_DOCUMENT_KINDS
from shared.documents.model import Document
from shared.web.documents.routes import OfRecord
from shared.web.policy import Policy


def _annuls(caller: Caller, found: tuple[Volunteer, Document]) -> bool:
    row, document = found
    return document.added_by == caller.person or coordinates(caller, row.organisation)


def _today(session: Session, row: Volunteer) -> date:
    return today_at(session, row.organisation)


_BOTH = Policy("the volunteer; volunteer coordinator of the register", is_side_of)

OF_VOLUNTEERS = OfRecord(
    path="/volunteers/<uuid:id>",
    kinds=VOLUNTEER_DOCUMENT_KINDS,
    on=volunteer,
    reads=_BOTH,
    adds=_BOTH,
    annuls=Policy("who added it; volunteer coordinator of the register", _annuls),
    today=_today,
    members=False,
)
