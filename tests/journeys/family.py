"""An invented family, as agencies write of it: bodies of requests."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from tests.journeys.region import day, noon

_NUMBERS = count(1)


@dataclass
class Family:
    """A mother with a son and a daughter. Its number gives phone and birthdays: no family looks like another."""

    number: int = field(default_factory=lambda: next(_NUMBERS))
    surname: str = "Журавлёв"

    @property
    def phone(self) -> str:
        return f"+7900555{self.number:04}"

    ADDRESS = "г. Заозёрск, ул. Садовая, д. 14, кв. 3"
    NARRATIVE = "Мама одна растит двоих детей.\nПосле потери работы перестала выходить из дома."

    def members(self) -> list[dict[str, Any]]:
        mothers, sons = (str(first + timedelta(days=self.number)) for first in (date(1992, 3, 8), date(2016, 5, 9)))
        return [
            {"role": "mother", "last_name": f"{self.surname}а", "first_name": "Марианна", "born_on": mothers},
            {"role": "child", "last_name": self.surname, "first_name": "Тимофей", "born_on": sons},
            {"role": "child", "last_name": f"{self.surname}а", "first_name": "Аглая", "age": 5},
        ]

    def referral(self, to: str, **changes: Any) -> dict[str, Any]:
        return {
            "to_organisation": to,
            "channel": "partner",
            "basis": {"kind": "consent", "given_on": day(-2), "document": "Согласие семьи"},
            "urgency": "urgent",
            "family": {
                "kind": "blood",
                "district": "lesnoy",
                "address": self.ADDRESS,
                "phone": self.phone,
                "members": self.members(),
            },
            "reasons": ["few_contacts", "risk_of_losing_care"],
            "narrative": self.NARRATIVE,
            "help_wanted": ["psychological", "social"],
        } | changes


@dataclass
class Household:
    """The same family under the ids that referrals gave its members; `worker` is the person who works with it."""

    mother: str
    son: str
    daughter: str
    worker: str

    @property
    def all(self) -> list[str]:
        return [self.mother, self.son, self.daughter]

    def contact(self) -> dict[str, Any]:
        return {"kind": "visit", "at": noon(2), "members": self.all, "note": "Познакомились, пили чай."}

    def agreement(self) -> dict[str, Any]:
        return {"signed_on": day(4), "signed_by": [self.mother, self.worker]}

    def assessment(self, number: int, score: int) -> dict[str, Any]:
        return {
            "tool": "interview",
            "done_on": day(number),
            "participants": [*self.all, self.worker],
            "scores": [
                {"member": self.son, "domain": "safety", "score": score},
                {"member": self.daughter, "domain": "relations", "score": score},
                {"domain": "support_circle", "score": score},
            ],
            "children": [
                {"member": self.son, "removal": "at_risk"},
                {"member": self.daughter, "removal": "at_risk"},
            ],
            "summary": "Мама любит детей, но очень устала.",
            "family_says": "Нам нужен кто-то рядом.",
        }

    def plan(self) -> dict[str, Any]:
        task = {"title": "Познакомиться с контактной семьёй", "who": self.mother, "due_on": day(60)}
        goal = {"title": "Больше близких рядом", "domain": "support_circle", "tasks": [task]}
        return {"goals": [goal], "participation": self.participation()}

    def participation(self) -> list[dict[str, Any]]:
        took_part = [{"member": one, "took_part": True} for one in (self.mother, self.son)]
        return [*took_part, {"member": self.daughter, "took_part": False, "reason": "too_young"}]

    def service(self, number: int) -> dict[str, Any]:
        kind = {"kind": "psychological", "speciality": "psychologist", "method": "сказкотерапия"}
        return {**kind, "given_on": day(number), "members": [self.son]}

    def wish(self) -> dict[str, Any]:
        """For a contact family."""
        return {
            "kind": "contact_family",
            "skills": [],
            "experience": ["single_parent"],
            "district": "lesnoy",
            "languages": ["ru"],
            "times": [{"weekday": 6, "from": "11:00", "to": "15:00"}],
            "about": "Хотели бы гулять с кем-то по выходным.",
            "family_agreed_on": day(4),
        }

    def introduction(self) -> dict[str, Any]:
        return {
            "first_names": ["Марианна", "Тимофей", "Аглая"],
            "contact_name": "Марианна",
            "contact_phone": "+79005550101",
            "first_meeting": {"at": noon(40), "place": "Городской парк, у фонтана"},
        }

    def review(self, number: int) -> dict[str, Any]:
        return {
            "held_on": day(number),
            "participants": [*self.all, self.worker],
            "children": [{"member": one, "wellbeing": "improved", "removal": "averted"} for one in self.children],
            "summary": "Мама вышла на работу, дети спокойны.",
        }

    def closure(self, number: int, outcome: str = "self_sufficient") -> dict[str, Any]:
        child = {"wellbeing": "improved", "removal": "averted", "in_own_family": True}
        closed = {
            "outcome": outcome,
            "closed_on": day(number),
            "children": [{"member": one, **child} for one in self.children],
            "parents": [{"member": self.mother, "rights": "kept"}],
            "participation": self.participation(),
            "family_agrees": True,
            "family_says": "Дальше справимся сами.",
        }
        return closed if outcome == "self_sufficient" else closed | {"reason": "Семья переехала."}

    @property
    def children(self) -> list[str]:
        return [self.son, self.daughter]
