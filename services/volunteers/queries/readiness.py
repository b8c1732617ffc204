"""Whether somebody may be asked today, and if not, why."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import Volunteer
from services.volunteers.people import is_gone
from services.volunteers.queries.settings import present_settings
from services.volunteers.rules import settings, vetting
from services.volunteers.rules.vetting import Lack
from shared.codes import VOLUNTEER_KINDS
from shared.directory.lookup import today_at


@dataclass
class Judge:
    """Asks for each organisation once what it needs of each kind and which day it has."""

    session: Session
    _known: dict[UUID, tuple[dict[str, frozenset[str]], date]] = field(default_factory=dict)

    def lacks(self, volunteer: Volunteer) -> list[Lack]:
        """Everything that keeps them from being asked; empty for who is ready."""
        return self._of_standing(volunteer) + self.missing(volunteer)

    def missing(self, volunteer: Volunteer) -> list[Lack]:
        """What their vetting lacks today."""
        needed, today = self._of(volunteer.organisation)
        return vetting.lacking(volunteer.vetting, needed[volunteer.kind], today)

    def _of_standing(self, volunteer: Volunteer) -> list[Lack]:
        """Ready by status, and still with the role that lets them answer, in the organisation that vetted them."""
        found = [] if volunteer.status == "ready" else [Lack(volunteer.status, "status", day=volunteer.paused_until)]
        if is_gone(volunteer.known, volunteer.organisation, volunteer.kind):
            found.append(Lack("role_lost", "person"))
        return found

    def _of(self, organisation: UUID) -> tuple[dict[str, frozenset[str]], date]:
        if organisation not in self._known:
            values = present_settings(self.session, organisation).values
            needed = {kind: settings.needs(values, kind) for kind in VOLUNTEER_KINDS}
            self._known[organisation] = (needed, today_at(self.session, organisation))
        return self._known[organisation]
