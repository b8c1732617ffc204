"""What commands check of what was sent: each finding has the dotted path of its field and a code."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from services.cases.model import Case, Member, participation_of
from services.cases.rules import plan as plan_rules
from services.cases.rules.states import RESTS_ON_AGREEMENT, allowed, why_not
from shared import clock
from shared.codes import ASSESSMENT_DOMAINS
from shared.directory.lookup import time_zone_of, today_at
from shared.directory.model import KnownDistrict, KnownPerson
from shared.problems import Conflict, Invalid

PROFESSIONAL_ROLES = frozenset({"referrer", "coordinator", "case_worker", "specialist", "supervisor"})
SKEW = timedelta(minutes=5)  # ours: another computer's clock may be a little ahead
LONG_AGO = 10  # ours: a fact more years back is a slip of the keyboard (1926 for 2026), no part of a case


class Findings:
    """Collects; `stop` raises Invalid when anything was found."""

    def __init__(self) -> None:
        self.errors: dict[str, list[str]] = {}

    def add(self, path: str, code: str) -> None:
        self.errors.setdefault(path, []).append(code)

    def add_all(self, errors: Mapping[str, Iterable[str]]) -> None:
        for path, codes in errors.items():
            for code in codes:
                self.add(path, code)

    def stop(self) -> None:
        if self.errors:
            raise Invalid(self.errors)


def require(command: str, case: Case) -> None:
    """Raises Conflict with the state in which the case is."""
    if not allowed(command, case.status):
        raise Conflict(why_not(command, case.status), state=case.status)
    if command in RESTS_ON_AGREEMENT and case.signed_on is None:
        raise Conflict("The agreement was annulled; write down the one that holds first.", state=case.status)


def today(session: Session, case: Case) -> date:
    """The business day where the case's organisation is."""
    return today_at(session, case.organisation)


def day_of(session: Session, case: Case, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(time_zone_of(session, case.organisation))).date()


def check_day(found: Findings, path: str, day: date, present: date, earliest: Mapping[str, date | None]) -> None:
    """A stated day lies neither in the future nor before what it follows: `earliest` maps codes to days."""
    if day > present:
        found.add(path, "in_future")
    if day.year < present.year - LONG_AGO:
        found.add(path, "out_of_range")
    for code, bound in earliest.items():
        if bound and day < bound:
            found.add(path, code)


def check_moment(found: Findings, path: str, moment: datetime) -> None:
    if moment > clock.now().astimezone(UTC) + SKEW:
        found.add(path, "in_future")


def check_member(found: Findings, path: str, case: Case, id: UUID, day: date) -> Member | None:
    """Someone of the household whom a fact of `day` can concern."""
    member = case.member(id)
    if member is None or not member.lived_there(day):
        found.add(path, "not_found")
        return None
    if not member.is_born(day):
        found.add(path, "before_birth")
    return member


def check_child(found: Findings, path: str, case: Case, id: UUID, day: date) -> None:
    member = check_member(found, path, case, id, day)
    if member and not member.is_child(day):
        found.add(path, "not_child")


def check_members(found: Findings, path: str, case: Case, ids: Sequence[UUID], day: date) -> None:
    check_once(found, path, ids)
    for index, id in enumerate(ids):
        check_member(found, f"{path}.{index}", case, id, day)


def check_once(found: Findings, path: str, ids: Iterable[object]) -> None:
    """`path.N: duplicate` for each that was named before."""
    seen = set()
    for index, id in enumerate(ids):
        if id in seen:
            found.add(f"{path}.{index}", "duplicate")
        seen.add(id)


def check_children(
    found: Findings, case: Case, children: Sequence[Mapping[str, Any]], day: date, path: str = "children"
) -> None:
    check_once(found, path, [child["member"] for child in children])
    for index, child in enumerate(children):
        check_child(found, f"{path}.{index}.member", case, child["member"], day)


def works_with(session: Session, case: Case, person: UUID) -> bool:
    """Whether this person can have taken part as a professional: on the team, or in such a role anywhere."""
    if case.has_on_team(person):
        return True
    known = session.get(KnownPerson, person)
    return known is not None and known.active and not PROFESSIONAL_ROLES.isdisjoint(known.roles)


def check_who(found: Findings, session: Session, path: str, case: Case, who: str, day: date) -> None:
    """Who is to do something: a member or a person by id, or anyone else in words."""
    try:
        id = UUID(who)
    except ValueError:
        return
    if case.member(id) is None and not works_with(session, case, id):
        check_member(found, path, case, id, day)


def check_present(
    found: Findings,
    session: Session,
    case: Case,
    participants: Sequence[UUID],
    absent: Sequence[Mapping[str, Any]],
    day: date,
) -> None:
    """Who took part (members and people side by side) and who could not."""
    check_once(found, "participants", participants)
    for index, id in enumerate(participants):
        if case.member(id) or not works_with(session, case, id):
            check_member(found, f"participants.{index}", case, id, day)
    check_once(found, "absent", [one["member"] for one in absent])
    for index, one in enumerate(absent):
        check_member(found, f"absent.{index}.member", case, one["member"], day)
        if one["member"] in participants:
            found.add(f"absent.{index}.member", "conflicting")


def check_participation(
    found: Findings, case: Case, participation: Sequence[Mapping[str, Any]], current: Sequence[Member], day: date
) -> None:
    """Every current member is listed, with `took_part` or a reason."""
    check_once(found, "participation", [one["member"] for one in participation])
    for index, one in enumerate(participation):
        path = f"participation.{index}"
        check_member(found, f"{path}.member", case, one["member"], day)
        if not one["took_part"] and not one.get("reason"):
            found.add(f"{path}.reason", "required")
        if one["took_part"] and one.get("reason"):
            found.add(f"{path}.reason", "conflicting")
    said = [participation_of(dict(one)) for one in participation]
    if plan_rules.missing((member.id for member in current), said):
        found.add("participation", "member_missing")


def check_district(found: Findings, session: Session, district: str) -> None:
    if session.get(KnownDistrict, district) is None:
        found.add("district", "unknown_code")


def is_child_domain(domain: str) -> bool:
    return ASSESSMENT_DOMAINS.group(domain) == "child"


def plain(value: Any) -> Any:
    """As it lies in JSON: ids and days as text."""
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
