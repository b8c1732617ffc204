"""Duty rosters."""

from typing import Any

from sqlalchemy.orm import Session

from services.referrals.commands.duty import people_on_duty
from services.referrals.model import DutyRoster
from services.referrals.views.common import absence, changed, names_of
from shared.directory.lookup import away_now


def roster(session: Session, roster: DutyRoster) -> dict[str, Any]:
    able = people_on_duty(session, roster.organisation)
    away = away_now(session, roster.people)
    people = [
        {"id": person, "names": names_of(session, person), "can_be_called": person in able}
        | {"away": absence(session, away.get(person))}
        for person in roster.people
    ]
    said = {"organisation": roster.organisation, "people": people}
    return said | changed(session, roster.changed_at, roster.changed_by)
