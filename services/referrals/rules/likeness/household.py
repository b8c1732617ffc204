"""A family as one referral tells of it: what two of them are compared by."""

from dataclasses import dataclass

from services.referrals.rules.likeness.people import Person


@dataclass(frozen=True)
class Household:
    members: tuple[Person, ...]
    phone: str | None
    address: str | None
    district: str

    def in_part(self, role: str) -> list[Person]:
        return [person for person in self.members if person.role == role]
