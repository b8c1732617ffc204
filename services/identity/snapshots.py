"""The present state of everything that others keep replicas of."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from services.identity import rules, states
from services.identity.model import District, Organisation, Person, UserSession
from shared import clock
from shared.contracts import identity
from shared.eventing.replay import locked
from shared.service import State


def snapshots(session: Session) -> Iterator[State]:
    for district in locked(session, select(District)):
        yield identity.DISTRICT_CHANGED, district.code, states.of_district(district)
    for organisation in locked(session, select(Organisation)):
        yield identity.ORGANISATION_CHANGED, organisation.id, states.of_organisation(organisation)
    for person in locked(session, select(Person).options(selectinload(Person.absences))):
        event = identity.PERSON_CHANGED if person.active else identity.PERSON_DEACTIVATED
        yield event, person.id, states.of_person(person)
    yield from _revocations(session)


def _revocations(session: Session) -> Iterator[State]:
    """Only of sessions whose tokens may still live."""
    recent = UserSession.revoked_at > clock.system() - rules.TOKEN_LIFE
    for ended in session.scalars(select(UserSession).where(recent)):
        data = {"person": ended.person, "session": ended.id, "all": False, "revoked_at": ended.revoked_at}
        yield identity.SESSION_REVOKED, ended.person, data
