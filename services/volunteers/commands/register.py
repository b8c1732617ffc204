"""The register of volunteers and contact families: who they are, what they can give, whether they are ready."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.volunteers.commands.assignments import end_all_of
from services.volunteers.commands.proposals import withdraw_all_of
from services.volunteers.commands.telling import tell_of_volunteer
from services.volunteers.commands.vetting import watch
from services.volunteers.locks import lock_all_of, lock_volunteer
from services.volunteers.model import Volunteer
from services.volunteers.people import role_problem, unknown_districts, unknown_organisations
from services.volunteers.queries.readiness import Judge
from services.volunteers.rules import standing
from shared import clock, weekly
from shared.caller import Caller
from shared.contracts.volunteers import VOLUNTEER_CHANGED, VOLUNTEER_REGISTERED
from shared.directory.lookup import time_zone_of, today_at
from shared.directory.model import KnownPerson
from shared.ids import uuid7
from shared.problems import Conflict, Forbidden, Invalid
from shared.words import N_

OWN_FIELDS = frozenset(
    {"districts", "skills", "experience", "languages", "times", "capacity", "status", "paused_until"}
)
"""What volunteers may change of their own profile. Employers and vetting are for others to state: they decide whom
somebody may meet."""

VETTED_BY_ANOTHER = "This is for another volunteer coordinator: nobody vets themselves."

_WHY_NOT = {
    "applied": N_("They have only applied. Say first that they are ready."),
    "ready": N_("They are ready: they can pause or leave."),
    "paused": N_("They pause: they can become ready again or leave."),
}
"""Why their state can't become the one that was wanted."""

_LISTS = ("districts", "skills", "experience", "languages", "employers")
_NOTHING_SAID: dict[str, Any] = {"skills": [], "experience": [], "times": [], "capacity": 1, "employers": []}
_NOT_VETTED: dict[str, Any] = {"documents": [], "trained_on": None, "interviewed_on": None, "approved_on": None}


class NotVetted(Conflict):
    kind = "not_vetted"


def register(session: Session, caller: Caller, body: dict[str, Any], *, since: date | None = None) -> Volunteer:
    """Put a person of the own organisation on its register, or, without `vetting`, oneself.

    `body`: kind, person (default: the caller), districts, languages; skills, experience, times, capacity (1),
    employers, vetting as they are known. Begins as `applied`. `since`: the day of their registration, where it was
    before there was this register.
    """
    profile = _NOTHING_SAID | {"person": caller.person} | body
    profile |= {name: list(dict.fromkeys(profile[name])) for name in _LISTS}
    vetting = _NOT_VETTED | profile.pop("vetting", {})
    organisation = _organisation_of(caller, profile["person"], "vetting" in body)
    _refuse_errors(
        _person_errors(session, organisation, profile["person"], profile["kind"])
        | _profile_errors(session, profile)
        | standing.vetting_errors(vetting, today_at(session, organisation))
        | standing.since_errors(since, today_at(session, organisation))
    )
    began = _begin_of(since, time_zone_of(session, organisation)) if since else clock.now()
    volunteer = Volunteer(
        id=uuid7(clock.now()), organisation=organisation, status="applied", registered_at=began, **profile
    )
    volunteer.set_vetting(vetting)
    session.add(volunteer)
    watch(session, volunteer)
    tell_of_volunteer(session, VOLUNTEER_REGISTERED, volunteer, caller.person)
    return volunteer


def _begin_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone))


def change(session: Session, caller: Caller, volunteer: Volunteer, changes: dict[str, Any]) -> Volunteer:
    """Change what `changes` names. `vetting` is merged, so that one date can be added to it.

    The volunteer may pause and leave; being ready is said by the coordinator, and needs a vetting that holds.
    """
    volunteer = lock_volunteer(session, volunteer.id)
    _refuse_strangers(caller, volunteer, changes)
    if volunteer.status == "left":
        raise Conflict("They no longer take part. Register them again.", state="left")
    before, wanted = volunteer.status, changes.get("status", volunteer.status)
    _write(session, volunteer, changes, wanted)
    another = session.is_modified(volunteer)
    _become(session, caller, volunteer, wanted)
    if another or volunteer.status != before:
        watch(session, volunteer)
        tell_of_volunteer(session, VOLUNTEER_CHANGED, volunteer, caller.person)
    return volunteer


def _write(session: Session, volunteer: Volunteer, changes: dict[str, Any], wanted: str) -> None:
    """All but the status, `wanted`. Raises Invalid for what cannot be."""
    profile = {name: changes[name] for name in changes if name not in ("vetting", "status")}
    profile |= {name: list(dict.fromkeys(profile[name])) for name in _LISTS if name in profile}
    vetting = volunteer.vetting | changes.get("vetting", {})
    today = today_at(session, volunteer.organisation)
    pause = standing.pause_errors(changes.get("paused_until"), wanted, today)
    _refuse_errors(_profile_errors(session, profile) | standing.vetting_errors(vetting, today) | pause)
    for name, value in profile.items():
        setattr(volunteer, name, value)
    if "vetting" in changes:
        volunteer.set_vetting(vetting)


