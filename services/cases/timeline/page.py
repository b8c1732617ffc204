"""One page of a case's timeline."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Select, Text, cast, func, select, union_all
from sqlalchemy.orm import Session

from services.cases.model import Case
from services.cases.timeline.parts import PARTS
from shared.directory.lookup import names_in, time_zone_of
from shared.web.moments import by_moment

HAPPENED, RECORDED = "happened", "recorded"

SHOWN = ("kind", "id", "happened_on", "happened_at", "recorded_at", "by", "facts")


def timeline_of(session: Session, case: Case, query: dict[str, Any]) -> dict[str, Any]:
    """The newest first: by the day of the fact, within a day as it was recorded; or by when it was recorded."""
    lines = _all(case, time_zone_of(session, case.organisation), query.get("kind")).subquery("timeline")
    first = lines.c.recorded_at if query["order"] == RECORDED else _beginning(lines.c.happened_on)
    second = _sortable(lines)
    name = names_in(session)
    found = select(lines, first.label("place_at"), second.label("place_in_day"))
    return by_moment(
        session, found, first, second, query,
        lambda line: _shown(name, line),
        lambda line: (line.place_at, line.place_in_day),
        newest=True,
    )  # fmt: skip


def _all(case: Case, zone: str, kinds: Collection[str] | None) -> Any:
    wanted = [part for part, has in PARTS.items() if kinds is None or not set(kinds).isdisjoint(has)]
    found = [_of_kinds(part(case.id, zone), kinds) for part in wanted]
    return union_all(*found) if len(found) > 1 else found[0]


def _of_kinds(part: Select[Any], kinds: Collection[str] | None) -> Select[Any]:
    return part if kinds is None else part.where(part.selected_columns.kind.in_(kinds))


def _beginning(day: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.timezone("UTC", cast(day, DateTime))


def _sortable(lines: Any) -> ColumnElement[str]:
    """A text that sorts as the lines were recorded, and tells each from every other."""
    recorded = func.to_char(func.timezone("UTC", lines.c.recorded_at), "YYYYMMDDHH24MISSUS")
    return cast(func.concat_ws("/", recorded, lines.c.id, lines.c.kind), Text).collate("C")


def _shown(name: Callable[[UUID | None], str | None], line: Any) -> dict[str, Any]:
    annulled = {"at": line.annulled_at, "by": line.annulled_by, "reason": line.annulled_reason}
    return {
        **{name: getattr(line, name) for name in SHOWN},
        "by_name": name(line.by),
        "annulled": {**annulled, "by_name": name(line.annulled_by)} if line.annulled_at else None,
    }
