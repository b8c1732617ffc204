"""The columns that all parts of a timeline have."""

from typing import Any

from sqlalchemy import Date, DateTime, Select, Text, Uuid, cast, func, literal, null, select
from sqlalchemy.dialects.postgresql import JSONB

Column = Any
"""A column, or what SQL makes of some."""

MOMENT = DateTime(timezone=True)

NOTHING: dict[str, Any] = {
    "happened_at": MOMENT,
    "by": Uuid(),
    "annulled_at": MOMENT,
    "annulled_by": Uuid(),
    "annulled_reason": Text(),
}
"""What a part may leave out."""


def row(
    kind: Column, id: Column, happened_on: Column, recorded_at: Column, facts: Column, **more: Column
) -> Select[Any]:
    """`kind`: a code of `codes.TIMELINE_KINDS`; `id`: of the record that says more; `happened_on`: the day of the fact,
    `happened_at` its moment where one is known; `facts`: a little of what it says."""
    found = [cast(more.get(name, null()), type_).label(name) for name, type_ in NOTHING.items()]
    columns: list[Column] = [
        cast(literal(kind) if isinstance(kind, str) else kind, Text).label("kind"),
        cast(id, Text).label("id"),
        cast(happened_on, Date).label("happened_on"),
        cast(recorded_at, MOMENT).label("recorded_at"),
        func.jsonb_strip_nulls(cast(facts, JSONB)).label("facts"),
    ]
    return select(*columns, *found)


def facts(**named: Column) -> Column:
    return func.jsonb_build_object(*(part for name, value in named.items() for part in (literal(name), value)))


def day_of(moment: Column, time_zone: str) -> Column:
    """The day of a moment where the organisation is."""
    return cast(func.timezone(time_zone, moment), Date)


def instant(moment: Column) -> Column:
    """As answers write it."""
    return func.to_char(func.timezone("UTC", moment), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')


def numbered(id: Column, number: Column) -> Column:
    """A name for one of the many of a record; names sort as the numbers do."""
    return cast(id, Text) + "/" + func.lpad(cast(number, Text), 6, "0")
