"""What an import looks up: what cells may call by name, and what became of its rows."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.referrals.imports.cases import columns as cases
from services.referrals.imports.columns import TO
from services.referrals.imports.household_columns import DISTRICT
from services.referrals.model import KnownCase, Referral
from shared.directory.model import KnownPerson
from shared.spreadsheets.bodies import Names
from shared.spreadsheets.names import districts, organisations
from shared.spreadsheets.table import fold


def names(session: Session) -> Names:
    """What a cell may call an organisation or a district."""
    return {TO: organisations(session), DISTRICT: districts(session)}


def names_in_cases(session: Session, organisation: UUID | None) -> Names:
    """What a cell of a file of cases may call an organisation, a district, or a case worker of the own organisation."""
    known = {cases.FROM: organisations(session), DISTRICT: districts(session)}
    return known | {cases.WORKER: _workers(session, organisation)}


def _workers(session: Session, organisation: UUID | None) -> dict[str, list[str]]:
    """By e-mail, which one person has; by names in the orders and with the initials in which lists have them."""
    at_work = select(KnownPerson).where(KnownPerson.organisation == organisation, KnownPerson.active)
    found: dict[str, list[str]] = defaultdict(list)
    for person in session.scalars(at_work.where(KnownPerson.roles.contains(["case_worker"]))):
        for called in {fold(name) for name in _callings(person)}:
            found[called].append(str(person.id))
    return found


def _callings(person: KnownPerson) -> list[str]:
    last, first, middle = person.last_name or "", person.first_name or "", person.middle_name or ""
    names = [f"{last} {first} {middle}", f"{last} {first}", f"{first} {last}", f"{first} {middle} {last}"]
    initials = " ".join(name[0] for name in (first, middle) if name)
    names += [f"{last} {first[:1]}", f"{first[:1]} {last}", f"{last} {initials}", f"{initials} {last}"]
    return [person.email or "", *names] if last and first else [person.email or ""]


def open_cases(session: Session, ids: list[UUID]) -> int:
    """Of how many of these referrals the case is there by now."""
    return session.scalar(select(func.count()).where(KnownCase.referral.in_(ids))) or 0


def references(session: Session, ids: list[UUID]) -> list[Referral]:
    """The referrals in the order of their ids as given."""
    found = {one.id: one for one in session.scalars(select(Referral).where(Referral.id.in_(ids)))}
    return [found[id] for id in ids if id in found]
