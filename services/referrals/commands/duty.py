"""Who is on duty, calling them one after the other, and their word that they see to it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.referrals.commands.events import reminder_state, tell
from services.referrals.model import DutyRoster, Referral
from services.referrals.rules import deadlines, states
from services.referrals.rules.duty import ON_DUTY_ROLES, in_whose_place, next_turn
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import REFERRAL_ACKNOWLEDGED, REFERRAL_DUTY_CALLED
from shared.directory.lookup import away_now
from shared.directory.model import KnownPerson
from shared.eventing.outbox import publish
from shared.problems import Invalid


def roster_of(session: Session, caller: Caller, *, lock: bool = False) -> DutyRoster:
    """The roster of the caller's organisation; one that was never written has version 0 and is not kept, unless it is
    to be written (`lock`)."""
    if not lock or caller.organisation is None:
        found = session.get(DutyRoster, caller.organisation) if caller.organisation else None
        return found or DutyRoster(organisation=caller.organisation, version=0, people=[])
    blank = {"organisation": caller.organisation, "version": 0, "people": []}
    blank |= {"changed_at": clock.now(), "changed_by": caller.person}
    session.execute(insert(DutyRoster).values(blank).on_conflict_do_nothing())
    found_ = select(DutyRoster).where(DutyRoster.organisation == caller.organisation)
    return session.scalars(found_.with_for_update()).one()


def write_roster(session: Session, caller: Caller, roster: DutyRoster, *, people: Sequence[UUID]) -> DutyRoster:
    """Replace it: coordinators and supervisors of this organisation, in the order in which they are called. An empty
    one has everyone called at once.

    Raises Invalid for who is named twice or is none of them.
    """
    able = people_on_duty(session, roster.organisation)
    errors = {f"people.{place}": [code] for place, code in _mistakes(people, able)}
    if errors:
        raise Invalid(errors)
    roster.people = list(people)
    roster.version += 1
    roster.changed_at, roster.changed_by = clock.now(), caller.person
    return roster


def _mistakes(people: Sequence[UUID], able: Collection[UUID]) -> list[tuple[int, str]]:
    twice = [(place, "twice") for place, person in enumerate(people) if person in people[:place]]
    return twice + [(place, "not_found") for place, person in enumerate(people) if person not in able]


def people_on_duty(session: Session, organisation: UUID) -> set[UUID]:
    """Who can be called there now."""
    found = select(KnownPerson.id).where(
        KnownPerson.organisation == organisation, KnownPerson.active, KnownPerson.roles.overlap(list(ON_DUTY_ROLES))
    )
    return set(session.scalars(found))


def acknowledge(session: Session, caller: Caller, referral: Referral) -> Referral:
    """Say that one sees to it, so that nobody else is called. It decides nothing. The first one counts."""
    states.require("acknowledge", referral.status)
    if referral.acknowledged_at:
        return referral
    now = clock.now()
    referral.acknowledge(now, caller.person)
    referral.note("acknowledged", now, caller.person, caller.organisation)
    tell(session, REFERRAL_ACKNOWLEDGED, referral, caller)
    return referral


def call(session: Session, referral: Referral) -> None:
    """Call who is next on the receiver's roster, in the place of who is away their deputy; everyone there when nobody
    on it can be. Who is called has until the next call to acknowledge. The referral's row is locked by whoever calls
    this."""
    roster = session.get(DutyRoster, referral.to_organisation)
    able = people_on_duty(session, referral.to_organisation)
    people = roster.people if roster else []
    deputies = {absent: one.deputy for absent, one in away_now(session, people).items()}
    people = in_whose_place(people, deputies)
    turn = next_turn(people, able, referral.duty_position)
    called: dict[str, Any] = {"person": turn.person if turn else None, "position": turn.position if turn else None}
    publish(
        session, REFERRAL_DUTY_CALLED, referral.id, reminder_state(referral) | called | {"call": referral.calls + 1}
    )
    _count(session, referral, turn.position if turn else referral.duty_position)


def _count(session: Session, referral: Referral, position: int) -> None:
    """Past the version: calls show in no answer, so they must not make a reader's ETag stale."""
    again = deadlines.called_again_at(clock.now(), referral.policy.lengths)
    values = {"call_duty_at": again, "calls": referral.calls + 1, "duty_position": position}
    counted = update(Referral).where(Referral.id == referral.id).values(values)
    session.execute(counted, execution_options={"synchronize_session": False})
