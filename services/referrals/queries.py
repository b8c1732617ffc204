"""What lists are made of: rows that the caller may see, and nothing else."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import Session, selectinload

from services.referrals.model import KnownCase, Receiver, Referral
from shared.caller import Caller
from shared.codes import CLOSED_CASE_STATES
from shared.directory.model import KnownDistrict, KnownOrganisation, KnownPerson
from shared.problems import Invalid
from shared.search import matches


def referrals(caller: Caller, query: dict[str, Any]) -> Select[Referral]:
    """The referrals of a box (without one: sent and received), by status and by what was typed."""
    box = query.get("box")
    found = (
        select(Referral)
        .where(_BOXES[box](caller))
        .options(selectinload(Referral.household), selectinload(Referral.receivers), selectinload(Referral.case))
    )
    if box == "passed_on":
        _require_nothing_hidden(query)
        found = found.options(selectinload(Referral.history))
    if query.get("status"):
        found = found.where(Referral.status == query["status"])
    if query.get("q"):
        found = found.where(*_typed(box, query["q"]))
    return found


def _require_nothing_hidden(query: dict[str, Any]) -> None:
    """What became of a referral is not told to who passed it on, so it cannot be asked either."""
    if "status" in query:
        raise Invalid({"status": ["not_in_this_box"]})


def _sent(caller: Caller) -> ColumnElement[bool]:
    by_caller = Referral.sent_by == caller.person
    if caller.organisation is None or not caller.has("referrer"):
        return by_caller
    return or_(by_caller, Referral.from_organisation == caller.organisation)


def _received(caller: Caller) -> ColumnElement[bool]:
    if caller.organisation is None:
        return false()
    ours = Referral.to_organisation == caller.organisation
    if caller.has("coordinator", "supervisor"):
        return ours
    return ours & (Referral.worker == caller.person) if caller.has("case_worker") else false()


def _passed_on(caller: Caller) -> ColumnElement[bool]:
    if caller.organisation is None or not caller.has("coordinator", "supervisor"):
        return false()
    return exists().where(
        Receiver.referral == Referral.id,
        Receiver.organisation == caller.organisation,
        Receiver.passed_on_at.is_not(None),
    )


_BOXES: dict[str | None, Any] = {
    None: lambda caller: or_(_sent(caller), _received(caller)),
    "sent": _sent,
    "received": _received,
    "passed_on": _passed_on,
}


def _typed(box: str | None, q: str) -> list[ColumnElement[bool]]:
    """A former receiver keeps the reference, so it finds by that alone: names would tell what it may not know."""
    if box != "passed_on":
        return matches(q, Referral.id)
    digits = "".join(sign for sign in q if sign.isdecimal())
    return [func.replace(Referral.reference, "-", "").startswith(digits) if digits else false()]


def workers(caller: Caller) -> Select[KnownPerson]:
    """Active case workers of the caller's organisation."""
    return select(KnownPerson).where(
        KnownPerson.organisation == caller.organisation,
        KnownPerson.active,
        KnownPerson.roles.contains(["case_worker"]),
    )


def receivers(session: Session, query: dict[str, Any]) -> Select[KnownOrganisation]:
    """Organisations that take referrals, also those that take no more for some time; of a district when one is asked.

    Raises Invalid for a district that nobody knows.
    """
    found = select(KnownOrganisation).where(KnownOrganisation.active, KnownOrganisation.accepts_referrals)
    if query.get("district"):
        if session.get(KnownDistrict, query["district"]) is None:
            raise Invalid({"district": ["unknown_code"]})
        found = found.where(KnownOrganisation.districts.contains([query["district"]]))
    return found


def loads(session: Session, workers: Iterable[UUID]) -> dict[UUID, int]:
    """How many open cases each of them works on; who has none is missing."""
    counted = (
        select(KnownCase.worker, func.count())
        .where(KnownCase.worker.in_(list(workers)), KnownCase.status.not_in(CLOSED_CASE_STATES))
        .group_by(KnownCase.worker)
    )
    return {worker: count for worker, count in session.execute(counted) if worker}


def places(session: Session) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Every active organisation and every district: what names it to programs, and its name."""
    organisations = select(KnownOrganisation.id, KnownOrganisation.name).where(KnownOrganisation.active)
    districts = select(KnownDistrict.code, KnownDistrict.name)
    return (
        [(str(id), name) for id, name in session.execute(organisations)],
        [(code, name) for code, name in session.execute(districts)],
    )


def references(session: Session, ids: list[UUID]) -> list[Referral]:
    """The referrals in the order of their ids as given."""
    found = {one.id: one for one in session.scalars(select(Referral).where(Referral.id.in_(ids)))}
    return [found[id] for id in ids if id in found]
