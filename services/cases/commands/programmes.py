"""Group programmes of an organisation, and the groups that run them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.cases.commands.checks import LONG_AGO, Findings, check_once
from services.cases.commands.team import TEAM_ROLES
from services.cases.model import Enrolment, Programme, ProgrammeGroup, ProgrammeSession
from services.cases.rules.programmes import PARENTS
from shared import clock
from shared.ages import OLDEST
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.directory.model import KnownOrganisation, KnownPerson
from shared.ids import uuid7
from shared.problems import Conflict

FARTHEST_YEARS = 5  # ours


def make_programme(
    session: Session,
    caller: Caller,
    *,
    name: str,
    audience: str,
    age_from: int | None = None,
    age_to: int | None = None,
    about: str | None = None,
) -> Programme:
    """Of the caller's organisation. One with children has a range of age."""
    assert caller.organisation
    programme = Programme(id=uuid7(), version=1, organisation=caller.organisation, active=True)
    programme.made_at, programme.made_by = clock.now(), caller.person
    said = {"name": name, "audience": audience, "age_from": age_from, "age_to": age_to, "about": about}
    return _write_programme(session, programme, said)


def change_programme(session: Session, caller: Caller, programme: Programme, **changes: Any) -> Programme:
    """Who is enrolled stays so. One that is not active has no new groups and enrolments."""
    programme.version += 1
    return _write_programme(session, programme, changes)


def _write_programme(session: Session, programme: Programme, said: dict[str, Any]) -> Programme:
    with session.no_autoflush:
        for name, value in said.items():
            setattr(programme, name, value)
        _check_programme(session, programme)
    session.add(programme)
    session.flush()
    return programme


def _check_programme(session: Session, programme: Programme) -> None:
    found = Findings()
    least, most = programme.age_from, programme.age_to
    if programme.audience != PARENTS:
        for path, age in (("age_from", least), ("age_to", most)):
            if age is None:
                found.add(path, "required")
    if least is not None and most is not None and not least <= most <= OLDEST:
        found.add("age_to", "out_of_range")
    if programme.active and _named_already(session, programme):
        found.add("name", "duplicate")
    found.stop()


def _named_already(session: Session, programme: Programme) -> bool:
    """The organisation is locked: two may name theirs at once."""
    session.get(KnownOrganisation, programme.organisation, with_for_update=True)
    theirs = (Programme.organisation == programme.organisation, Programme.active, Programme.id != programme.id)
    same = func.lower(Programme.name) == programme.name.lower()
    return session.scalar(select(Programme.id).where(*theirs, same).limit(1)) is not None


def open_group(
    session: Session,
    caller: Caller,
    programme: Programme,
    *,
    name: str,
    starts_on: date,
    leaders: Sequence[UUID],
    ends_on: date | None = None,
    place: str | None = None,
    places: int | None = None,
) -> ProgrammeGroup:
    """`leaders`: people of the programme's organisation; they alone and its supervisors see who is enrolled."""
    if not programme.active:
        raise Conflict("The programme is not run any more.", state="ended")
    group = ProgrammeGroup(id=uuid7(), version=1, programme=programme, organisation=programme.organisation)
    group.made_at, group.made_by = clock.now(), caller.person
    said = {"name": name, "starts_on": starts_on, "ends_on": ends_on, "place": place, "places": places}
    return _write_group(session, group, said | {"leaders": list(leaders)})


def change_group(session: Session, caller: Caller, group: ProgrammeGroup, **changes: Any) -> ProgrammeGroup:
    group.version += 1
    return _write_group(session, group, changes)


def lead_instead(session: Session, organisation: UUID, person: UUID, to: UUID, present: date) -> int:
    """Another leads the groups that this one leads there and that have not ended; how many."""
    goes_on = or_(ProgrammeGroup.ends_on.is_(None), ProgrammeGroup.ends_on >= present)
    led = (ProgrammeGroup.organisation == organisation, ProgrammeGroup.leaders.contains([person]), goes_on)
    found = session.scalars(select(ProgrammeGroup).where(*led).order_by(ProgrammeGroup.id).with_for_update()).all()
    for group in found:
        group.version += 1
        group.leaders = list(dict.fromkeys(to if one == person else one for one in group.leaders))
    return len(found)


def _write_group(session: Session, group: ProgrammeGroup, said: dict[str, Any]) -> ProgrammeGroup:
    with session.no_autoflush:
        for name, value in said.items():
            setattr(group, name, value)
        _check_group(session, group, said)
    session.add(group)
    session.flush()
    return group


def _check_group(session: Session, group: ProgrammeGroup, said: dict[str, Any]) -> None:
    """Leaders who have left since they were named stand in nobody's way."""
    found = Findings()
    _check_run(found, session, group)
    check_once(found, "leaders", said.get("leaders", []))
    for index, person in enumerate(said.get("leaders", [])):
        if not _may_lead(session, person, group.organisation):
            found.add(f"leaders.{index}", "not_found")
    if group.places is not None and group.places < enrolled(session, group):
        found.add("places", "out_of_range")
    found.stop()


def _check_run(found: Findings, session: Session, group: ProgrammeGroup) -> None:
    year = today_at(session, group.organisation).year
    for path, day in (("starts_on", group.starts_on), ("ends_on", group.ends_on)):
        if day and not year - LONG_AGO <= day.year <= year + FARTHEST_YEARS:
            found.add(path, "out_of_range")
    if group.ends_on and group.ends_on < group.starts_on:
        found.add("ends_on", "before_start")
    first, last = _held(session, group)
    if first and first < group.starts_on:
        found.add("starts_on", "after_session")
    if last and group.ends_on and group.ends_on < last:
        found.add("ends_on", "before_session")


def _held(session: Session, group: ProgrammeGroup) -> tuple[date | None, date | None]:
    """The first and the last day on which it met."""
    held = (ProgrammeSession.group_id == group.id, ProgrammeSession.status == "held")
    days = select(func.min(ProgrammeSession.held_on), func.max(ProgrammeSession.held_on)).where(*held)
    first, last = session.execute(days).one()
    return first, last


def _may_lead(session: Session, person: UUID, organisation: UUID) -> bool:
    known = session.get(KnownPerson, person)
    return known is not None and known.works_at(organisation) and not set(TEAM_ROLES).isdisjoint(known.roles)


def enrolled(session: Session, group: ProgrammeGroup) -> int:
    """How many are in it now."""
    now = (Enrolment.group_id == group.id, Enrolment.annulled_at.is_(None), Enrolment.left_on.is_(None))
    return session.scalar(select(func.count()).select_from(Enrolment).where(*now)) or 0
