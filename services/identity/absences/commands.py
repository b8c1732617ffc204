"""Absences: entered, given another deputy, ended. The person's row is locked by whoever calls."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from services.identity import states
from services.identity.absences import rules
from services.identity.model import Absence, Organisation, Person
from shared import clock
from shared.caller import Caller
from shared.codes import DEPUTISED_ROLES
from shared.contracts import identity
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.problems import Conflict, Invalid


def enter(
    session: Session, caller: Caller | None, person: Person, *, from_on: date, until_on: date, deputy: UUID
) -> Absence:
    """Somebody is away from a day through a day, and a colleague stands in.

    Raises Conflict for who has no work of staff, is away then already, or stands in then for somebody else: nobody's
    deputy has a deputy. Raises Invalid for days and deputies that cannot be.
    """
    _lock_organisation(session, person)
    errors = rules.day_errors(from_on, until_on, clock.today(person.time_zone))
    if wrong := _wrong_deputy(session, caller, person, deputy, from_on, until_on):
        errors["deputy"] = [wrong]
    if errors:
        raise Invalid(errors)
    _require_free(session, person, from_on, until_on)
    absence = Absence(person=person.id, from_on=from_on, until_on=until_on, last_on=until_on, deputy=deputy)
    absence.entered_at, absence.entered_by = clock.now(), _by(caller)
    if from_on <= clock.today(person.time_zone):
        absence.began_said_at = clock.now()
    session.add(absence)
    _tell(session, identity.ABSENCE_PLANNED, absence, caller)
    return absence


def change_deputy(session: Session, caller: Caller | None, absence: Absence, *, deputy: UUID) -> Absence:
    """Somebody else stands in from now on. Raises Conflict for what is over, Invalid for who cannot."""
    _lock_organisation(session, absence.absent)
    today = _require_ahead(absence)
    if deputy == absence.deputy:
        return absence
    first = max(absence.from_on, today)
    if wrong := _wrong_deputy(session, caller, absence.absent, deputy, first, absence.last_on):
        raise Invalid({"deputy": [wrong]})
    previous, absence.deputy = absence.deputy, deputy
    _tell(session, identity.ABSENCE_PLANNED, absence, caller, previous)
    return absence


def end(session: Session, caller: Caller | None, absence: Absence) -> Absence:
    """They are back today, or it is called off before it began. Raises Conflict for what is over."""
    today = _require_ahead(absence)
    absence.last_on = rules.last_day_when_ended(absence.from_on, today)
    absence.ended_by, absence.ended_said_at = _by(caller), clock.now()
    _tell(session, identity.ABSENCE_ENDED, absence, caller)
    return absence


def can_stand_in(absence: Absence) -> bool:
    """Whether the deputy is still a colleague at work with work in common."""
    deputy, absent = absence.stand_in, absence.absent
    at_work = deputy.active and absent.active and _together(absence)
    return at_work and rules.share_work(deputy.roles, absent.roles)


class Standing(NamedTuple):
    """Of one person, before they change: where they work, and the absences that stand or are to come."""

    organisation: UUID | None
    own: Sequence[Absence]
    covered: Sequence[Absence]
    """Theirs and those in which they stand in, whose deputy can."""


def standing(session: Session, person: Person) -> Standing:
    """The absences are locked. One whose last day is over is the timer's to end."""
    either = or_(Absence.person == person.id, Absence.deputy == person.id)
    found = select(Absence).where(either, Absence.ended_said_at.is_(None)).order_by(Absence.id).with_for_update()
    ahead = [one for one in session.scalars(found) if one.lies_ahead(clock.today(one.absent.time_zone))]
    own = [one for one in ahead if one.person == person.id]
    return Standing(person.organisation, own, [one for one in ahead if can_stand_in(one)])


def follow(session: Session, caller: Caller | None, person: Person, before: Standing) -> None:
    """The person was deactivated, or works elsewhere or as something else now. An absence of who works there no more is
    over, whether somebody could stand in or not; where a deputy cannot any more, that is told."""
    left = not person.active or person.organisation != before.organisation
    for absence in before.own if left else ():
        _end_of_who_left(session, caller, absence)
    for absence in before.covered:
        if not can_stand_in(absence) and not (left and absence.person == person.id):
            publish(session, identity.ABSENCE_UNCOVERED, absence.person, said(absence) | {"by": _by(caller)})


