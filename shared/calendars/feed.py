"""What a service says of its feed, and the feed of one person."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.calendars.items import Source
from shared.calendars.links import Link
from shared.caller import Caller
from shared.directory.lookup import stands_in_for
from shared.directory.model import KnownPerson


@dataclass(frozen=True)
class Feed:
    """`link` is the service's table of links; `roles` are those of which somebody has a calendar there."""

    service: str
    link: type[Link]
    roles: tuple[str, ...]
    sources: tuple[Source, ...]

    def of(self, session: Session, person: KnownPerson) -> bytes:
        """The person's calendar as iCalendar, in their language and time zone; with what lies before those for whom
        they stand in."""
        from shared.calendars.ical import written  # a quarter of a second that only feeds need

        stands_in = stands_in_for(session, person.id)
        holder = Caller(person.id, person.organisation, frozenset(person.roles), person.id, stands_in)
        items = [item for source in self.sources for item in source(session, person, holder)]
        return written(self.service, person.language, person.time_zone, items)
