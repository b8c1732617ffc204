"""Districts: the places of a region, by codes that everyone uses."""

from typing import Any

from sqlalchemy.orm import Session

from services.identity import states
from services.identity.commands.unique import unique
from services.identity.model import District
from shared.caller import Caller
from shared.contracts import identity
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Invalid


def register_district(
    session: Session,
    caller: Caller | None,
    *,
    code: str,
    name: str,
    region: str,
    latitude: float | None = None,
    longitude: float | None = None,
) -> District:
    """Raises Invalid when the code is taken, or half a place is given."""
    district = District(code=code, id=uuid7(), name=name, region=region, latitude=latitude, longitude=longitude)
    _check_place(district)
    with unique(session, "code", "districts_pkey"):
        session.add(district)
    _tell(session, identity.DISTRICT_REGISTERED, district, caller)
    return district


def change_district(session: Session, caller: Caller | None, district: District, **changes: Any) -> District:
    for name, value in changes.items():
        setattr(district, name, value)
    _check_place(district)
    if session.is_modified(district):
        session.flush()
        _tell(session, identity.DISTRICT_CHANGED, district, caller)
    return district


def _check_place(district: District) -> None:
    place = {"latitude": district.latitude, "longitude": district.longitude}
    missing = [name for name, degrees in place.items() if degrees is None]
    if len(missing) == 1:
        raise Invalid({missing[0]: ["required"]})


def _tell(session: Session, event: EventType, district: District, caller: Caller | None) -> None:
    by = caller.person if caller else None
    publish(session, event, district.code, states.of_district(district) | {"by": by})
