"""An invented region: who works where. Its people sign in over HTTP and know only what the API answers them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from services.identity import commands
from shared import clock
from tests.support.bench import Answer, Api
from tests.support.passwords import keep_password
from tests.support.world import PASSWORD, World

START = date(2025, 3, 3)

ORGANISATIONS = {
    "guardianship": ("guardianship_body", "Отдел опеки и попечительства"),
    "school": ("school", "Школа № 5"),
    "ngo": ("ngo", "АНО «Берег»"),
    "bridge": ("ngo", "Центр «Мост»"),
    "harbour": ("ngo", "Фонд «Гавань»"),
    "fund": ("fund", "Фонд «Причал»"),
}
"""Name in the tests → kind, name in the region. The three NGOs take referrals."""

PEOPLE = {
    "referrer": ("guardianship", "referrer"),
    "second_referrer": ("guardianship", "referrer"),
    "school_referrer": ("school", "referrer"),
    "specialist": ("school", "specialist"),
    "coordinator": ("ngo", "coordinator"),
    "second_coordinator": ("ngo", "coordinator"),
    "worker": ("ngo", "case_worker"),
    "colleague": ("ngo", "case_worker"),
    "supervisor": ("ngo", "supervisor"),
    "matchmaker": ("ngo", "volunteer_coordinator"),
    "second_matchmaker": ("ngo", "volunteer_coordinator"),
    "org_admin": ("ngo", "organisation_administrator"),
    "family1": ("ngo", "contact_family"),
    "family2": ("ngo", "contact_family"),
    "bridge_coordinator": ("bridge", "coordinator"),
    "harbour_coordinator": ("harbour", "coordinator"),
    "harbour_matchmaker": ("harbour", "volunteer_coordinator"),
    "analyst": ("fund", "analyst"),
}
"""Name in the tests → organisation, role."""


def day(number: int) -> str:
    """The date so many days after the beginning of the story."""
    return (START + timedelta(days=number)).isoformat()


def noon(number: int) -> str:
    """12:00 in Moscow on that day."""
    return f"{day(number)}T09:00:00Z"


@contextmanager
def on(number: int) -> Iterator[None]:
    """Play what is inside at one o'clock in Moscow of that day of the story."""
    with clock.at(datetime.fromisoformat(f"{day(number)}T10:00:00+00:00").astimezone(UTC)):
        yield


@dataclass
class Person:
    """`do` expects success and lets everything that follows from it happen; `refused` answers with the status."""

    region: "Region"
    name: str
    id: str
    organisation: str | None
    email: str

    @cached_property
    def api(self) -> Api:
        """With a password that is set, as by the link of their invitation, when they first need it."""
        with self.region.world.pump.sessions["identity"].begin() as session:
            keep_password(session, UUID(self.id), PASSWORD)
        return self.region.world.api(self.email)

    def get(self, path: str) -> Any:
        answer = self.api.get(path)
        assert answer.status == 200, f"{self.name} GET {path}: {answer.status} {answer.text}"
        return answer.json

    def items(self, path: str) -> list[Any]:
        return list(self.get(path)["items"])

    def do(self, path: str, body: Any = None, method: str = "POST") -> Any:
        answer = self.call(method, path, {} if body is None else body)
        assert answer.status < 300, f"{self.name} {method} {path}: {answer.status} {answer.text}"
        self.region.settle()
        return answer.json

    def refused(self, path: str, body: Any = None, method: str = "POST") -> tuple[int, str]:
        """Status, and the last part of the problem's type."""
        answer = self.call(method, path, body)
        assert answer.status >= 400, f"{self.name} {method} {path}: {answer.status}"
        return answer.status, answer.json["type"].rsplit(":", 1)[1]

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        """PUT and PATCH of what exists name the version that was just read."""
        if method not in ("PUT", "PATCH"):
            return self.api.call(method, path, body)
        etag = self.api.get(path.removesuffix("/family")).headers.get("ETag")
        return self.api.call(method, path, body, if_match=etag)

    def inbox(self) -> list[dict[str, Any]]:
        """Oldest first."""
        return self.items("/notifications/api/v1/inbox?limit=200")[::-1]

    def told(self, reference: str | None = None) -> list[str]:
        """Of what they were told, oldest first; of one record when its reference is named."""
        return [item["type"] for item in self.inbox() if reference in (None, item["reference"])]


@dataclass
class Region:
    """`settle` lets everything published have its effects (`world.drain`). A second region can be built in the same
    world: all its people and organisations are others (`mark` keeps their addresses apart)."""

    world: World
    settle: Callable[[], None]
    mark: str = ""
    organisations: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.administrator = self._first_administrator()
        if not self.administrator.items("/identity/api/v1/districts"):
            self._register_districts()
        for name, (kind, title) in ORGANISATIONS.items():
            self.organisations[name] = self.organisation(kind, name=title)
        for name, (organisation, role) in PEOPLE.items():
            self.people[name] = self.person(name, role, self.organisations[organisation])
        self.settle()
        with on(-30):
            self.volunteers = {name: self.contact_family(self[name]) for name in ("family1", "family2")}

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def _first_administrator(self) -> Person:
        """As `opora admin create` makes one."""
        email = f"admin{self.mark}@opora.example"
        with self.world.pump.sessions["identity"].begin() as session:
            one = commands.ensure_administrator(
                session, email=email, last_name="Орлова", first_name="Инна", language="ru"
            )
            assert one
            return Person(self, "administrator", str(one.id), None, email)

    def _register_districts(self) -> None:
        for code, latitude in (("lesnoy", 56.31), ("zarechny", 56.35)):
            self.administrator.call(
                "POST",
                "/identity/api/v1/districts",
                {
                    "code": code,
                    "name": f"Район {code}",
                    "region": "Заозёрская область",
                    "latitude": latitude,
                    "longitude": 43.99,
                },
            )

    def organisation(self, kind: str, **state: Any) -> str:
        body = {"kind": kind, "districts": ["lesnoy"], "accepts_referrals": kind == "ngo"} | state
        return str(self._made("/identity/api/v1/organisations", body)["id"])

    def person(self, name: str, role: str, organisation: str) -> Person:
        """Registered by the administrator."""
        email = f"{name.replace('_', '.')}{self.mark}@people.example"
        body = {
            "email": email,
            "last_name": "Соколова",
            "first_name": "Вера",
            "organisation": organisation,
            "roles": [role],
        }
        return Person(self, name, self._made("/identity/api/v1/people", body)["id"], organisation, email)

    def newcomer(self, name: str, role: str, organisation: str = "ngo") -> Person:
        """Someone of whom every service knows."""
        person = self.people[name] = self.person(name, role, self.organisations[organisation])
        self.settle()
        return person

    def _made(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.administrator.call("POST", path, body)
        assert answer.status == 201, answer.text
        return answer.json

    def contact_family(self, person: Person, **profile: Any) -> str:
        """On the NGO's register, vetted and ready; the id there."""
        body = {
            "kind": "contact_family",
            "person": person.id,
            "districts": ["lesnoy"],
            "languages": ["ru"],
            "experience": ["single_parent"],
            "times": [{"weekday": 6, "from": "10:00", "to": "18:00"}],
            "capacity": 20,
            "vetting": {"trained_on": day(-60), "interviewed_on": day(-50), "approved_on": day(-40)},
        } | profile
        volunteer = self["matchmaker"].do("/volunteers/api/v1/volunteers", body)["id"]
        self["matchmaker"].do(f"/volunteers/api/v1/volunteers/{volunteer}", {"status": "ready"}, "PATCH")
        return str(volunteer)
