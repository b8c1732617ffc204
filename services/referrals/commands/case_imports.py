"""Cases that an organisation worked on before it worked here, from one file: all of them, or none.

Each becomes a referral to the own organisation that was sent and accepted on the day on which the family was taken on:
that gives the family its ids, and its case opens as every other does. Nobody is told of what is past.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from services.referrals.commands.events import tell, tell_family
from services.referrals.commands.submission import make_findable, new_family, new_referral
from services.referrals.commands.triage import accept
from services.referrals.imports import Entry, File
from services.referrals.model import Family, Import, Referral
from services.referrals.rules import carried_over as rules
from services.referrals.rules.submission import Errors
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import FAMILY_REGISTERED, REFERRAL_SUBMITTED
from shared.directory.lookup import person_at, time_zone_of, today_at
from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.problems import Conflict
from shared.spreadsheets.kept import keep, require_new

NOON = time(12)
"""Of the day on which a family was taken on: nobody knows the hour, and noon is that day wherever one reads it."""


@dataclass(frozen=True)
class Carried:
    """A family of the file with its referral."""

    entry: Entry
    referral: Referral


@dataclass(frozen=True)
class _Former:
    """Who sent the family then, if it was an organisation that is known here; nobody knows the person."""

    organisation: UUID | None
    person: None = None


def import_cases(session: Session, caller: Caller, file: File, *, again: bool = False) -> tuple[Import, list[Carried]]:
    """Raises Invalid with what is wrong anywhere in the file, and Conflict when the organisation sent this very file
    before, unless `again`, or is closed."""
    organisation = _own(session, caller)
    require_new(session, Import, organisation, file.digest, again=again)
    _judge(session, organisation, file)
    if file.trouble.errors:
        raise file.trouble.refusal()
    carried = [Carried(entry, _carry_over(session, caller, entry.body, told)) for entry, told in _told(file)]
    return _kept(session, caller, file, carried), carried


def _own(session: Session, caller: Caller) -> UUID:
    known = session.get(KnownOrganisation, caller.organisation) if caller.organisation else None
    if known is None or not known.active:
        raise Conflict("Cases are carried over into an organisation that is at work here.", state="closed")
    return known.id


def _judge(session: Session, organisation: UUID, file: File) -> None:
    today, seen = today_at(session, organisation), set[str]()
    for entry in file.entries:
        if entry.body is None:
            continue
        entry.refuse(_errors(session, organisation, entry.body, today))
        number = entry.body["former_reference"]
        if number and number.casefold() in seen:
            entry.refuse({"former_reference": ["duplicate"]})
        seen |= {number.casefold()} if number else set()


def _errors(session: Session, organisation: UUID, body: dict[str, Any], today: date) -> Errors:
    found = rules.errors(body, today)
    if body["worker"] and not person_at(session, body["worker"], organisation, "case_worker"):
        found["worker"] = ["not_found"]
    if session.get(KnownDistrict, body["family"]["district"]) is None:
        found["family.district"] = ["unknown_code"]
    return found


def _told(file: File) -> list[tuple[Entry, int]]:
    """With the last family of each worker goes of how many they are told, at once for all."""
    count = Counter(entry.body["worker"] for entry in file.entries if entry.body)
    last = {entry.body["worker"]: entry for entry in file.entries if entry.body and entry.body["worker"]}
    told = {id(entry): count[worker] for worker, entry in last.items()}
    return [(entry, told.get(id(entry), 0)) for entry in file.entries]


def _carry_over(session: Session, caller: Caller, body: Any, told: int) -> Referral:
    """One family: it gets its ids now, its referral is as old as its case."""
    today = today_at(session, caller.organisation)
    household = body["family"] | {"members": [_without_signature(one) for one in body["family"]["members"]]}
    family = new_family(household)
    tell_family(session, FAMILY_REGISTERED, family, caller)
    with clock.at(_noon(session, caller, body)):
        referral = _sent(session, caller, body, family)
        done_before = _done_before(body, family) | {"recorded_on": today}
        said = {"carried_over": told, "done_before": done_before, "former_reference": body["former_reference"]}
        return accept(session, caller, referral, worker=body["worker"], carried=said)


def _noon(session: Session, caller: Caller, body: dict[str, Any]) -> datetime:
    zone = ZoneInfo(time_zone_of(session, caller.organisation))
    return min(datetime.combine(body["opened_on"], NOON, zone), clock.now())


def _sent(session: Session, caller: Caller, body: dict[str, Any], family: Family) -> Referral:
    channel = body["channel"] or ("partner" if body["from_organisation"] else "family")
    said = body | {"to_organisation": caller.organisation, "urgency": "routine", "channel": channel}
    referral = new_referral(session, _Former(body["from_organisation"]), said, family, None)
    now, to = clock.now(), caller.organisation
    referral.note("submitted", now, caller.person, caller.organisation, to_organisation=to, carried_over=True)
    session.add(referral)
    session.flush()
    make_findable(session, referral)
    tell(session, REFERRAL_SUBMITTED, referral, caller, carried_over=0)
    return referral


def _without_signature(member: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in member.items() if name != "signed"}


def _done_before(body: dict[str, Any], family: Family) -> dict[str, Any]:
    said = zip(body["family"]["members"], family.members, strict=True)
    return {name: body[name] for name in rules.DAYS} | {"signed_by": [one.id for told, one in said if told["signed"]]}


def _kept(session: Session, caller: Caller, file: File, carried: list[Carried]) -> Import:
    made = {"kind": "cases", "referrals": [one.referral.id for one in carried]}
    done = keep(session, Import, caller, file.digest, **made)
    session.flush()
    return done
