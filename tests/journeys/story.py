"""The main job, step by step: each step is one person's act over HTTP, on its day of the story."""

from dataclasses import dataclass, field
from typing import Any

from tests.journeys.family import Family, Household
from tests.journeys.region import Person, Region, day, noon, on

STEPS = {
    "referred": 0,
    "accepted": 1,
    "contacted": 2,
    "teamed": 3,
    "agreed": 4,
    "assessed": 20,
    "planned": 25,
    "served": 30,
    "asked_for_support": 31,
    "proposed": 32,
    "paired": 33,
    "introduced": 34,
    "met": 41,
    "reviewed": 200,
    "parted": 210,
    "assessed_again": 280,
    "closed": 300,
    "followed_up": 480,
}
"""Step → its day."""

WITHOUT_SPECIALIST = ("teamed", "assessed", "planned", "served")
"""Steps that a support request does not need; without them only sender and NGO have to do with the family."""

REFERRALS, CASES, VOLUNTEERS = "/referrals/api/v1", "/cases/api/v1", "/volunteers/api/v1"


@dataclass
class Story:
    """One family's way. `reach` plays on to a step; who is asked along the way is in `region`."""

    region: Region
    family: Family = field(default_factory=Family)
    sender: str = "referrer"
    receiver: str = "ngo"
    done: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        people: dict[str, Person] = self.__dict__["region"].people if "region" in self.__dict__ else {}
        if name not in people:
            raise AttributeError(name)
        return people[name]

    def reach(self, step: str) -> "Story":
        for name, number in list(STEPS.items())[: list(STEPS).index(step) + 1]:
            if name not in self.done:
                with on(number):
                    getattr(self, f"_{name}")()
                self.done.append(name)
        return self

    # --- where things are -------------------------------------------------------------------------------------------

    @property
    def referral(self) -> str:
        return f"{REFERRALS}/referrals/{self.ids['referral']}"

    @property
    def case(self) -> str:
        return f"{CASES}/cases/{self.ids['case']}"

    @property
    def request(self) -> str:
        return f"{CASES}/support-requests/{self.ids['request']}"

    @property
    def search(self) -> str:
        """The same request, where volunteers are looked for."""
        return f"{VOLUNTEERS}/requests/{self.ids['request']}"

    @property
    def proposal(self) -> str:
        return f"{VOLUNTEERS}/proposals/{self.ids['proposal']}"

    @property
    def assignment(self) -> str:
        return f"{VOLUNTEERS}/assignments/{self.ids['assignment']}"

    @property
    def people(self) -> Household:
        mother, son, daughter = (self.ids[name] for name in ("mother", "son", "daughter"))
        return Household(mother, son, daughter, self.worker.id)

    def deadlines(self) -> dict[str, Any]:
        return {one["kind"]: one for one in self.worker.get(self.case)["deadlines"]}

    # --- the steps --------------------------------------------------------------------------------------------------

    def _referred(self) -> None:
        body = self.family.referral(self.region.organisations[self.receiver])
        sent = self.region[self.sender].do(f"{REFERRALS}/referrals", body)
        self.ids |= {"referral": sent["id"], "reference": sent["reference"], "family": sent["family"]["id"]}
        self.ids |= {
            name: member["id"]
            for name, member in zip(("mother", "son", "daughter"), sent["family"]["members"], strict=True)
        }

    def _accepted(self) -> None:
        self.coordinator.do(f"{self.referral}/accept", {"worker": self.worker.id})
        self.find_case()

    def find_case(self) -> None:
        """As the supervisor finds it: by its referral."""
        (row,) = self.supervisor.items(f"{CASES}/cases?referral={self.ids['referral']}")
        self.ids |= {"case": row["id"], "case_reference": row["reference"]}

    def _contacted(self) -> None:
        self.ids["contact"] = self.worker.do(f"{self.case}/contacts", self.people.contact())["id"]

    def _teamed(self) -> None:
        self.worker.do(f"{self.case}/team", {"person": self.specialist.id, "role": "specialist"})
        self.ids["note"] = self.specialist.do(f"{self.case}/notes", {"text": "Сын хорошо рисует."})["id"]

    def _agreed(self) -> None:
        self.worker.do(f"{self.case}/agreement", self.people.agreement())

    def _assessed(self) -> None:
        entry = self.specialist.do(f"{self.case}/assessments", self.people.assessment(20, score=2))
        self.ids["assessment"] = entry["id"]

    def _planned(self) -> None:
        self.worker.do(f"{self.case}/plan", self.people.plan(), "PUT")

    def _served(self) -> None:
        self.ids["service"] = self.worker.do(f"{self.case}/services", self.people.service(30))["id"]

    def _asked_for_support(self) -> None:
        self.ids["request"] = self.worker.do(f"{self.case}/support-requests", self.people.wish())["id"]

    def _proposed(self) -> None:
        self.ids["proposal"] = self.propose(self.region.volunteers["family1"])

    def propose(self, volunteer: str) -> str:
        return str(self.matchmaker.do(f"{self.search}/proposals", {"volunteer": volunteer})["id"])

    def _paired(self) -> None:
        self.family1.do(f"{self.proposal}/accept")
        mine = self.family1.items(f"{VOLUNTEERS}/assignments?mine=1")
        self.ids["assignment"] = next(item["id"] for item in mine if item["request"] == self.ids["request"])

    def _introduced(self) -> None:
        self.worker.do(f"{self.request}/introduction", self.people.introduction())

    def _met(self) -> None:
        entry = {"at": noon(40), "text": "Гуляли в парке, дети подружились."}
        self.ids["entry"] = self.family1.do(f"{self.assignment}/journal", entry)["id"]

    def _reviewed(self) -> None:
        self.ids["review"] = self.worker.do(f"{self.case}/reviews", self.people.review(200))["id"]

    def _parted(self) -> None:
        """The family's wish, told to its worker."""
        self.worker.do(f"{self.request}/end")

    def _assessed_again(self) -> None:
        self.worker.do(f"{self.case}/assessments", self.people.assessment(280, score=4))

    def _closed(self) -> None:
        self.worker.do(f"{self.case}/closure", self.people.closure(300))

    def _followed_up(self) -> None:
        held = {"held_on": day(480), "holds": True, "note": "Всё хорошо."}
        self.ids["follow_up"] = self.worker.do(f"{self.case}/follow-ups", held)["id"]
