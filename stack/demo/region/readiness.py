"""How someone comes onto the register of volunteers, is vetted, and later pauses or leaves."""

from datetime import timedelta
from typing import Any

from services.volunteers import commands
from services.volunteers.policies import common as policies
from services.volunteers.policies.register import volunteer
from stack.demo.region.calendar import Calendar, day_of
from stack.demo.region.helpers import HELPERS, Helper
from stack.demo.region.stage import Stage
from stack.demo.region.timeline import Beat

COORDINATOR_OF = {"ngo": "volunteers@ngo.example", "social": "volunteers@social.example"}
VETTING_TAKES_DAYS = 21
APPLIED_DAYS_AGO = 9
PAUSED_DAYS_AGO = 40
LEFT_DAYS_AGO = 75
_PROFILE = ("districts", "skills", "experience", "languages", "times")


def beats(stage: Stage) -> list[Beat]:
    return [beat for helper in HELPERS for beat in beats_of(stage, helper)]


def beats_of(stage: Stage, helper: Helper) -> list[Beat]:
    vetted = helper.vetted_days_ago
    came = vetted + VETTING_TAKES_DAYS if vetted else APPLIED_DAYS_AGO
    found = [Beat(_at(stage, came), lambda: _register(stage, helper))]
    if vetted:
        found.append(Beat(_at(stage, vetted), lambda: _change(stage, helper, **_approval(stage.calendar, helper))))
    if helper.status == "paused":
        found.append(Beat(_at(stage, PAUSED_DAYS_AGO), lambda: _change(stage, helper, status="paused")))
    if helper.status == "left":
        found.append(Beat(_at(stage, LEFT_DAYS_AGO), lambda: _change(stage, helper, status="left")))
    return found


def _at(stage: Stage, days_ago: float) -> Any:
    return stage.calendar.moment(days_ago, minutes=30)


def _register(stage: Stage, helper: Helper) -> None:
    body: dict[str, Any] = {name: list(getattr(helper, name)) for name in _PROFILE} | {
        "kind": helper.kind,
        "person": stage.person(helper.email),
        "capacity": helper.capacity,
        "employers": [stage.organisations[key] for key in helper.employers],
        "vetting": {"documents": _documents(stage.calendar, helper)},
    }
    coordinator = COORDINATOR_OF[helper.register]
    made = stage.act("volunteers", coordinator, commands.register, body, policy=policies.REGISTERED)
    stage.volunteers[helper.email] = made.id


def _change(stage: Stage, helper: Helper, **changes: Any) -> None:
    """By the coordinator of the register."""
    on = (volunteer, stage.volunteers[helper.email])
    coordinator = COORDINATOR_OF[helper.register]
    stage.act("volunteers", coordinator, commands.change, changes, on=on, policy=policies.REGISTERED)


def _approval(calendar: Calendar, helper: Helper) -> dict[str, Any]:
    approved = day_of(calendar.moment(helper.vetted_days_ago))
    dates = {
        "trained_on": approved - timedelta(days=12),
        "interviewed_on": approved - timedelta(days=5),
        "approved_on": approved,
    }
    return {"vetting": dates, "status": "ready"}


def _documents(calendar: Calendar, helper: Helper) -> list[dict[str, Any]]:
    left = helper.document_days_left
    good_until = calendar.today + timedelta(days=left) if left is not None else None
    return [
        {"kind": "Справка об отсутствии судимости", "expires_on": None},
        {"kind": "Медицинская справка", "expires_on": good_until},
    ]
