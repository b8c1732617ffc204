"""Who works and helps in the simulated year: the people of the sample region, and as many more as the families need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from services.identity.model import Organisation
from services.identity.model import Person as Account
from shared import clock
from shared.config import Settings
from shared.database import sessions_of
from stack.demo.region.calendar import Calendar
from stack.demo.region.foundation import register_person
from stack.demo.region.helpers import EVENINGS, WEEKENDS, Helper
from stack.demo.region.names import invented
from stack.demo.region.places import DISTRICTS, EVERYWHERE, ORGANISATIONS
from stack.demo.region.readiness import VETTING_TAKES_DAYS, beats_of
from stack.demo.region.staff import Person, invented_phone
from stack.demo.region.stage import Stage
from stack.demo.region.timeline import Beat

FAMILIES_OF_A_WORKER = 12
FAMILIES_OF_A_HELPER = 8
CAPACITY = 3
COME_BEFORE_DAYS = 10
"""So that everyone is there, known and vetted when the first family comes."""

RECEIVERS = ("ngo", "ngo", "ngo", "ngo", "ngo", "ngo", "social", "social", "social", "crisis")
"""Of ten families, who is asked to help."""

SENDERS = ("guardianship", "guardianship", "guardianship-north", "hospital", "school", "village-school", "line")
REFERRERS_EACH = 2


class AlreadyPlayed(Exception):
    """A year with this seed is there."""


@dataclass(frozen=True)
class Crowd:
    """`tag` tells the people of one simulated year from others. `days`: how long ago it began."""

    tag: str
    families: int
    days: int

    def workers(self, organisation: str) -> list[str]:
        share = RECEIVERS.count(organisation) / len(RECEIVERS)
        count = max(1, round(self.families * share / FAMILIES_OF_A_WORKER))
        return [f"worker.{self.tag}.{number}@{organisation}.example" for number in range(1, count + 1)]

    @staticmethod
    def senders() -> list[str]:
        return [
            f"referrer{number if number > 1 else ''}@{key}.example"
            for key in SENDERS
            for number in range(1, REFERRERS_EACH + 1)
        ]

    def helpers(self) -> Iterator[Helper]:
        """Contact families everywhere, and volunteers who help with school, on both registers."""
        count = max(2, self.families // FAMILIES_OF_A_HELPER)
        for number in range(1, count + 1):
            for kind, skills in (("contact_family", ("company", "leisure")), ("volunteer", ("tutoring", "company"))):
                email = f"{kind.replace('_', '-')}.{self.tag}.{number}@helper.example"
                yield Helper(
                    email,
                    invented(email),
                    kind,
                    EVERYWHERE if number % 2 else (DISTRICTS[number // 2 % len(DISTRICTS)].code,),
                    skills,
                    ("single_parent", "teenager"),
                    times=(*EVENINGS, *WEEKENDS),
                    capacity=CAPACITY,
                    register="social" if number % 3 == 0 else "ngo",
                    vetted_days_ago=self.days + COME_BEFORE_DAYS // 2,
                )

    def everyone(self) -> Iterator[Person]:
        for organisation in sorted(set(RECEIVERS)):
            for email in self.workers(organisation):
                yield Person(email, invented(email), organisation, ("case_worker",), invented_phone(email))
        for one in self.helpers():
            yield Person(one.email, one.name, one.register, (one.kind,), invented_phone(one.email), one.language)


def refuse_twice(identity: Settings, crowd: Crowd) -> None:
    """Raises AlreadyPlayed."""
    with sessions_of(identity)() as session:
        if session.scalar(select(exists().where(Account.email == crowd.workers("ngo")[0]))):
            raise AlreadyPlayed


def gather(stage: Stage, crowd: Crowd) -> list[Beat]:
    """Let those who are there act, register the others; what follows for the helpers, in time."""
    _meet_those_who_are_there(stage)
    with clock.at(_came(stage.calendar, crowd)):
        with stage.sessions["identity"].begin() as session:
            for person in crowd.everyone():
                register_person(stage, session, person)
        stage.pump.drain()
    return [beat for helper in crowd.helpers() for beat in beats_of(stage, helper)]


def _came(calendar: Calendar, crowd: Crowd) -> datetime:
    return calendar.moment(crowd.days + COME_BEFORE_DAYS + VETTING_TAKES_DAYS)


def _meet_those_who_are_there(stage: Stage) -> None:
    with stage.sessions["identity"]() as session:
        for account in session.scalars(select(Account).where(Account.active)):
            stage.enter(account)
        by_name: dict[str, UUID] = {
            row.name: row.id for row in session.execute(select(Organisation.name, Organisation.id))
        }
    stage.organisations |= {one.key: by_name[one.name] for one in ORGANISATIONS}
