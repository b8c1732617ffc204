"""What is set up for referrals, as answers show it: receivers, lengths of deadlines, duty rosters."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals.commands.duty import people_on_duty
from services.referrals.model import DeadlinePolicy, DutyRoster
from services.referrals.rules.lengths import USUAL, source_of
from shared.directory.model import KnownOrganisation, KnownPerson

_PLACE = ("id", "name", "kind", "districts")


def place(organisation: KnownOrganisation) -> dict[str, Any]:
    """What anyone is to know before asking for help there."""
    shown = {name: getattr(organisation, name) for name in _PLACE}
    return shown | {"takes_no_more_until": organisation.takes_no_more_until()}


def receiver(organisation: KnownOrganisation, policy: DeadlinePolicy, urgency: str | None) -> dict[str, Any]:
    """What a referrer is to know before sending."""
    return place(organisation) | {
        "duty_phone": organisation.duty_phone,
        "answer_within_minutes": policy.lengths[f"answer_{urgency}"] if urgency else None,
    }


def lengths(session: Session, policy: DeadlinePolicy) -> dict[str, Any]:
    shown = [_length(name, policy.lengths[name]) for name in USUAL]
    changed_at = policy.changed_at if policy.changed_by else None
    return {"deadlines": shown} | _changed(session, changed_at, policy.changed_by)


def roster(session: Session, roster: DutyRoster) -> dict[str, Any]:
    able = people_on_duty(session, roster.organisation)
    people = [
        {"id": person, "names": _names(session, person), "can_be_called": person in able} for person in roster.people
    ]
    said = {"organisation": roster.organisation, "people": people}
    return said | _changed(session, roster.changed_at, roster.changed_by)


def _length(name: str, value: int) -> dict[str, Any]:
    usual = USUAL[name]
    said = {"code": name, "length": value, "unit": usual.unit, "source": source_of(name, value)}
    return said | {"usual": usual.usual, "least": usual.least, "most": usual.most}


def _changed(session: Session, at: Any, by: UUID | None) -> dict[str, Any]:
    return {"changed_at": at, "changed_by": by, "changed_by_names": _names(session, by) if by else None}


def _names(session: Session, person: UUID) -> dict[str, str | None] | None:
    known = session.get(KnownPerson, person)
    return known.names if known else None
