"""A small invented region for tests of cases: an NGO that supports families, a guardianship body that refers them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from shared import clock
from shared.contracts.referrals import REFERRAL_ACCEPTED
from shared.ids import uuid7
from tests.support.bench import Answer, Bench, Person

API = "/cases/api/v1"
OPENED_AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)  # 10:00 in Moscow
OPENED_ON = date(2026, 3, 2)


def noon(day: date) -> datetime:
    """12:00 in Moscow."""
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


@dataclass
class Region:
    """`at` plays the API at noon of a day: `region.post(path, body, on=day)`."""

    bench: Bench
    ngo: UUID
    guardianship: UUID
    school: UUID
    worker: Person
    colleague: Person
    coordinator: Person
    supervisor: Person
    specialist: Person
    referrer: Person
    strangers: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, bench: Bench, time_zone: str = "Europe/Moscow", threshold: int = 3) -> "Region":
        ngo = bench.organisation("ngo", time_zone=time_zone, self_sufficiency_threshold=threshold)
        guardianship = bench.organisation("guardianship_body")
        school = bench.organisation("school")
        bench.district("lesnoy")
        bench.district("zarechny")
        return cls(
            bench,
            ngo,
            guardianship,
            school,
            worker=bench.person("case_worker", organisation=ngo),
            colleague=bench.person("case_worker", organisation=ngo),
            coordinator=bench.person("coordinator", organisation=ngo),
            supervisor=bench.person("supervisor", organisation=ngo),
            specialist=bench.person("specialist", organisation=school),
            referrer=bench.person("referrer", organisation=guardianship),
        )

    def accepted(self, **changes: Any) -> dict[str, Any]:
        """The data of an acceptance."""
        mother, son = uuid7(), uuid7()
        return {
            "referral": uuid7(),
            "reference": "482-109-379",
            "family": uuid7(),
            "family_kind": "blood",
            "from_organisation": self.guardianship,
            "sent_by": self.referrer.id,
            "to_organisation": self.ngo,
            "channel": "partner",
            "urgency": "urgent",
            "district": "lesnoy",
            "submitted_at": OPENED_AT - timedelta(days=1),
            "answer_by": None,
            "status": "accepted",
            "worker": self.worker.id,
            "reasons": ["few_contacts"],
            "help_wanted": ["psychological"],
            "basis": {"kind": "consent", "given_on": date(2026, 2, 27)},
            "members": [
                member(mother, "mother", "Марина", born_on=date(1994, 3, 8)),
                member(son, "child", "Тимофей", age=7),
            ],
            "address": "г. Заозёрск, ул. Садовая, д. 14",
            "phone": "+79005550177",
            "narrative": "Мама одна растит сына.",
            "questions": [],
            "basis_document": None,
        } | changes

    def open(self, at: datetime = OPENED_AT, by: UUID | None = None, **changes: Any) -> "Opened":
        data = self.accepted(**changes)
        self.bench.receive(REFERRAL_ACCEPTED, data["referral"], data, by=by or self.coordinator.id, at=at)
        with self.bench.session() as session:
            id = (
                session.connection()
                .exec_driver_sql("select id from cases where referral = %s", (data["referral"],))
                .scalar_one()
            )
        return Opened(self, id, data)


def member(id: UUID, role: str, first_name: str, born_on: date | None = None, age: int | None = None) -> dict[str, Any]:
    names = {"last_name": "Журавлёва", "first_name": first_name, "middle_name": None}
    return {"id": id, "role": role, **names, "born_on": born_on, "age": age}


@dataclass
class Opened:
    """A case in this region, and the shortest way through its life; every step on a day of its own."""

    region: Region
    id: UUID
    accepted: dict[str, Any]

    @property
    def path(self) -> str:
        return f"{API}/cases/{self.id}"

    @property
    def members(self) -> list[str]:
        return [str(one["id"]) for one in self.accepted["members"]]

    @property
    def mother(self) -> str:
        return self.members[0]

    @property
    def son(self) -> str:
        return self.members[1]

    def call(
        self,
        method: str,
        path: str = "",
        body: Any = None,
        *,
        on: date = date(2026, 3, 3),
        who: Person | None = None,
        **options: Any,
    ) -> Answer:
        with clock.at(noon(on)):
            return (who or self.region.worker).api.call(method, f"{self.path}{path}", body, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self.call("POST", path, body, **options)

    def get(self, path: str = "", **options: Any) -> Answer:
        return self.call("GET", path, **options)

    def json(self, **options: Any) -> Any:
        answer = self.get(**options)
        assert answer.status == 200, answer.text
        return answer.json

    def etag(self, path: str = "") -> str:
        return self.get(path).headers["ETag"]

    def etag_of(self, who: Person) -> str:
        return self.get(who=who).headers["ETag"]

    def deadlines(self) -> dict[str, tuple[str, str | None]]:
        return {one["kind"]: (one["due_on"], one["met_on"]) for one in self.json()["deadlines"]}

    # --- bodies -----------------------------------------------------------------------------------------------------

    def contact(self, **changes: Any) -> dict[str, Any]:
        return {"kind": "visit", "at": "2026-03-03T08:00:00Z", "members": [self.mother]} | changes

    def agreement(self, **changes: Any) -> dict[str, Any]:
        return {"signed_on": "2026-03-06", "signed_by": [self.mother, str(self.region.worker.id)]} | changes

    def assessment(self, score: int = 3, **changes: Any) -> dict[str, Any]:
        return {
            "tool": "interview",
            "done_on": "2026-03-16",
            "participants": [*self.members, str(self.region.worker.id)],
            "scores": [
                {"member": self.son, "domain": "safety", "score": score},
                {"domain": "support_circle", "score": 2},
            ],
            "children": [{"member": self.son, "removal": "at_risk"}],
            "summary": "Мама любит сына, но устала.",
        } | changes

    def plan(self, **changes: Any) -> dict[str, Any]:
        return {"goals": [self.goal()], "participation": self.participation()} | changes

    def goal(self, **changes: Any) -> dict[str, Any]:
        task = {"title": "Записаться в клуб", "who": self.mother, "due_on": "2026-05-01"}
        return {"title": "Больше близких рядом", "domain": "support_circle", "tasks": [task]} | changes

    def participation(self) -> list[dict[str, Any]]:
        return [{"member": one, "took_part": True} for one in self.members]

    def service(self, **changes: Any) -> dict[str, Any]:
        return {"kind": "social", "given_on": "2026-03-30", "members": [self.son]} | changes

    def review(self, **changes: Any) -> dict[str, Any]:
        return {
            "held_on": "2026-06-01",
            "participants": self.members,
            "children": [{"member": self.son, "wellbeing": "improved", "removal": "averted"}],
            "summary": "Стало легче.",
        } | changes

    def closure(self, **changes: Any) -> dict[str, Any]:
        child = {"member": self.son, "wellbeing": "improved", "removal": "averted", "in_own_family": True}
        return {
            "outcome": "self_sufficient",
            "closed_on": "2026-12-01",
            "children": [child],
            "parents": [{"member": self.mother, "rights": "kept"}],
            "participation": self.participation(),
            "family_agrees": True,
            "family_says": "Справимся.",
        } | changes

    def request(self, **changes: Any) -> dict[str, Any]:
        return {
            "kind": "contact_family",
            "skills": ["company"],
            "experience": ["single_parent"],
            "district": "lesnoy",
            "languages": ["ru"],
            "times": [{"weekday": 6, "from": "11:00", "to": "15:00"}],
            "about": "Мама с сыном хотели бы гулять с кем-то по выходным.",
            "family_agreed_on": "2026-03-07",
        } | changes

    # --- the life of a case -----------------------------------------------------------------------------------------

    def to(self, status: str) -> "Opened":
        """Bring it from `opened` to this state by the API."""
        steps = {
            "opened": lambda: None,
            "agreed": lambda: self.done(self.post("/agreement", self.agreement(), on=date(2026, 3, 7))),
            "assessed": lambda: self.done(self.post("/assessments", self.assessment(), on=date(2026, 3, 17))),
            "planned": lambda: self.done(self.call("PUT", "/plan", self.plan(), on=date(2026, 3, 20))),
            "supported": lambda: self.done(self.post("/services", self.service(), on=date(2026, 3, 31))),
            "closed": lambda: self.done(self.post("/closure", self.closure(), on=date(2026, 12, 1))),
            "followed_up": lambda: self.done(
                self.post("/follow-ups", {"held_on": "2027-05-20", "holds": True}, on=date(2027, 5, 21))
            ),
        }
        for step in steps:
            steps[step]()
            if step == status:
                return self
        raise AssertionError(status)

    @staticmethod
    def done(answer: Answer) -> Answer:
        assert answer.status in (200, 201, 204), answer.text
        return answer
