"""Finding cases by what people type."""

from sqlalchemy import ColumnElement, and_, false, func, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from services.cases import policies
from services.cases.model import Case
from shared.caller import Caller
from shared.search import matches, query_terms


def named(caller: Caller, q: str) -> ColumnElement[bool]:
    """By surname, reference or phone where the caller may read the case, by what the row shows where only that."""
    by_family = policies.readable(caller)
    for condition in matches(q, Case.id):
        by_family &= condition
    return or_(by_family, *(_has_reference(shown, q) for shown in (Case.reference, Case.referral_reference)))


def _has_reference(reference: InstrumentedAttribute[str], q: str) -> ColumnElement[bool]:
    number, wanted = func.replace(reference, "-", ""), query_terms(q)
    return and_(true() if wanted else false(), *(number.startswith(term, autoescape=True) for term in wanted))
