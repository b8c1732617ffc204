"""A unique index is the rule; this turns its refusal into the field's code."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.problems import Invalid


@contextmanager
def unique(session: Session, field: str, index: str) -> Iterator[None]:
    """Flush what is done within. Raises Invalid with `taken` when another record has this value already; the
    transaction is over then."""
    try:
        yield
        session.flush()
    except IntegrityError as problem:
        if getattr(problem.orig, "diag", None) and problem.orig.diag.constraint_name == index:  # type: ignore[union-attr]
            raise Invalid({field: ["taken"]}) from None
        raise
