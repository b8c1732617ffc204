"""Who may know of a concern and who takes it up: safeguarding leads and supervisors of the case's organisation.

Where nobody else is one of them at work, its coordinators stand in. The reporter sees what they reported, and whether
it was taken up. For everybody else, the rest of the team included, it is not there: 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from services.cases.model import Concern
from shared.caller import Caller
from shared.directory.lookup import name_of
from shared.directory.model import KnownPerson
from shared.problems import NotFound
from shared.web.policy import Policy

GUARDIANS = ("safeguarding_lead", "supervisor")
EMERGENCY = "call_emergency"
REPORTED = ("id", "severity", "status", "text", "members", "raised_at", "acknowledge_by", "acknowledged_at")


@dataclass(frozen=True)
class Heard:
    """A concern as the caller stands to it."""

    concern: Concern
    guards: bool


def concern_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Heard:
    """The concern, locked for whoever changes it. Raises NotFound for those who may not know of it."""
    wanted = select(Concern).where(Concern.id == id, visible(caller))
    concern = session.scalars(wanted.with_for_update(of=Concern) if lock else wanted).one_or_none()
    if concern is None:
        raise NotFound
    return heard_by(session, caller, concern)


def heard_by(session: Session, caller: Caller, concern: Concern) -> Heard:
    guards = select(Concern.id).where(Concern.id == concern.id, _guarded_by(caller))
    return Heard(concern, session.scalar(guards) is not None)


def visible(caller: Caller) -> ColumnElement[bool]:
    """Which concerns the caller may know of, for lists too."""
    return or_(Concern.reported_by == caller.person, _guarded_by(caller))


def _guarded_by(caller: Caller) -> ColumnElement[bool]:
    of_ours = Concern.organisation == caller.organisation
    if caller.has(*GUARDIANS):
        return of_ours
    if caller.has("coordinator"):
        return and_(of_ours, ~_somebody_else_guards())
    return false()


def _somebody_else_guards() -> ColumnElement[bool]:
    """Someone at work there who is a guardian, and not the reporter, who cannot take up what they reported."""
    return exists().where(
        KnownPerson.organisation == Concern.organisation,
        KnownPerson.active,
        KnownPerson.roles.overlap(list(GUARDIANS)),
        KnownPerson.id != Concern.reported_by,
    )


def _takes_up(caller: Caller, heard: Heard) -> bool:
    return heard.guards and heard.concern.reported_by != caller.person


ACKNOWLEDGER: Policy = Policy(
    "safeguarding lead or supervisor of the case's organisation, without them its coordinators; never who reported it",
    _takes_up,
)
READER: Policy = Policy(
    "safeguarding lead or supervisor of the case's organisation, without them its coordinators; who reported it",
    lambda caller, heard: True,
)


def shown(session: Session, heard: Heard) -> dict[str, Any]:
    """To a reporter only what they told, and whether somebody has taken it up."""
    concern = heard.concern
    told = {name: getattr(concern, name) for name in REPORTED}
    told["emergency"] = EMERGENCY if concern.severity == "danger" else None
    return told | (_for_guardians(session, concern) if heard.guards else {})


def row_of(session: Session, caller: Caller) -> Callable[[Concern], dict[str, Any]]:
    return lambda concern: shown(session, heard_by(session, caller, concern))


def _for_guardians(session: Session, concern: Concern) -> dict[str, Any]:
    """Of the case no more than its reference, its district and its worker."""
    of_case = {name: getattr(concern.case, name) for name in ("reference", "district", "worker")}
    people = {
        "worker_name": name_of(session, concern.case.worker),
        "reported_by": concern.reported_by,
        "reporter_name": name_of(session, concern.reported_by),
        "acknowledged_by": concern.acknowledged_by,
        "acknowledger_name": name_of(session, concern.acknowledged_by),
    }
    own = {name: getattr(concern, name) for name in ("assignment", "escalations", "escalated_at", "note")}
    return {**of_case, **people, **own, "case": concern.case_id}
