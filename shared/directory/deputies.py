"""Who stands in for whom, by the replica. Everything that asks this asks it here."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, exists
from sqlalchemy.orm import aliased

from shared.directory.model import KnownAbsence, KnownPerson

_ABSENT, _DEPUTY = aliased(KnownPerson), aliased(KnownPerson)
_BOTH_AT_WORK = (
    exists()
    .where(_ABSENT.id == KnownAbsence.person, _DEPUTY.id == KnownAbsence.deputy)
    .where(_ABSENT.active, _DEPUTY.active, _ABSENT.organisation == _DEPUTY.organisation)
    .correlate(KnownAbsence)
)


def stood_in_at(moment: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Of an absence: that it stands then, and its deputy can stand in: both are at work in one organisation (work of
    others was handed on). Which work the deputy takes is asked of their roles, by whoever asks for it."""
    return (KnownAbsence.begins_at <= moment) & (KnownAbsence.ends_at > moment) & _BOTH_AT_WORK
