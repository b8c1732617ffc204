"""Deadlines of the next two weeks: how many of which kind on each day, and those of one day with their source."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response
from sqlalchemy import ColumnElement, String, cast, func, select

from services.cases.model import Case, Deadline, DeadlinePolicy
from services.cases.pages import dues, frame
from services.cases.pages.supervision.room import SUPERVISES, pages
from services.cases.pages.today.rows import AHEAD, Row, today, with_families
from services.cases.rules.lengths import code_of
from shared.directory.lookup import names_in
from shared.web.fields import Day
from shared.web.moments import MomentQuery, by_moment
from shared.web.pages import show
from shared.web.routes import Call

ON_A_PAGE = 25


@dataclass(frozen=True)
class DueDay:
    """`kinds`: what is due, and how often."""

    day: date
    kinds: list[tuple[str, int]]


class DayQuery(MomentQuery):
    day = Day(load_default=today)


def days_of(call: Call) -> list[DueDay]:
    present = today()
    ahead = Deadline.due_on.between(present, present + AHEAD)
    found = select(Deadline.due_on, Deadline.kind, func.count()).join(Case, Case.id == Deadline.case_id)
    counted = found.where(*_open_of(call), ahead).group_by(Deadline.due_on, Deadline.kind)
    days: dict[date, list[tuple[str, int]]] = defaultdict(list)
    for day, kind, number in call.session.execute(counted.order_by(Deadline.due_on, Deadline.kind)):
        days[day].append((dues.text_of(kind), number))
    return [DueDay(day, kinds) for day, kinds in days.items()]


def _open_of(call: Call) -> tuple[ColumnElement[bool], ...]:
    """Literally as its index has it."""
    return Case.organisation == call.caller.organisation, Deadline.running.expression, Deadline.met_on.is_(None)


@pages.page("/overview/deadlines", who=SUPERVISES, query=DayQuery)
def due_on(call: Call) -> Response:
    """What is due on one day, with whose it is and where the day comes from."""
    key = cast(Deadline.case_id, String) + Deadline.kind
    query = call.query | {"limit": ON_A_PAGE}
    listed = by_moment(
        call.session, _of_day(call), Deadline.passes_at.expression, key, query, lambda found: {"found": found},
        lambda found: (found[0].passes_at, f"{found[0].case_id}{found[0].kind}"), newest=False,
    )  # fmt: skip
    rows = _rows(call, [one["found"] for one in listed["items"]])
    return show("supervision/due.html", day=call.query["day"], rows=rows, next=listed["next"])


def _of_day(call: Call) -> Any:
    found = select(Deadline, Case, DeadlinePolicy).join(Case, Case.id == Deadline.case_id)
    known = found.join(DeadlinePolicy, DeadlinePolicy.version == Deadline.policy)
    return known.where(*_open_of(call), Deadline.due_on == call.query["day"])


def _rows(call: Call, found: list[Any]) -> list[Row]:
    name = names_in(call.session)
    return with_families(
        call, [_row(deadline, case, policy, name(case.worker) or "") for deadline, case, policy in found]
    )


def _row(deadline: Deadline, case: Case, policy: DeadlinePolicy, worker: str) -> Row:
    length = policy.lengths[code_of(deadline.kind, case.urgency)]
    return Row(
        what=dues.text_of(deadline.kind),
        href=frame.address_of(case),
        due=deadline.due_on,
        case=case,
        origin=dues.origin_of(deadline.kind, case.urgency, length),
        whose=worker,
    )
