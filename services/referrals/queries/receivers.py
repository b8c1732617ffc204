"""Who can take a family on: organisations before a referral is sent, the own workers before it is accepted."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.referrals.model import KnownCase
from shared.caller import Caller
from shared.codes import CLOSED_CASE_STATES
from shared.directory.model import KnownDistrict, KnownOrganisation, KnownPerson
from shared.problems import Invalid


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


def workers(caller: Caller) -> Select[KnownPerson]:
    """Active case workers of the caller's organisation."""
    return select(KnownPerson).where(
        KnownPerson.organisation == caller.organisation,
        KnownPerson.active,
        KnownPerson.roles.contains(["case_worker"]),
    )


def loads(session: Session, workers: Iterable[UUID]) -> dict[UUID, int]:
    """How many open cases each of them works on; who has none is missing."""
    counted = (
        select(KnownCase.worker, func.count())
        .where(KnownCase.worker.in_(list(workers)), KnownCase.status.not_in(CLOSED_CASE_STATES))
        .group_by(KnownCase.worker)
    )
    return {worker: count for worker, count in session.execute(counted) if worker}
