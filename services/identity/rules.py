"""Who may do what with people, and how long things hold. No I/O."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from shared.caller import Caller
from shared.codes import ROLES

ADMINISTRATOR = "administrator"
ANALYST = "analyst"

OWN_COORDINATORS_CHANGE = frozenset({"no_referrals_until"})
"""What a coordinator changes of the own organisation."""

VOLUNTEERS = frozenset({"volunteer", "contact_family"})
"""The roles that a volunteer coordinator gives."""

FOUND_BY_OTHERS = frozenset({"case_worker", "specialist"})
"""Whom other organisations' case workers and supervisors find: a case team comes from several organisations."""

TOKEN_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(hours=12)  # ours: one working day, then the password again
INVITATION_LIFE = timedelta(days=7)  # ours
INVITATION_PACE = timedelta(seconds=2)
"""Between two invitations of one file: who asks for a link meanwhile waits for none of them (ours)."""
RECOVERY_LIFE = timedelta(hours=1)  # ours


def in_order(roles: Iterable[str]) -> list[str]:
    """Each role once, in the order of the list of codes."""
    given = set(roles)
    return [role for role in ROLES if role in given]


def may_manage(caller: Caller | None, organisation: UUID | None, roles: Collection[str]) -> bool:
    """Whether the caller may register, read and change a person of this organisation with these roles. An analyst sees
    figures of every organisation, so that role is nobody's to give but an administrator's.

    A caller of None is the system itself: setting up, or a sample region.
    """
    if caller is None or caller.has(ADMINISTRATOR):
        return True
    if not {ADMINISTRATOR, ANALYST}.isdisjoint(roles) or organisation is None or organisation != caller.organisation:
        return False
    if caller.has("organisation_administrator"):
        return True
    return caller.has("volunteer_coordinator") and VOLUNTEERS.issuperset(roles)


def place_errors(organisation: UUID | None, roles: Collection[str]) -> dict[str, list[str]]:
    """An administrator belongs to no organisation and is nothing else; everyone else belongs to one. An analyst is
    nothing else either: from the figures for all, who knows those of one organisation could subtract them."""
    if ADMINISTRATOR not in roles:
        mixed = {"roles": ["conflicting"]} if ANALYST in roles and set(roles) != {ANALYST} else {}
        return mixed | ({} if organisation else {"organisation": ["required"]})
    errors = {"roles": ["conflicting"]} if set(roles) != {ADMINISTRATOR} else {}
    return errors | ({"organisation": ["conflicting"]} if organisation else {})


def pause_errors(until: date | None, today: date) -> dict[str, list[str]]:
    """A pause in taking referrals ends today at the earliest, and after a year at the latest (ours): one that nobody
    ends by then was forgotten, or is no pause. `today` where the organisation is."""
    if until is None or today <= until <= _a_year_after(today):
        return {}
    return {"no_referrals_until": ["in_past" if until < today else "out_of_range"]}


def _a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)
