"""Documents that end: the volunteer and their coordinators are warned in time, and told on the day, each once."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.model import BUSY, Assignment, VettingNotice, VettingWatch, Volunteer
from services.volunteers.rules import vetting
from services.volunteers.rules.vetting import LAPSED, Notice
from shared import clock
from shared.codes import DOCUMENT_KINDS
from shared.contracts.volunteers import VETTING_LAPSED, VETTING_NEAR
from shared.directory.lookup import time_zone_of
from shared.eventing.outbox import publish

LOOK_AT_ONCE = 100
WARNED = ("ready", "paused")
"""Of whose documents word is given: with applicants their coordinator is at work anyhow."""


def watch(session: Session, volunteer: Volunteer) -> None:
    """Their documents are looked at soon: something about them is different. The volunteer is locked, or new."""
    session.merge(VettingWatch(volunteer=volunteer.id, look_at=clock.now()))


def say_one_word(session: Session, volunteer: Volunteer) -> None:
    """For who comes in with papers that end soon: one notice at once, of what ends first. Whoever typed in the days of
    all of them knows of the others; their next notices are given as usual."""
    if volunteer.status not in WARNED:
        return
    today = clock.today(time_zone_of(session, volunteer.organisation))
    due = vetting.due_notices(volunteer.vetting["documents"], today)
    for notice in sorted(due, key=lambda one: one.expires_on)[1:]:
        _keep_given(session, volunteer, notice)


def warn_of_vetting(session: Session) -> int:
    """Look at a number of volunteers whose documents' days have come; returns how many."""
    now, handled = clock.now(), 0
    due = select(Volunteer).join(Volunteer.watch).where(VettingWatch.look_at <= now)
    due = due.order_by(VettingWatch.look_at).limit(LOOK_AT_ONCE).with_for_update(skip_locked=True, of=Volunteer)
    for volunteer in session.scalars(due.execution_options(populate_existing=True)).all():
        watched = session.get_one(VettingWatch, volunteer.id, populate_existing=True)
        if watched.look_at and watched.look_at <= now:
            zone = time_zone_of(session, volunteer.organisation)
            watched.look_at = _look(session, watched, volunteer, zone)
            handled += 1
    return handled


def _look(session: Session, watched: VettingWatch, volunteer: Volunteer, zone: str) -> datetime | None:
    """Give the notices that are due; when to look again."""
    today = clock.today(zone)
    if volunteer.status == "left":
        return None
    documents = volunteer.vetting["documents"]
    watched.lapsed = any(notice.days == LAPSED for notice in vetting.due_notices(documents, today))
    if volunteer.status in WARNED:
        for notice in vetting.due_notices(documents, today):
            _give(session, volunteer, notice)
    day = vetting.next_look(documents, today)
    return datetime.combine(day, time.min, ZoneInfo(zone)) if day else None


def _give(session: Session, volunteer: Volunteer, notice: Notice) -> None:
    key = (volunteer.id, notice.document, notice.expires_on, notice.days)
    if session.get(VettingNotice, key):
        return
    _keep_given(session, volunteer, notice)
    said = _said(volunteer, notice)
    if notice.days == LAPSED:
        publish(session, VETTING_LAPSED, volunteer.id, said | {"supervisors": _supervisors(session, volunteer)})
    else:
        publish(session, VETTING_NEAR, volunteer.id, said | {"days": notice.days})


def _keep_given(session: Session, volunteer: Volunteer, notice: Notice) -> None:
    document, expires_on, days = notice
    given = VettingNotice(volunteer=volunteer.id, document=document, expires_on=expires_on, days=days, at=clock.now())
    session.add(given)


def _said(volunteer: Volunteer, notice: Notice) -> dict[str, Any]:
    """A document in the organisation's own words is told as another one: words may name people."""
    known = notice.document if notice.document in DOCUMENT_KINDS else vetting.OTHER
    same = {name: getattr(volunteer, name) for name in ("person", "organisation", "kind")}
    return {"volunteer": volunteer.id, "what": known, "expires_on": notice.expires_on, "by": None, **same}


def _supervisors(session: Session, volunteer: Volunteer) -> list[Any]:
    running = select(Assignment.supervised_by).where(
        Assignment.volunteer_id == volunteer.id, Assignment.status.in_(BUSY)
    )
    return sorted(set(session.scalars(running)))