def leave(session: Session, volunteer: Volunteer, by: UUID | None) -> None:
    """They take no part any more: nothing stands that waits for them, and their pairings end."""
    volunteer = lock_volunteer(session, volunteer.id)
    if volunteer.status == "left":
        return
    volunteer.status, volunteer.paused_until = "left", None
    _let_go(session, volunteer, by)
    tell_of_volunteer(session, VOLUNTEER_CHANGED, volunteer, by)


def _become(session: Session, caller: Caller, volunteer: Volunteer, wanted: str) -> None:
    if wanted == volunteer.status:
        return
    if not standing.may_become(volunteer.status, wanted):
        raise Conflict(_WHY_NOT[volunteer.status], state=volunteer.status)
    missing = Judge(session).missing(volunteer) if wanted == "ready" else []
    if missing:
        paths = [lack.path for lack in missing]
        raise NotVetted("Their vetting is not complete.", state=volunteer.status, missing=paths)
    volunteer.status = wanted
    if wanted != "paused":
        volunteer.paused_until = None
    if wanted == "paused":
        withdraw_all_of(session, volunteer)
    elif wanted == "left":
        _let_go(session, volunteer, caller.person)


def leave_all(session: Session, person: UUID, by: UUID | None) -> None:
    """As all that they are on the register, as a volunteer and as a contact family."""
    ids = session.scalars(select(Volunteer.id).where(Volunteer.person == person, Volunteer.status != "left")).all()
    lock_all_of(session, ids)
    for id in sorted(ids):
        leave(session, session.get_one(Volunteer, id), by)


def _let_go(session: Session, volunteer: Volunteer, by: UUID | None) -> None:
    lock_all_of(session, [volunteer.id])
    withdraw_all_of(session, volunteer)
    end_all_of(session, volunteer, by)


def _organisation_of(caller: Caller, person: UUID, with_vetting: bool) -> UUID:
    """Whose register it is. Only coordinators register others, and only they vet: others, never themselves."""
    if caller.organisation is None:
        raise Forbidden("You belong to no organisation that has a register.")
    others = person != caller.person or with_vetting
    if others and not caller.has("volunteer_coordinator"):
        raise Forbidden("This is for: volunteer coordinator.")
    if with_vetting and person == caller.person:
        raise Forbidden(VETTED_BY_ANOTHER, fields=["vetting"])
    return caller.organisation


def _refuse_strangers(caller: Caller, volunteer: Volunteer, changes: dict[str, Any]) -> None:
    """A coordinator who is on the register too is, there, a volunteer like others."""
    coordinates = caller.has("volunteer_coordinator") and caller.organisation == volunteer.organisation
    own = caller.person == volunteer.person
    if coordinates and not own:
        return
    not_theirs = sorted(changes.keys() - OWN_FIELDS)
    if volunteer.status == "paused" and not _only_longer(volunteer, changes):
        not_theirs = [*not_theirs, "paused_until"]
    if not_theirs or changes.get("status", volunteer.status) not in standing.OWN_STATES | {volunteer.status}:
        who = VETTED_BY_ANOTHER if coordinates else "This is for: volunteer coordinator."
        raise Forbidden(who, fields=not_theirs or ["status"])


def _only_longer(volunteer: Volunteer, changes: dict[str, Any]) -> bool:
    """Whose pause it is, is not kept: so nobody ends one sooner than it was said, but by a coordinator."""
    wanted, said = changes.get("paused_until"), volunteer.paused_until
    return wanted is None or (said is not None and wanted >= said)


def _person_errors(session: Session, organisation: UUID, person: UUID, kind: str) -> dict[str, list[str]]:
    """The person's row stays locked, so that nobody is registered twice at once."""
    wrong = role_problem(session.get(KnownPerson, person, with_for_update=True), organisation, kind)
    present = exists().where(Volunteer.person == person, Volunteer.kind == kind, Volunteer.status != "left")
    if wrong is None and session.scalar(select(present)):
        wrong = "already_registered"
    return {"person": [wrong]} if wrong else {}


def _profile_errors(session: Session, profile: dict[str, Any]) -> dict[str, list[str]]:
    errors = weekly.errors(profile.get("times", []))
    districts, employers = profile.get("districts", []), profile.get("employers", [])
    for unknown in unknown_districts(session, districts):
        errors[f"districts.{districts.index(unknown)}"] = ["unknown_code"]
    for missing in unknown_organisations(session, employers):
        errors[f"employers.{employers.index(missing)}"] = ["not_found"]
    return errors


def _refuse_errors(errors: dict[str, list[str]]) -> None:
    if errors:
        raise Invalid(errors)
