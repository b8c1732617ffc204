"""A new invented family for each time the job is played, and what is written about it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

SURNAMES = ("Ольхов", "Тополев", "Рябинин", "Клёнов", "Вербин", "Осинин", "Черёмухин", "Ивин", "Липин", "Жасминов")
CONTACT_PHONE = "+79005550101"
"""By which the demo knows its own pairings when it is played again."""

MEETING_PLACE = "Библиотека семейного чтения, у входа"
WEEKDAY_EVENING = {"weekday": 2, "from": "18:00", "to": "20:30"}


@dataclass(frozen=True)
class Family:
    surname: str
    mother_born: date
    son_born: date
    daughter_born: date
    phone: str

    @classmethod
    def invented(cls, today: date, chance: Random) -> "Family":
        def born(age: int) -> date:
            return today - timedelta(days=age * 365 + chance.randrange(365))

        number = chance.randrange(10_000_000)
        return cls(chance.choice(SURNAMES), born(33), born(11), born(5), f"+7901{number:07d}")

    def referral(self, to: str, today: date) -> dict[str, Any]:
        mother = {"role": "mother", "last_name": f"{self.surname}а", "first_name": "Варвара", "middle_name": "Петровна"}
        son = {"role": "child", "last_name": self.surname, "first_name": "Николай"}
        daughter = {"role": "child", "last_name": f"{self.surname}а", "first_name": "Аня"}
        return {
            "to_organisation": to,
            "channel": "partner",
            "basis": {"kind": "consent", "given_on": today.isoformat(), "document": "Согласие мамы, бланк № 4"},
            "urgency": "urgent",
            "family": {
                "kind": "blood",
                "district": "central",
                "address": "г. Заозёрск, ул. Кленовая, 12, кв. 30",
                "phone": self.phone,
                "members": [
                    {**mother, "born_on": self.mother_born.isoformat()},
                    {**son, "born_on": self.son_born.isoformat()},
                    {**daughter, "born_on": self.daughter_born.isoformat()},
                ],
            },
            "reasons": ["few_contacts", "parent_emotional_state", "no_supportive_circle"],
            "narrative": "Варвара растит двоих детей одна, родные далеко. Она устала и стесняется просить о помощи. "
            "Коля помогает с сестрой, Аня ждёт, когда мама снова будет петь.",
            "help_wanted": ["social", "psychological"],
        }


@dataclass(frozen=True)
class Household:
    """The same family under the ids that it got; `worker` works with it, and everything happens on `day`."""

    mother: str
    son: str
    daughter: str
    worker: str
    day: date
    at: datetime

    def contact(self) -> dict[str, Any]:
        said = "Пили чай, говорили о том, чего хочется."
        members = [self.mother, self.son, self.daughter]
        return {"kind": "visit", "at": self.at.isoformat(), "members": members, "minutes": 60, "note": said}

    def agreement(self) -> dict[str, Any]:
        return {"signed_on": self.day.isoformat(), "signed_by": [self.mother, self.worker]}

    def assessment(self) -> dict[str, Any]:
        return {
            "tool": "interview",
            "done_on": self.day.isoformat(),
            "participants": [self.mother, self.son, self.worker],
            "absent": [{"member": self.daughter, "reason": "too_young"}],
            "scores": [
                {"member": self.son, "domain": "emotional_development", "score": 3},
                {"member": self.daughter, "domain": "safety", "score": 4},
                {"domain": "support_circle", "score": 2},
                {"domain": "parent_wellbeing", "score": 2},
            ],
            "children": [{"member": child, "removal": "no_risk"} for child in (self.son, self.daughter)],
            "summary": "Дома тепло, дети привязаны к маме. Рядом почти никого, мама очень устала.",
            "family_says": "«Мне бы с кем-то поговорить, кто поймёт».",
        }

    def plan(self) -> dict[str, Any]:
        due_on = (self.day + timedelta(days=60)).isoformat()
        task = {"title": "Познакомиться с контактной семьёй", "who": self.worker, "due_on": due_on}
        return {
            "goals": [{"title": "У мамы есть опора рядом", "domain": "support_circle", "tasks": [task]}],
            "participation": [
                {"member": self.mother, "took_part": True},
                {"member": self.son, "took_part": True},
                {"member": self.daughter, "took_part": False, "reason": "too_young"},
            ],
        }

    def service(self) -> dict[str, Any]:
        given = {"kind": "psychological", "speciality": "psychologist", "method": "Поддерживающая беседа"}
        return {**given, "given_on": self.day.isoformat(), "members": [self.mother], "note": "О том, где брать силы."}

    def wish(self) -> dict[str, Any]:
        return {
            "kind": "contact_family",
            "skills": [],
            "experience": ["many_children"],
            "district": "central",
            "languages": ["ru"],
            "times": [WEEKDAY_EVENING],
            "about": "Маме хочется дружить семьями: гулять с детьми и пить чай по вечерам.",
            "family_agreed_on": self.day.isoformat(),
        }

    def introduction(self) -> dict[str, Any]:
        meeting = {"at": (self.at + timedelta(days=3)).isoformat(), "place": MEETING_PLACE}
        names = ["Варвара", "Николай", "Аня"]
        return {
            "first_names": names,
            "contact_name": names[0],
            "contact_phone": CONTACT_PHONE,
            "first_meeting": meeting,
        }
