"""Before the first family comes: districts, organisations, and the people who work there or want to help."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.identity import commands as identity
from services.identity.passwords import DEMO_PASSWORD
from services.referrals import commands as referrals
from services.referrals import policies
from shared import clock
from shared.caller import Caller
from stack.demo.region.helpers import HELPERS
from stack.demo.region.places import DISTRICTS, ORGANISATIONS, REGION
from stack.demo.region.staff import ON_DUTY, Person, invented_phone, staff
from stack.demo.region.stage import Stage

BEGAN_DAYS_AGO = 430


def lay(stage: Stage) -> None:
    """Register everyone, with the password that all know."""
    with clock.at(stage.calendar.moment(BEGAN_DAYS_AGO)):
        with stage.sessions["identity"].begin() as session:
            _register_places(stage, session)
            for person in everyone():
                register_person(stage, session, person)
        stage.pump.drain()
        _write_roster(stage)


def _write_roster(stage: Stage) -> None:
    """Referrals has to know the people first."""
    people = [stage.person(email) for email in ON_DUTY]
    stage.act("referrals", ON_DUTY[0], _put_on_duty, policy=policies.KEEPS_ROSTER, people=people)


def _put_on_duty(session: Session, caller: Caller, people: list[UUID]) -> None:
    referrals.write_roster(session, caller, policies.roster(session, caller, True), people=people)


def everyone() -> list[Person]:
    """Who works somewhere, and who helps: a helper belongs to the organisation on whose register they stand."""
    helping = (
        Person(one.email, one.name, one.register, (one.kind,), invented_phone(one.email), one.language)
        for one in HELPERS
    )
    return [*staff(), *helping]


def _register_places(stage: Stage, session: Session) -> None:
    for place in DISTRICTS:
        identity.register_district(
            session,
            None,
            code=place.code,
            name=place.name,
            region=REGION,
            latitude=place.latitude,
            longitude=place.longitude,
        )
    for one in ORGANISATIONS:
        made = identity.register_organisation(
            session,
            None,
            name=one.name,
            kind=one.kind,
            districts=one.districts,
            accepts_referrals=one.accepts_referrals,
            duty_phone=one.duty_phone,
            accepts_appeals=one.accepts_referrals,
        )
        stage.organisations[one.key] = made.id


def register_person(stage: Stage, session: Session, person: Person) -> None:
    account = identity.register_person(
        session,
        None,
        email=person.email,
        last_name=person.name.last,
        first_name=person.name.first,
        middle_name=person.name.middle,
        phone=person.phone,
        roles=person.roles,
        organisation=stage.organisations[person.organisation] if person.organisation else None,
        language=person.language,
        invite=False,
    )
    identity.set_password(session, account, DEMO_PASSWORD, demo=True)
    stage.enter(account)
