"""Those who take part in the job, each with what they had in their inbox before."""

from dataclasses import dataclass
from typing import Any

from stack.demo.play.office import Office, Town

ACCOUNTS = {
    "referrer": "referrer@guardianship.example",
    "coordinator": "coordinator@ngo.example",
    "worker": "worker@ngo.example",
    "supervisor": "supervisor@ngo.example",
    "matchmaker": "volunteers@ngo.example",
    "family": "family1@contact.example",
}
INBOX = "/notifications/api/v1/inbox"


@dataclass
class Player:
    """`part` names them in texts."""

    part: str
    office: Office
    known: frozenset[str]

    @classmethod
    def come(cls, town: Town, part: str) -> "Player":
        office = town.sign_in(ACCOUNTS[part])
        return cls(part, office, frozenset(item["id"] for item in office.items(INBOX)))

    def new_in_inbox(self, type: str, reference: str | None) -> dict[str, Any] | None:
        """What came of this type, about this reference, since they came."""
        for item in self.office.items(INBOX):
            if item["id"] not in self.known and item["type"] == type and item["reference"] == reference:
                return dict(item)
        return None
