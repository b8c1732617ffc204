"""An invented family and who is around it: bodies of requests, and a service with people to send them."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shared.ids import uuid7
from tests.support.bench import Answer, Bench, Person

API = "/referrals/api/v1"

MOTHER = {"role": "mother", "last_name": "Щербакова", "first_name": "Алёна", "middle_name": "Олеговна"}
SON = {"role": "child", "last_name": "Щербаков", "first_name": "Фёдор", "born_on": "2016-05-09"}

BODY: dict[str, Any] = {
    "channel": "partner",
    "basis": {"kind": "consent", "given_on": "2025-03-01", "document": "Согласие от 01.03.2025"},
    "urgency": "urgent",
    "family": {
        "kind": "blood",
        "district": "lesnoy",
        "address": "ул. Садовая, д. 14, кв. 3",
        "phone": "8 (900) 555-01-77",
        "members": [MOTHER, SON],
    },
    "reasons": ["few_contacts", "risk_of_losing_care"],
    "narrative": "Мама одна растит сына.\nПосле потери работы ей трудно.",
    "help_wanted": ["psychological", "social"],
}


def changed(path: str, value: Any, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The body with one value at a dotted path set; `...` takes it out."""
    made = deepcopy(body or BODY)
    *way, last = path.split(".")
    place: Any = made
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is ...:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return made


@dataclass
class Region:
    """A service `referrals` that knows a guardianship body, two NGOs and their people."""

    bench: Bench
    guardianship: UUID = field(init=False)
    ngo: UUID = field(init=False)
    other_ngo: UUID = field(init=False)

    def __post_init__(self) -> None:
        b = self.bench
        b.district("lesnoy")
        self.guardianship = b.organisation("guardianship_body")
        self.ngo, self.other_ngo = b.organisation("ngo"), b.organisation("ngo")
        self.referrer = b.person("referrer", organisation=self.guardianship)
        self.coordinator = b.person("coordinator", organisation=self.ngo)
        self.other_coordinator = b.person("coordinator", organisation=self.other_ngo)
        self.worker = b.person("case_worker", organisation=self.ngo)
        self.supervisor = b.person("supervisor", organisation=self.ngo)

    def submit(self, body: dict[str, Any] | None = None, by: Person | None = None, **changes: Any) -> Answer:
        sent = {"to_organisation": str(self.ngo)} | deepcopy(body or BODY) | changes
        return (by or self.referrer).api.post(f"{API}/referrals", sent)

    def referral(self, *args: Any, **changes: Any) -> dict[str, Any]:
        """A submitted referral, as its sender sees it."""
        answer = self.submit(*args, **changes)
        assert answer.status == 201, answer.text
        return dict(answer.json)

    def act(self, id: str, action: str, body: dict[str, Any] | None = None, by: Person | None = None) -> Answer:
        """An action on a referral, by default of who may: the sender for its own two, else the coordinator."""
        who = by or (self.referrer if action in ("answer", "withdraw") else self.coordinator)
        said = ACTIONS[action] if body is None else body
        if action == "pass-on" and body is None:
            said = said | {"to_organisation": str(self.other_ngo)}
        return who.api.post(f"{API}/referrals/{id}/{action}", said)

    def get(self, id: str, by: Person | None = None) -> Answer:
        return (by or self.coordinator).api.get(f"{API}/referrals/{id}")

    def listed(self, query: str = "", by: Person | None = None) -> list[dict[str, Any]]:
        answer = (by or self.coordinator).api.get(f"{API}/referrals?{query}")
        assert answer.status == 200, answer.text
        return list(answer.json["items"])

    def case(self, referral: dict[str, Any], **state: Any) -> dict[str, Any]:
        """The data of an event of the case that this referral led to."""
        return {
            "case": uuid7(),
            "reference": "555-123-457",
            "referral": UUID(referral["id"]),
            "family": UUID(referral["family"]["id"]),
            "organisation": self.ngo,
            "from_organisation": self.guardianship,
            "sent_by": self.referrer.id,
            "worker": self.worker.id,
            "team": [],
            "assessing_organisations": [self.ngo, self.guardianship],
            "status": "opened",
            "deadlines": [],
            "outcome": None,
            "district": "lesnoy",
            "members": [],
        } | state


ACTIONS: dict[str, dict[str, Any]] = {
    "accept": {},
    "decline": {"reason": "no_capacity"},
    "ask": {"question": "Когда семье удобно поговорить?"},
    "answer": {"answer": "После шести вечера."},
    "pass-on": {"consent_covers": True},
    "withdraw": {"reason": "moved"},
}
