"""Whose open work a caller may ask for, and who may hand it over: the same in every service that has some.

How much there is, is told to those who lead the person's organisation, so that nobody leaves unseen; which records it
is, only as far as the caller may see each of them.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.directory.model import KnownPerson
from shared.eventing.envelope import Event
from shared.problems import Invalid, NotFound
from shared.web.fields import Body, Id
from shared.web.policy import Policy

LEADS = ("coordinator", "supervisor", "volunteer_coordinator", "organisation_administrator")
ITEMS_AT_MOST = 200
"""Of each kind; the counts say how many there are."""


def person_of(session: Session, caller: Caller, lock: bool, id: UUID) -> KnownPerson:
    """Themselves, someone of an organisation that the caller leads, for platform administrators anyone.

    Raises NotFound for all others.
    """
    found = session.get(KnownPerson, id)
    if found is None or not _sees(caller, found):
        raise NotFound
    return found


def _sees(caller: Caller, person: KnownPerson) -> bool:
    if caller.person == person.id or caller.has("administrator"):
        return True
    return caller.organisation is not None and caller.organisation == person.organisation and caller.has(*LEADS)


READER = Policy(
    "the person; coordinator, supervisor, volunteer coordinator, organisation administrator there; administrator",
    lambda caller, person: _sees(caller, person),
)


def giver(*roles: str) -> Policy:
    """Who of the person's organisation may hand their work over."""
    return Policy(
        " or ".join(role.replace("_", " ") for role in roles) + " of the person's organisation",
        lambda caller, person: (
            caller.has(*roles) and caller.organisation is not None and caller.organisation == person.organisation
        ),
    )


def receiver(session: Session, person: KnownPerson, to: UUID, roles: Collection[str]) -> KnownPerson:
    """Who works at the person's organisation, has one of these roles and is somebody else. Raises Invalid."""
    found = held(session, to)
    wrong = problem_of(person.id, person.organisation, found, roles)
    if wrong or found is None:
        raise Invalid({"to": [wrong or "not_found"]})
    return found


def held(session: Session, id: UUID | None) -> KnownPerson | None:
    """The person as they are, and stay until this transaction has ended: who leaves at the same moment either has what
    is given to them and passes it on, or gets nothing. Hold them before many records are locked; who has locked one
    tries again when its database finds that both wait for each other."""
    if id is None:
        return None
    return session.get(KnownPerson, id, with_for_update={"read": True}, populate_existing=True)


def problem_of(person: UUID, organisation: UUID | None, to: KnownPerson | None, roles: Collection[str]) -> str | None:
    """The code of why someone cannot have the work of a person of this organisation; None when they can."""
    if to is None or organisation is None or not to.works_at(organisation):
        return "not_found"
    if to.id == person:
        return "same_person"
    return "wrong_role" if set(roles).isdisjoint(to.roles) else None


def successor(session: Session, deactivated: Event, roles: Collection[str]) -> KnownPerson | None:
    """Whom the event of a deactivation names, held, when they can have work of one of these roles now. Nothing waits
    for someone who is not known here yet: who left must be refused at once."""
    named = held(session, deactivated.data.get("successor"))
    wrong = problem_of(deactivated.subject, deactivated.data["organisation"], named, roles)
    return named if wrong is None else None


class HandOverBody(Body):
    to = Id(required=True)


class WorkAnswer(Schema):
    """Base of what is open of a person; `counts` by kind, the lists as far as the caller may see each record."""

    person = fields.UUID()
    name = fields.String()
    active = fields.Boolean()


class Queue(Schema):
    """Work of nobody's in particular, which waits for everyone with the person's role there."""

    waiting = fields.Integer()
    others = fields.Integer(metadata={"description": "How many others there have that role; 0: nobody is left."})


def said_of(person: KnownPerson) -> dict[str, Any]:
    return {"person": person.id, "name": person.display_name, "active": person.active}


def counted(session: Session, found: Select[Any]) -> int:
    """How many rows there are."""
    return session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0


def queue(session: Session, person: KnownPerson, role: str, *waiting: Select[Any]) -> dict[str, int] | None:
    """A `Queue` of what waits at the person's organisation for everyone who has this role there; None for one who has
    it not, or works nowhere."""
    if role not in person.roles or person.organisation is None:
        return None
    there = (KnownPerson.organisation == person.organisation, KnownPerson.active, KnownPerson.roles.contains([role]))
    others = select(KnownPerson).where(*there, KnownPerson.id != person.id)
    return {"waiting": sum(counted(session, rows) for rows in waiting), "others": counted(session, others)}
