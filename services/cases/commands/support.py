"""Asking for a contact family or a volunteer, introducing both sides, and ending it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands import annulling
from services.cases.commands.checks import Findings, check_day, check_district, require, today
from services.cases.commands.entries import write
from services.cases.commands.history import keep_request_change
from services.cases.commands.progress import touch
from services.cases.commands.telling import pairing, tell_of_request
from services.cases.model import Case, Entry, SupportRequest
from services.cases.rules.states import SUPPORT_ALLOWED, WHY_NOT_REQUEST
from shared import clock, weekly
from shared.caller import Caller
from shared.contracts.cases import (
    SUPPORT_ENDED,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
)
from shared.ids import uuid7
from shared.problems import Conflict

CONTACT_FAMILY = "contact_family"
MET_AGO = timedelta(days=30)  # ours: they may have met before it is written down; longer ago is a slip
MEETS_AHEAD = timedelta(days=366)  # ours: so is a first meeting more than a year ahead


def request_support(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    kind: str,
    skills: list[str],
    district: str,
    languages: list[str],
    times: list[dict[str, Any]],
    about: str,
    experience: list[str] | None = None,
    family_agreed_on: date | None = None,
) -> SupportRequest:
    """A contact family comes only to a family that agreed to it: `family_agreed_on`."""
    require("support_request", case)
    day = today(session, case)
    found = Findings()
    check_district(found, session, district)
    _check_consent(found, kind, family_agreed_on, day)
    found.add_all(weekly.errors(times))
    found.stop()
    request = SupportRequest(
        id=uuid7(),
        version=1,
        kind=kind,
        status="open",
        skills=skills,
        experience=experience or [],
        district=district,
        languages=languages,
        times=times,
        about=about,
        children_ages=_children_ages(case, day),
        family_agreed_on=family_agreed_on,
        requested_at=clock.now(),
        requested_by=caller.person,
    )
    case.support_requests.append(request)
    touch(case)
    session.flush()
    tell_of_request(session, request, SUPPORT_REQUESTED, caller.person, {"about": about})
    return request


def _check_consent(found: Findings, kind: str, family_agreed_on: date | None, day: date) -> None:
    if kind == CONTACT_FAMILY and family_agreed_on is None:
        found.add("family_agreed_on", "required")
    if family_agreed_on:
        check_day(found, "family_agreed_on", family_agreed_on, day, {})


def _children_ages(case: Case, day: date) -> list[int]:
    ages = [member.age_on(day) for member in case.household(day) if member.is_child(day)]
    return [age for age in ages if age is not None]


def require_request(command: str, request: SupportRequest) -> None:
    if request.status not in SUPPORT_ALLOWED[command]:
        raise Conflict(WHY_NOT_REQUEST[request.status], state=request.status)


def move_request(request: SupportRequest, status: str, by: UUID | None = None, at: datetime | None = None) -> None:
    """The request and, as its status is shown there, the case have another ETag."""
    if request.status != status:
        request.status = status
        keep_request_change(request, by, at)
    request.version += 1
    touch(request.case)


def introduce(
    session: Session,
    caller: Caller,
    request: SupportRequest,
    *,
    first_names: list[str],
    contact_name: str,
    contact_phone: str,
    first_meeting: dict[str, Any],
) -> SupportRequest:
    """`first_meeting`: `{at, place}`. First names and what is needed to meet: no more of the family is told."""
    require_request("introduction", request)
    _require_assignment(request)
    _check_meeting(first_meeting["at"])
    request.first_names, request.contact_name, request.contact_phone = first_names, contact_name, contact_phone
    request.first_meeting_at, request.first_meeting_place = first_meeting["at"], first_meeting["place"]
    move_request(request, "introduced", caller.person)
    session.flush()
    told: dict[str, Any] = {"first_names": first_names, "contact_name": contact_name, "contact_phone": contact_phone}
    told["first_meeting"] = first_meeting
    case = request.case
    write(session, caller, case, "introduction", today(session, case), {"request": request.id, **told})
    tell_of_request(session, request, SUPPORT_INTRODUCED, caller.person, told | pairing(request))
    return request


def _check_meeting(at: datetime) -> None:
    found = Findings()
    if not clock.now() - MET_AGO <= at <= clock.now() + MEETS_AHEAD:
        found.add("first_meeting.at", "out_of_range")
    found.stop()


def annul_introduction(session: Session, caller: Caller, case: Case, entry: Entry, *, reason: str) -> SupportRequest:
    """It was a mistake: both sides wait to be introduced again, and what was told is shown no more."""
    request = session.get_one(SupportRequest, UUID(entry.facts["request"]))
    annulling.mark(caller, entry, reason)
    require_request("introduction_annulment", request)
    request.first_names = request.contact_name = request.contact_phone = None
    request.first_meeting_at = request.first_meeting_place = None
    move_request(request, "matched", caller.person)
    session.flush()
    tell_of_request(session, request, SUPPORT_INTRODUCTION_ANNULLED, caller.person, pairing(request))
    return request


def end(session: Session, caller: Caller, request: SupportRequest) -> SupportRequest:
    """The family's wish: nobody asks for a reason."""
    require_request("end", request)
    _require_assignment(request)
    end_pairing(session, request, caller.person, ended_by=caller.person)
    return request


def end_pairing(
    session: Session,
    request: SupportRequest,
    by: UUID | None,
    at: datetime | None = None,
    *,
    ended_by: UUID | None = None,
) -> None:
    """What was withdrawn stays withdrawn, also when a yes that crossed it on the road is ended. `ended_by`: who of us
    wrote the family's wish down; that the other side ended it is not held against anybody."""
    move_request(request, "withdrawn" if request.status == "withdrawn" else "ended", ended_by, at)
    session.flush()
    tell_of_request(session, request, SUPPORT_ENDED, by, pairing(request), at)


def withdraw(session: Session, caller: Caller, request: SupportRequest) -> SupportRequest:
    require_request("withdraw", request)
    _withdraw(session, request, caller.person)
    return request


def withdraw_open_requests(session: Session, case: Case, by: UUID) -> None:
    """When a case closes nobody is looked for any more; pairings stay as they are."""
    for request in case.support_requests:
        if request.status in SUPPORT_ALLOWED["withdraw"]:
            _withdraw(session, request, by)


def _withdraw(session: Session, request: SupportRequest, by: UUID) -> None:
    move_request(request, "withdrawn", by)
    session.flush()
    tell_of_request(session, request, SUPPORT_WITHDRAWN, by, {})


def _require_assignment(request: SupportRequest) -> None:
    """A yes that came a moment ago is a pairing as soon as the register of volunteers says so."""
    if request.assignment is None:
        raise Conflict("The pairing is being made; please try again in a moment.", state=request.status)
