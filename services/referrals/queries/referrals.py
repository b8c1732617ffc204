"""What lists of referrals are made of: rows that the caller may see, and nothing else."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import selectinload

from services.referrals.model import Receiver, Referral
from shared.caller import Caller
from shared.problems import Invalid
from shared.search import matches


def referrals(caller: Caller, query: dict[str, Any]) -> Select[Referral]:
    """The referrals of a box (without one: sent and received), by status and by what was typed."""
    box = query.get("box")
    found = with_rows(select(Referral).where(_BOXES[box](caller)))
    if box == "passed_on":
        _require_nothing_hidden(query)
        found = found.options(selectinload(Referral.history))
    if query.get("status"):
        found = found.where(Referral.status == query["status"])
    if query.get("q"):
        found = found.where(*_typed(box, query["q"]))
    return found


def with_rows(found: Select[Referral]) -> Select[Referral]:
    """With all that a row of a list shows, in one query for all rows."""
    return found.options(
        selectinload(Referral.household), selectinload(Referral.receivers), selectinload(Referral.case)
    )


def _require_nothing_hidden(query: dict[str, Any]) -> None:
    """What became of a referral is not told to who passed it on, so it cannot be asked either."""
    if "status" in query:
        raise Invalid({"status": ["not_in_this_box"]})


def ways_to_have_sent(caller: Caller) -> list[ColumnElement[bool]]:
    """Each is enough to see it as a sender, and has an index of its own."""
    by_caller = Referral.sent_by.in_(caller.people if caller.has("referrer", "coordinator") else [caller.person])
    if caller.organisation is None or not caller.has("referrer"):
        return [by_caller]
    return [by_caller, Referral.from_organisation == caller.organisation]


def _sent(caller: Caller) -> ColumnElement[bool]:
    return or_(*ways_to_have_sent(caller))


def _received(caller: Caller) -> ColumnElement[bool]:
    if caller.organisation is None:
        return false()
    ours = Referral.to_organisation == caller.organisation
    if caller.has("coordinator", "supervisor"):
        return ours
    return ours & Referral.worker.in_(caller.people) if caller.has("case_worker") else false()


def _passed_on(caller: Caller) -> ColumnElement[bool]:
    if caller.organisation is None or not caller.has("coordinator", "supervisor"):
        return false()
    return exists().where(
        Receiver.referral == Referral.id,
        Receiver.organisation == caller.organisation,
        Receiver.passed_on_at.is_not(None),
    )


_BOXES: dict[str | None, Any] = {
    None: lambda caller: or_(_sent(caller), _received(caller)),
    "sent": _sent,
    "received": _received,
    "passed_on": _passed_on,
}


def _typed(box: str | None, q: str) -> list[ColumnElement[bool]]:
    """A former receiver keeps the reference, so it finds by that alone: names would tell what it may not know."""
    if box != "passed_on":
        return matches(q, Referral.id)
    digits = "".join(sign for sign in q if sign.isdecimal())
    return [func.replace(Referral.reference, "-", "").startswith(digits) if digits else false()]
