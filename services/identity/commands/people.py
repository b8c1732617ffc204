"""People: registered and invited, changed, deactivated."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from services.identity import rules, states
from services.identity.absences import commands as absences
from services.identity.commands.links import forget_links, request_link
from services.identity.commands.sign_in import end_sessions, has_password
from services.identity.commands.unique import unique
from services.identity.model import Organisation, Person
from shared import clock, search
from shared.caller import Caller
from shared.contracts import identity
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Conflict, Forbidden, Invalid

_ADMINISTRATORS_LOCK = 7_101


def register_person(
    session: Session,
    caller: Caller | None,
    *,
    email: str,
    last_name: str,
    first_name: str,
    roles: Collection[str],
    organisation: UUID | None = None,
    middle_name: str | None = None,
    phone: str | None = None,
    language: str = "ru",
    time_zone: str | None = None,
    invite: bool = True,
    invite_after: timedelta = timedelta(0),
    id: UUID | None = None,
) -> Person:
    """Register a person; `invite` sends a link by which they choose a password, `invite_after` so long from now.

    Without a time zone they get their organisation's. Raises Forbidden for roles or an organisation that are not the
    caller's to give, Invalid with `taken` for an address that an active person has.
    """
    if not rules.may_manage(caller, organisation, roles):
        raise Forbidden("These roles, or this organisation, are not yours to give.")
    place = _check_place(session, organisation, roles)
    person = Person(
        id=id or uuid7(),
        email=email,
        last_name=last_name,
        first_name=first_name,
        middle_name=middle_name,
        phone=phone,
        organisation=organisation,
        roles=rules.in_order(roles),
        language=language,
        time_zone=time_zone or (place.time_zone if place else clock.DEFAULT_TIME_ZONE),
        active=True,
        rights_since=clock.system(),
    )
    with unique(session, "email", "people_email"):
        session.add(person)
    _keep_search_terms(session, person)
    if invite:
        request_link(session, email, after=invite_after)
    _tell(session, identity.PERSON_REGISTERED, person, caller)
    return person


def ensure_administrator(
    session: Session, *, email: str, last_name: str, first_name: str, language: str
) -> Person | None:
    """The administrator with this address, registered without an invitation when nobody has it; None when it is
    someone else's."""
    person = session.scalar(select(Person).where(Person.email == email, Person.active))
    if person is not None:
        return person if rules.ADMINISTRATOR in person.roles else None
    return register_person(
        session,
        None,
        email=email,
        last_name=last_name,
        first_name=first_name,
        roles=[rules.ADMINISTRATOR],
        language=language,
        invite=False,
    )


def change_person(session: Session, caller: Caller | None, person: Person, **changes: Any) -> Person:
    """Change what is given of a person whom the caller manages.

    Raises Conflict for a deactivated person and for the last administrator's role; Forbidden and Invalid as
    registering does.
    """
    if not person.active:
        raise Conflict("This person is deactivated.", state="deactivated")
    _refuse_takeover(session, caller, person, changes)
    organisation = changes.get("organisation", person.organisation)
    roles = rules.in_order(changes.get("roles", person.roles))
    if not rules.may_manage(caller, organisation, roles):
        raise Forbidden("These roles, or this organisation, are not yours to give.")
    if (organisation, roles) != (person.organisation, person.roles):
        _check_place(session, organisation, roles)
        if rules.ADMINISTRATOR not in roles:
            _keep_an_administrator(session, person)
        changes |= {"roles": roles, "rights_since": clock.system()}
    before = absences.standing(session, person)
    _change(session, caller, person, changes)
    absences.follow(session, caller, person, before)
    return person


def change_own(session: Session, caller: Caller, person: Person, **changes: Any) -> Person:
    """What everyone changes of themselves: phone, language, time zone."""
    return _change(session, caller, person, changes)


def deactivate_person(
    session: Session, caller: Caller | None, person: Person, *, successor: UUID | None = None
) -> Person:
    """The person can do nothing from now on, here at once and elsewhere when the event arrives. Doing it again
    changes nothing. `successor`: who is to have what was theirs, as far as each service's rules let them; nothing
    waits for that. Raises Conflict for the last administrator, Invalid for who cannot be a successor."""
    if not person.active:
        return person
    _check_successor(session, person, successor)
    _keep_an_administrator(session, person)
    before = absences.standing(session, person)
    person.active = False
    person.rights_since = clock.system()
    session.flush()
    end_sessions(session, person.id, clock.system())
    _tell(session, identity.PERSON_DEACTIVATED, person, caller, successor=successor)
    absences.follow(session, caller, person, before)
    return person


def _check_successor(session: Session, person: Person, successor: UUID | None) -> None:
    """Someone else of the same organisation, who is active. What they may have is for each service to say."""
    if successor is None:
        return
    found = session.get(Person, successor)
    if successor == person.id:
        raise Invalid({"successor": ["same_person"]})
    if found is None or not found.active or found.organisation is None or found.organisation != person.organisation:
        raise Invalid({"successor": ["not_found"]})


def _change(session: Session, caller: Caller | None, person: Person, changes: dict[str, Any]) -> Person:
    address_changes = changes.get("email", person.email) != person.email
    for name, value in changes.items():
        setattr(person, name, value)
    if not session.is_modified(person):
        return person
    with unique(session, "email", "people_email"):
        pass
    if address_changes:
        _move_links(session, person)
    _keep_search_terms(session, person)
    _tell(session, identity.PERSON_CHANGED, person, caller)
    return person


def _refuse_takeover(session: Session, caller: Caller | None, person: Person, changes: dict[str, Any]) -> None:
    """Whoever gives another's account a new address can get a password for it. A volunteer coordinator, who may not
    read every journal, corrects the address of an invitation only."""
    administers = caller is None or caller.has(rules.ADMINISTRATOR, "organisation_administrator")
    moved = changes.get("email", person.email) != person.email
    if moved and not administers and has_password(session, person.id):
        raise Forbidden("They sign in with this address. An organisation administrator can change it.")


def _move_links(session: Session, person: Person) -> None:
    """Links that went to the old address no longer hold; who was only invited is invited at the new one."""
    forget_links(session, person.id)
    if not has_password(session, person.id):
        request_link(session, person.email)


def _check_place(session: Session, organisation: UUID | None, roles: Collection[str]) -> Organisation | None:
    errors = rules.place_errors(organisation, roles)
    place = session.get(Organisation, organisation) if organisation else None
    if organisation and "organisation" not in errors:
        if place is None:
            errors["organisation"] = ["not_found"]
        elif not place.active:
            errors["organisation"] = ["inactive"]
    if errors:
        raise Invalid(errors)
    return place


def _keep_an_administrator(session: Session, person: Person) -> None:
    """Raises Conflict when nobody could administrate without this one. Two who leave at once leave one by one."""
    if rules.ADMINISTRATOR not in person.roles:
        return
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _ADMINISTRATORS_LOCK})
    others = select(func.count()).where(
        Person.active, Person.roles.contains([rules.ADMINISTRATOR]), Person.id != person.id
    )
    if not session.scalar(others):
        raise Conflict("This is the last administrator. Register another one first.", state="last_administrator")


def _keep_search_terms(session: Session, person: Person) -> None:
    search.keep(session, person.id, search.terms(person.names.values(), phones=[person.phone]))


def _tell(session: Session, event: EventType, person: Person, caller: Caller | None, **more: Any) -> None:
    session.flush()
    by = caller.person if caller else None
    publish(session, event, person.id, states.of_person(person) | {"by": by} | more)
