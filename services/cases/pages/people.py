"""Who is in the family and on the team, as pages name them and forms offer them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases import policies
from services.cases.commands.checks import today
from services.cases.model import Case, Member
from shared.caller import Caller
from shared.codes import MEMBER_ROLES, TEAM_ROLES
from shared.directory.lookup import name_of
from shared.web.pages import _, dates
from shared.web.pages.fields import Option
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

Options = list[Option]


def role_and_age(member: Member, case: Case, session: Session) -> str:
    """“mother, 32 years old”."""
    years = None if member.born_on else member.age_on(today(session, case))
    said = (MEMBER_ROLES.text(member.role, this_reader().language).lower(), dates.age(member.born_on, years))
    return ", ".join(part for part in said if part)


def member_options(call: Call, case: Case) -> Options:
    """Those who live there now; by first name, as everybody at the door would call them."""
    household = case.household(today(call.session, case))
    return [(str(one.id), one.first_name, role_and_age(one, case, call.session)) for one in household]


def team_options(call: Call, case: Case) -> Options:
    """Everyone who works on the case, by name and part."""
    language = this_reader().language
    return [
        (str(person), name_of(call.session, person) or "—", TEAM_ROLES.text(role, language))
        for person, _organisation, role in case.team
    ]


def flat(options: Iterable[Option]) -> Options:
    """For a list to open, where a hint has no place: it stands behind the name."""
    return [(one[0], f"{one[1]} ({one[2]})" if len(one) == 3 and one[2] else one[1]) for one in options]


def members_named(case: Case, ids: Iterable[UUID | str]) -> str:
    """First names of these members, also of those who have left."""
    found = {str(one.id): one.first_name for one in case.members}
    return ", ".join(found[str(id)] for id in ids if str(id) in found)


def people_named(session: Session, ids: Iterable[UUID | str]) -> str:
    """Of people who work with the family."""
    return ", ".join(name_of(session, UUID(str(id))) or _("someone") for id in ids)


def readable_of(session: Session, caller: Caller, cases: Collection[UUID]) -> set[UUID]:
    """Those of these cases that the caller may read."""
    return set(session.scalars(select(Case.id).where(Case.id.in_(cases), policies.readable(caller))))


def surnames_by_case(session: Session, cases: Collection[UUID]) -> dict[UUID, str]:
    """For lists, in one query: of the families of cases that the reader may read."""
    wanted = select(Member.case_id, Member.last_name, Member.first_name)
    there = wanted.where(Member.case_id.in_(cases), Member.left_on.is_(None))
    found: dict[UUID, list[str]] = {}
    for case, last_name, first_name in session.execute(there.order_by(Member.case_id, Member.position)):
        found.setdefault(case, []).append(last_name or first_name)
    return {case: ", ".join(dict.fromkeys(names)) for case, names in found.items()}


def in_whose_place(session: Session, caller: Caller, person: UUID | None) -> str:
    """The name of the colleague for whom the caller does this; empty for what is their own."""
    if person == caller.person or person not in caller.stands_in_for:
        return ""
    return name_of(session, person) or ""