def _end_of_who_left(session: Session, caller: Caller | None, absence: Absence) -> None:
    """Told of with the person anew while they work elsewhere: else who follows there would stand in again."""
    absence.last_on = rules.last_day_when_ended(absence.from_on, clock.today(absence.absent.time_zone))
    absence.ended_by, absence.ended_said_at = _by(caller), clock.now()
    if absence.absent.active:
        _tell(session, identity.ABSENCE_ENDED, absence, caller)
    else:
        publish(session, identity.ABSENCE_ENDED, absence.person, said(absence) | {"by": _by(caller)})


def _together(absence: Absence) -> bool:
    return absence.absent.organisation == absence.stand_in.organisation


def said(absence: Absence, previous_deputy: UUID | None = None) -> dict[str, object]:
    """What events of an absence tell."""
    named = {"absence": absence.id, "person": absence.person, "organisation": absence.absent.organisation}
    days = {"from_on": absence.from_on, "until_on": absence.until_on, "deputy": absence.deputy}
    return named | days | {"previous_deputy": previous_deputy}


def _tell(
    session: Session, event: EventType, absence: Absence, caller: Caller | None, previous: UUID | None = None
) -> None:
    """The person anew, by which every service knows who stands in; then what both are told of."""
    session.flush()
    session.expire(absence, ["absent", "stand_in"])
    session.expire(absence.absent, ["absences"])
    by = {"by": _by(caller)}
    publish(session, identity.PERSON_CHANGED, absence.person, states.of_person(absence.absent) | by)
    publish(session, event, absence.person, said(absence, previous) | by)


def _by(caller: Caller | None) -> UUID | None:
    return caller.person if caller else None


def _lock_organisation(session: Session, person: Person) -> None:
    """Two colleagues who name each other at once do it one after the other. Raises Conflict for who is not staff."""
    if not person.active or person.organisation is None or DEPUTISED_ROLES.isdisjoint(person.roles):
        raise Conflict("Nobody stands in for this person.", state="active" if person.active else "deactivated")
    one = select(Organisation.id).where(Organisation.id == person.organisation)
    session.execute(one.with_for_update(key_share=True))


def _require_ahead(absence: Absence) -> date:
    today = clock.today(absence.absent.time_zone)
    if not absence.lies_ahead(today):
        raise Conflict("This absence is over.", state=rules.state_of(absence.from_on, absence.last_on, today))
    return today


def _wrong_deputy(
    session: Session, caller: Caller | None, person: Person, deputy: UUID, from_on: date, until_on: date
) -> str | None:
    """None for who can stand in, else the code. Who enters another's absence does not take their work: somebody else
    sees to that it is right."""
    if deputy == person.id:
        return "own_deputy"
    if caller and deputy == caller.person:
        return "entered_by_deputy"
    # Waits for who is changing them at this moment: nobody stands in who has just left.
    reference = {"read": True, "key_share": True}
    found = session.get(Person, deputy, with_for_update=reference, populate_existing=True)
    if found is None or not found.active or found.organisation != person.organisation:
        return "not_found"
    if not rules.share_work(found.roles, person.roles):
        return "wrong_role"
    return "absent" if _away(session, deputy, from_on, until_on) else None


def _require_free(session: Session, person: Person, from_on: date, until_on: date) -> None:
    if _away(session, person.id, from_on, until_on):
        raise Conflict("They are away then already. End that first.", state="absent")
    stands_in = select(Absence.id).where(Absence.deputy == person.id, *_within(from_on, until_on))
    if session.scalar(stands_in.limit(1)):
        raise Conflict("They stand in for someone then. Name another deputy there first.", state="stands_in")


def _away(session: Session, person: UUID, from_on: date, until_on: date) -> bool:
    found = select(Absence.id).where(Absence.person == person, *_within(from_on, until_on))
    return session.scalar(found.limit(1)) is not None


def _within(from_on: date, until_on: date) -> tuple[ColumnElement[bool], ...]:
    """That they have a day in common."""
    return (Absence.from_on <= until_on, Absence.last_on >= from_on, Absence.from_on <= Absence.last_on)
