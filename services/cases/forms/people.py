"""Names of those whom a case's records know by their ids."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.forms.facts import Presence
from services.cases.model import Case, Member
from shared.directory.model import KnownPerson
from shared.forms.household import Relative
from shared.forms.russian import full_name

Said = Mapping[str, Any]


def relative(member: Member, day: date) -> Relative:
    """As they were on `day`."""
    age = None if member.born_on else member.age_on(day)
    names = (member.last_name, member.first_name, member.middle_name)
    return Relative(member.role, *names, member.born_on, age, member.is_child(day))


def member_name(case: Case, id: object) -> str:
    """Empty for who is not of the family, or for none."""
    member = case.member(UUID(str(id))) if id else None
    return full_name(member.last_name, member.first_name, member.middle_name) if member else ""


def person_name(session: Session, id: object) -> str:
    person = session.get(KnownPerson, UUID(str(id))) if id else None
    return full_name(person.last_name, person.first_name, person.middle_name) if person else ""


def name_of_who(session: Session, case: Case, who: str) -> str:
    """Who is to do something: a member or a person by id, or anyone else in words."""
    try:
        id = UUID(who)
    except ValueError:
        return who
    return member_name(case, id) or person_name(session, id)


def presence(session: Session, case: Case, facts: Said) -> Presence:
    """Of an assessment or a review: `participants` are members and people side by side."""
    ids = facts.get("participants") or []
    of_family = [id for id in ids if case.member(UUID(str(id)))]
    team = [person_name(session, id) for id in ids if id not in of_family]
    absent = [(member_name(case, one["member"]), one["reason"]) for one in facts.get("absent") or []]
    return Presence(tuple(member_name(case, id) for id in of_family), _known(team), tuple(absent))


def plan_presence(case: Case, participation: Iterable[Said]) -> Presence:
    took_part = [one for one in participation if one["took_part"]]
    absent = [one for one in participation if not one["took_part"]]
    return Presence(
        tuple(member_name(case, one["member"]) for one in took_part),
        (),
        tuple((member_name(case, one["member"]), one.get("reason") or "") for one in absent),
    )


def _known(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name)
