"""Organisations: registered by administrators, kept up by their own administrators."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.identity import rules, states
from services.identity.commands.sign_in import sign_out_everyone
from services.identity.model import District, Organisation
from shared import clock
from shared.caller import Caller
from shared.contracts import identity
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Forbidden, Invalid

NOT_FOR_THEIR_OWN = ("kind", "active")
"""What only an administrator changes of an organisation."""


def register_organisation(
    session: Session,
    caller: Caller | None,
    *,
    name: str,
    kind: str,
    districts: Sequence[str] = (),
    accepts_referrals: bool = False,
    accepts_appeals: bool = False,
    time_zone: str = clock.DEFAULT_TIME_ZONE,
    self_sufficiency_threshold: int = 3,
    active: bool = True,
    no_referrals_until: date | None = None,
    duty_phone: str | None = None,
    id: UUID | None = None,
) -> Organisation:
    """Raises Invalid for districts that nobody registered, and a pause that ended already or takes over a year."""
    _check_districts(session, districts)
    _check_pause(no_referrals_until, time_zone)
    organisation = Organisation(
        id=id or uuid7(),
        name=name,
        kind=kind,
        districts=list(dict.fromkeys(districts)),
        accepts_referrals=accepts_referrals,
        accepts_appeals=accepts_appeals,
        time_zone=time_zone,
        self_sufficiency_threshold=self_sufficiency_threshold,
        active=active,
        no_referrals_until=no_referrals_until,
        duty_phone=duty_phone,
    )
    session.add(organisation)
    _tell(session, identity.ORGANISATION_REGISTERED, organisation, caller)
    return organisation


def change_organisation(
    session: Session, caller: Caller | None, organisation: Organisation, **changes: Any
) -> Organisation:
    """Change what is given. One that is no longer active takes no referrals and no new people, and its people can do
    nothing; what they had is theirs again when it is active again. Platform administrators belong to no organisation,
    so none of them is shut out.

    Raises Forbidden when that is not theirs to change, Invalid for unknown districts and an impossible pause.
    """
    _require_theirs(caller, changes.keys())
    if changes.get("no_referrals_until") != organisation.no_referrals_until:
        _check_pause(changes.get("no_referrals_until"), changes.get("time_zone", organisation.time_zone))
    if "districts" in changes:
        _check_districts(session, changes["districts"])
        changes["districts"] = list(dict.fromkeys(changes["districts"]))
    closes = organisation.active and not changes.get("active", True)
    for name, value in changes.items():
        setattr(organisation, name, value)
    if session.is_modified(organisation):
        _tell(session, identity.ORGANISATION_CHANGED, organisation, caller)
    if closes:
        sign_out_everyone(session, organisation.id, by=caller.person if caller else None)
    return organisation


def _require_theirs(caller: Caller | None, names: Collection[str]) -> None:
    """The platform's administrator changes all, the organisation's own nearly all, its coordinator the pause alone."""
    if caller is None or caller.has(rules.ADMINISTRATOR):
        return
    if not caller.has("organisation_administrator") and not rules.OWN_COORDINATORS_CHANGE.issuperset(names):
        raise Forbidden("A coordinator changes no more than no_referrals_until.")
    if not set(NOT_FOR_THEIR_OWN).isdisjoint(names):
        raise Forbidden("Only an administrator changes kind and active.")


def _check_pause(until: date | None, time_zone: str) -> None:
    errors = rules.pause_errors(until, clock.today(time_zone))
    if errors:
        raise Invalid(errors)


def _check_districts(session: Session, codes: Sequence[str]) -> None:
    known = set(session.scalars(select(District.code).where(District.code.in_(codes))))
    errors = {f"districts.{place}": ["not_found"] for place, code in enumerate(codes) if code not in known}
    if errors:
        raise Invalid(errors)


def _tell(session: Session, event: EventType, organisation: Organisation, caller: Caller | None) -> None:
    session.flush()
    by = caller.person if caller else None
    publish(session, event, organisation.id, states.of_organisation(organisation) | {"by": by})
