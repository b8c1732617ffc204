"""Documents of cases: whose they are. Closed cases take some too: a court's decision comes when it comes."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases import policies
from services.cases.model import Case
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.documents.codes import CASE_DOCUMENT_KINDS
from shared.documents.model import Document
from shared.problems import Invalid
from shared.web.documents.routes import OfRecord
from shared.web.policy import Policy


def _annuls(caller: Caller, found: tuple[Case, Document]) -> bool:
    case, document = found
    return document.added_by == caller.person or policies.WORKER_OR_SUPERVISOR.allows(caller, case)


def _check_member(case: Case, member: UUID | None) -> None:
    """Those who have left the household too: the document may be of the time before."""
    if member and case.member(member) is None:
        raise Invalid({"member": ["not_in_family"]})


def _today(session: Session, case: Any) -> date:
    return today_at(session, case.organisation)


OF_CASES = OfRecord(
    path="/cases/<uuid:id>",
    kinds=CASE_DOCUMENT_KINDS,
    on=policies.case_of,
    reads=policies.READER,
    adds=policies.TEAM,
    annuls=Policy("who added it; worker; supervisor", _annuls),
    today=_today,
    may_add=_check_member,
)
