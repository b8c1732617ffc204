"""An invented town: an NGO with its register, a guardianship body, cases whose families wish for company."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from shared import clock
from shared.contracts.case_events import CASE_OPENED, CASE_TEAM_CHANGED
from shared.contracts.cases import (
    SUPPORT_ENDED,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
)
from shared.contracts.identity import PERSON_CHANGED, PERSON_DEACTIVATED
from shared.ids import uuid7
from tests.support.bench import Answer, Bench, Person

API = "/volunteers/api/v1"
SATURDAY = {"weekday": 6, "from": "11:00", "to": "15:00"}
VETTED = {"documents": [], "trained_on": "2026-01-10", "interviewed_on": "2026-01-12", "approved_on": "2026-01-15"}
PROFILE: dict[str, Any] = {
    "kind": "contact_family",
    "districts": ["lesnoy"],
    "skills": ["company"],
    "experience": ["single_parent"],
    "languages": ["ru"],
    "times": [SATURDAY],
    "capacity": 2,
    "employers": [],
}
INTRODUCTION: dict[str, Any] = {
    "first_names": ["Марина", "Тимофей"],
    "contact_name": "Марина",
    "contact_phone": "+79005550177",
    "first_meeting": {"at": datetime(2026, 12, 26, 8, tzinfo=UTC), "place": "Парк у библиотеки"},
}

ANSWERS = {"accepted": "accept", "declined": "decline"}


@dataclass
class Registered:
    """Someone on the register, with the person who signs in."""

    id: str
    person: Person

    def post(self, path: str, body: dict[str, Any] | None = None, **options: Any) -> Answer:
        return self.person.api.post(f"{API}/{path}", body, **options)

    def get(self, path: str) -> Answer:
        return self.person.api.get(f"{API}/{path}")


@dataclass
class Wish:
    """A request of a case, and the data that its events repeat."""

    id: UUID
    case: UUID
    data: dict[str, Any]


class Town:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        bench.district("lesnoy")
        bench.district("zarechny", latitude=56.41, longitude=44.05)
        bench.district("dalny", latitude=59.9, longitude=50.0)
        self.ngo, self.other_ngo = bench.organisation("ngo"), bench.organisation("ngo")
        self.guardianship = bench.organisation("guardianship_body")
        self.school = bench.organisation("school")
        self.coordinator = bench.person("volunteer_coordinator", organisation=self.ngo)
        self.worker = bench.person("case_worker", organisation=self.ngo)

    def post(self, path: str, body: dict[str, Any] | None = None, by: Person | None = None, **options: Any) -> Answer:
        return (by or self.coordinator).api.post(f"{API}/{path}", body, **options)

    def get(self, path: str, by: Person | None = None, **options: Any) -> Answer:
        return (by or self.coordinator).api.get(f"{API}/{path}", **options)

    def change(self, volunteer: str, changes: dict[str, Any], by: Person | None = None) -> Answer:
        return (by or self.coordinator).api.patch(f"{API}/volunteers/{volunteer}", changes, if_match="*")

    # --- the register -------------------------------------------------------------------------------------------------

    def applicant(self, roles: tuple[str, ...] = (), **profile: Any) -> Registered:
        """Someone registered, not vetted yet; `roles` are more than the one of their kind."""
        body = PROFILE | profile
        person = self.bench.person(body["kind"], *roles, organisation=self.ngo)
        answer = self.post("volunteers", body | {"person": str(person.id)})
        assert answer.status == 201, answer.text
        return Registered(answer.json["id"], person)

    def ready(self, roles: tuple[str, ...] = (), **profile: Any) -> Registered:
        found = self.applicant(roles, **profile)
        answer = self.change(found.id, {"vetting": VETTED, "status": "ready"})
        assert answer.status == 200, answer.text
        return found

    def in_status(self, status: str) -> Registered:
        """Someone who came to this status by the ways that lead there."""
        if status == "applied":
            return self.applicant()
        found = self.ready()
        if status != "ready":
            assert self.change(found.id, {"status": status}).status == 200
        return found

    def changed_person(self, someone: Registered, *roles: str, organisation: UUID | None = None) -> None:
        self._tell_of_person(PERSON_CHANGED, someone, list(roles), organisation or self.ngo, True)

    def deactivated(self, someone: Registered, by: UUID | None = None) -> None:
        roles = list(someone.person.roles)
        self._tell_of_person(PERSON_DEACTIVATED, someone, roles, self.ngo, False, by)

    def _tell_of_person(
        self,
        event: Any,
        someone: Registered,
        roles: list[str],
        organisation: UUID,
        active: bool,
        by: UUID | None = None,
    ) -> None:
        state = {
            "person": someone.person.id,
            "organisation": organisation,
            "roles": roles,
            "language": "ru",
            "time_zone": "Europe/Moscow",
            "active": active,
            "rights_since": clock.system(),
            "names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
            "email": "someone@example.org",
            "phone": None,
        }
        self.bench.receive(event, someone.person.id, state, by=by)

    # --- what cases tells ---------------------------------------------------------------------------------------------

    def case(self, event: Any = CASE_OPENED, id: UUID | None = None, **state: Any) -> UUID:
        id = id or uuid7()
        data = {
            "case": id,
            "reference": "482-109-379",
            "referral": uuid7(),
            "family": uuid7(),
            "organisation": self.ngo,
            "from_organisation": self.guardianship,
            "sent_by": None,
            "worker": self.worker.id,
            "team": [{"person": self.worker.id, "organisation": self.ngo, "role": "case_worker"}],
            "assessing_organisations": [self.ngo, self.guardianship],
            "status": "agreed",
            "opened_on": clock.today("Europe/Moscow"),
            "deadlines": [],
            "outcome": None,
            "district": "lesnoy",
            "members": [],
        } | state
        self.bench.receive(event, id, data)
        return id

    def team_of(self, wish: Wish, *people: Person) -> None:
        """These people work with the family now, beside its worker."""
        members = [(self.worker.id, self.ngo), *((one.id, one.organisation) for one in people)]
        self.case(
            CASE_TEAM_CHANGED,
            wish.case,
            previous_worker=self.worker.id,
            joined=[one.id for one in people],
            left=[],
            team=[{"person": id, "organisation": at, "role": "specialist"} for id, at in members],
            assessing_organisations=[self.guardianship, *dict.fromkeys(at for _, at in members)],
        )

    def wish(self, case: UUID | None = None, snapshot: bool = False, **state: Any) -> Wish:
        case = case or self.case(organisation=state.get("organisation", self.ngo))
        wish = Wish(uuid7(), case, {})
        wish.data = {
            "case": case,
            "reference": "482-109-379",
            "request": wish.id,
            "kind": "contact_family",
            "status": "open",
            "organisation": self.ngo,
            "worker": self.worker.id,
            "skills": ["company"],
            "experience": ["single_parent"],
            "district": "lesnoy",
            "languages": ["ru"],
            "times": [SATURDAY],
            "children_ages": [7, 12],
            "assessing_organisations": [self.ngo, self.guardianship],
        } | state
        about = {"about": "Мама с сыном недавно переехали."}
        self.bench.receive(SUPPORT_REQUESTED, case, wish.data | about, snapshot=snapshot)
        return wish

    def withdrawn(self, wish: Wish) -> None:
        self.bench.receive(SUPPORT_WITHDRAWN, wish.case, wish.data | {"status": "withdrawn"}, by=self.worker.id)

    def introduced(self, wish: Wish, assignment: dict[str, Any], **changes: Any) -> None:
        paired = self._paired(wish, assignment)
        self.bench.receive(
            SUPPORT_INTRODUCED, wish.case, paired | {"status": "introduced"} | INTRODUCTION | changes, by=self.worker.id
        )

    def introduction_annulled(self, wish: Wish, assignment: dict[str, Any]) -> None:
        paired = self._paired(wish, assignment)
        self.bench.receive(SUPPORT_INTRODUCTION_ANNULLED, wish.case, paired | {"status": "matched"}, by=self.worker.id)

    def ended_by_family(self, wish: Wish, assignment: dict[str, Any]) -> None:
        paired = self._paired(wish, assignment)
        self.bench.receive(SUPPORT_ENDED, wish.case, paired | {"status": "ended"}, by=self.worker.id)

    def _paired(self, wish: Wish, assignment: dict[str, Any]) -> dict[str, Any]:
        person = self.get(f"volunteers/{assignment['volunteer']}").json["person"]
        ids = {"assignment": UUID(assignment["id"]), "volunteer": UUID(assignment["volunteer"]), "person": UUID(person)}
        return wish.data | ids

    # --- matching -----------------------------------------------------------------------------------------------------

    def propose(self, wish: Wish, someone: Registered, **more: Any) -> Answer:
        return self.post(f"requests/{wish.id}/proposals", {"volunteer": someone.id} | more)

    def proposal(self, wish: Wish, someone: Registered, **more: Any) -> str:
        answer = self.propose(wish, someone, **more)
        assert answer.status == 201, answer.text
        return str(answer.json["id"])

    def in_proposal_status(self, status: str, wish: Wish, someone: Registered) -> str:
        """A proposal that came to this status by the way that leads there."""
        id = self.proposal(wish, someone)
        if status in ANSWERS:
            assert someone.post(f"proposals/{id}/{ANSWERS[status]}").status == 200
        elif status == "withdrawn":
            self.withdrawn(wish)
        elif status == "expired":
            self.bench.tick(clock.now() + timedelta(days=3, seconds=1))
        return id

    def answer(self, someone: Registered, proposal: str, action: str) -> None:
        answer = someone.post(f"proposals/{proposal}/{action}")
        assert answer.status == 200, answer.text

    def bring(self, wish: Wish, someone: Registered, status: str) -> None:
        """Bring a request to this status by the way that leads there."""
        if status == "withdrawn":
            self.withdrawn(wish)
        elif status == "proposed":
            self.proposal(wish, someone)
        elif status != "open":
            pairing = self.pairing(wish, someone)
            if status == "introduced":
                self.introduced(wish, pairing)
            elif status == "ended":
                self.ended_by_family(wish, pairing)

    def pairing(self, wish: Wish, someone: Registered, **more: Any) -> dict[str, Any]:
        """The assignment that a yes led to, as the volunteer sees it."""
        answer = someone.post(f"proposals/{self.proposal(wish, someone, **more)}/accept")
        assert answer.status == 200, answer.text
        return next(item for item in self.mine(someone, "assignments") if item["request"] == str(wish.id))

    def mine(self, someone: Registered, what: str) -> list[dict[str, Any]]:
        return list(someone.get(f"{what}?mine=1").json["items"])

    def status_of(self, wish: Wish) -> str:
        return str(self.get(f"requests/{wish.id}").json["status"])

    def rule_against(self, wish: Wish, someone: Registered) -> str | None:
        """The rule that excludes this volunteer, None for a candidate."""
        found = self.get(f"requests/{wish.id}/candidates").json
        excluded = {entry["volunteer"]["id"]: entry["rule"] for entry in found["excluded"]}
        assert someone.id in excluded or someone.id in [item["volunteer"]["id"] for item in found["items"]]
        return excluded.get(someone.id)
