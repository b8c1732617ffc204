"""Who may do what, which rows each caller sees, and how the record that a path names is found."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import Session

from services.identity import rules
from services.identity.commands import find_link
from services.identity.model import District, Import, Link, Organisation, Person
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.policy import Policy, roles

READS_OWN = ("coordinator", "supervisor", "volunteer_coordinator", "organisation_administrator")
READS_COLLEAGUES = ("case_worker", "supervisor")

ADMINISTRATOR = roles(rules.ADMINISTRATOR)
SEES_PEOPLE = roles(rules.ADMINISTRATOR, *READS_OWN, *READS_COLLEAGUES)
REGISTERS_PEOPLE = roles(rules.ADMINISTRATOR, "organisation_administrator", "volunteer_coordinator")
IMPORTS_PEOPLE = roles(rules.ADMINISTRATOR, "organisation_administrator")
CHANGES_ORGANISATION: Policy = (
    ADMINISTRATOR
    | Policy(
        "organisation administrator of this organisation",
        lambda caller, organisation: (
            caller.has("organisation_administrator") and caller.organisation == organisation.id
        ),
    )
    | Policy(
        "its coordinator: until when it takes no referrals",
        lambda caller, organisation: caller.has("coordinator") and caller.organisation == organisation.id,
    )
)
MANAGES_PERSON = Policy(
    "administrator; organisation administrator of the person's organisation; its volunteer coordinator for volunteers"
    " and contact families",
    lambda caller, person: rules.may_manage(caller, person.organisation, person.roles),
)


def reads_all_of(caller: Caller, organisation: UUID | None) -> bool:
    """Whether the caller sees all people of this organisation and all their roles."""
    if caller.has(rules.ADMINISTRATOR):
        return True
    return organisation is not None and organisation == caller.organisation and caller.has(*READS_OWN)


def visible_people(caller: Caller, role: str | None = None) -> ColumnElement[bool]:
    """The people whom the caller sees; with `role`, those whom the caller sees to have it."""
    has_role = Person.roles.contains([role]) if role else true()
    if caller.has(rules.ADMINISTRATOR):
        return has_role
    seen: list[ColumnElement[bool]] = [false()]
    if caller.has(*READS_OWN):
        seen.append(and_(Person.organisation == caller.organisation, has_role))
    if caller.has(*READS_COLLEAGUES) and (role is None or role in rules.FOUND_BY_OTHERS):
        colleague = Person.roles.overlap(sorted(rules.FOUND_BY_OTHERS))
        seen.append(and_(Person.active, colleague, has_role))
    return or_(*seen)


def _sees(caller: Caller, person: Person) -> bool:
    if person.id == caller.person or reads_all_of(caller, person.organisation):
        return True
    return caller.has(*READS_COLLEAGUES) and person.active and not rules.FOUND_BY_OTHERS.isdisjoint(person.roles)


def organisation(session: Session, caller: Caller, lock: bool, id: UUID) -> Organisation:
    found = session.get(Organisation, id, with_for_update=lock)
    if found is None:
        raise NotFound
    return found


def district(session: Session, caller: Caller, lock: bool, code: str) -> District:
    found = session.get(District, code, with_for_update=lock) if code.isprintable() else None
    if found is None:
        raise NotFound
    return found


def person(session: Session, caller: Caller, lock: bool, id: UUID) -> Person:
    found = session.get(Person, id, with_for_update=lock)
    if found is None or not _sees(caller, found):
        raise NotFound
    return found


def imported(session: Session, caller: Caller, lock: bool, id: UUID) -> Import:
    """A file that was sent for the caller's own organisation; of administrators, by one of them."""
    found = session.get(Import, id)
    if found is None or not IMPORTS_PEOPLE.allows(caller, None) or found.organisation != caller.organisation:
        raise NotFound
    return found


def myself(session: Session, caller: Caller, lock: bool) -> Person:
    return session.get_one(Person, caller.person, with_for_update=lock)


def link(session: Session, caller: Any, lock: bool, token: str) -> Link:
    return find_link(session, token, lock=lock)
