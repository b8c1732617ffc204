"""What cases does with the events of others: event type → handlers."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands import handing_over, matching, take_concern, team
from services.cases.commands.opening import open_case
from services.cases.commands.progress import refresh
from services.cases.model import AliasChange, CalendarLink, Case, Deadline, FamilyAlias
from shared.calendars import links
from shared.contracts.identity import (
    ORGANISATION_CHANGED,
    ORGANISATION_REGISTERED,
    PERSON_CHANGED,
    PERSON_DEACTIVATED,
)
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_SEPARATED, REFERRAL_ACCEPTED
from shared.contracts.volunteers import (
    ASSIGNMENT_ENDED,
    ASSIGNMENT_STARTED,
    CONCERN_RAISED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_EXPIRED,
    PROPOSAL_MADE,
    PROPOSAL_WITHDRAWN,
)
from shared.directory import replica as directory
from shared.directory.model import KnownOrganisation
from shared.eventing.envelope import Event
from shared.eventing.handlers import NotYet, Table


def open_its_case(session: Session, event: Event) -> None:
    open_case(session, event.data, event.by, event.at)


def keep_alias(session: Session, event: Event) -> None:
    """A replay says again what is known: that is no change."""
    merged = {"merged_into": event.data.get("into"), "members": _same_people(event)}
    directory.upsert(session, FamilyAlias, event.subject, event.sequence, merged)
    last = session.scalar(
        select(AliasChange).where(AliasChange.family == event.subject).order_by(AliasChange.sequence.desc()).limit(1)
    )
    if last is None or (last.merged_into, last.members) != (merged["merged_into"], merged["members"]):
        session.add(AliasChange(family=event.subject, sequence=event.sequence, said_at=event.at, **merged))


def _same_people(event: Event) -> list[dict[str, str]]:
    pairs = event.data.get("members") or []
    return [{"id": str(pair["id"]), "same_as": str(pair["same_as"])} for pair in pairs]


def keep_organisation(session: Session, event: Event) -> None:
    """The days of an organisation's deadlines end when its time zone says, so they move with it."""
    known = session.get(KnownOrganisation, event.subject)
    before = known.time_zone if known else None
    directory.keep_organisation(session, event)
    if known and known.time_zone != before:
        _move_midnights(session, event.subject)


def _move_midnights(session: Session, organisation: UUID) -> None:
    waiting = select(Deadline.case_id).where(Deadline.running, Deadline.met_on.is_(None))
    theirs = select(Case).where(Case.organisation == organisation, Case.id.in_(waiting))
    for case in session.scalars(theirs.order_by(Case.id).with_for_update()):
        refresh(session, case)


def leave_everything(session: Session, event: Event) -> None:
    links.end_for(session, CalendarLink, event.subject)
    handing_over.pass_on(session, event)


def follow_person(session: Session, event: Event) -> None:
    organisation, roles = event.data["organisation"], event.data["roles"]
    links.end_elsewhere(session, CalendarLink, event.subject, organisation)
    team.follow_person(session, event.subject, organisation, roles, event.by, event.at)


def proposal_stands(session: Session, event: Event) -> None:
    matching.proposal_stands(session, event.subject, event.data["proposal"])


def proposal_fell(session: Session, event: Event) -> None:
    matching.proposal_fell(session, event.subject, event.data["proposal"])


def proposal_accepted(session: Session, event: Event) -> None:
    matching.proposal_accepted(session, event.subject, event.data)


def assignment_started(session: Session, event: Event) -> None:
    matching.assignment_started(session, event.subject, event.data, event.at)


def assignment_ended(session: Session, event: Event) -> None:
    matching.assignment_ended(session, event.subject, event.data, event.by, event.at)


def concern_raised(session: Session, event: Event) -> None:
    """By a volunteer or contact family: one record, in one list with the team's."""
    case = session.get(Case, event.data["case"])
    if case is None:
        raise NotYet(Case, event.data["case"])
    take_concern(session, case, event.data, event.at)


REPLICAS: Table = {
    **directory.REPLICAS,  # and instead of it, where it must know what was before:
    ORGANISATION_REGISTERED: [keep_organisation],
    ORGANISATION_CHANGED: [keep_organisation],
    FAMILY_MERGED: [keep_alias],
    FAMILY_SEPARATED: [keep_alias],
}

REACTIONS: Table = {
    REFERRAL_ACCEPTED: [open_its_case],
    PERSON_CHANGED: [follow_person],
    PERSON_DEACTIVATED: [leave_everything],
    PROPOSAL_MADE: [proposal_stands],
    PROPOSAL_ACCEPTED: [proposal_accepted],
    PROPOSAL_DECLINED: [proposal_fell],
    PROPOSAL_EXPIRED: [proposal_fell],
    PROPOSAL_WITHDRAWN: [proposal_fell],
    ASSIGNMENT_STARTED: [assignment_started],
    ASSIGNMENT_ENDED: [assignment_ended],
    CONCERN_RAISED: [concern_raised],
}
