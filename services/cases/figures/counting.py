"""Counting: one statement for all rules, grouped as asked. Everyone once in each group and once in all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.cases.figures.asked import Asked
from services.cases.figures.closed import CLOSED
from services.cases.figures.follow_ups import FOLLOW_UPS
from services.cases.figures.removal import REMOVAL
from services.cases.figures.rights import RIGHTS
from services.cases.figures.served import SERVED
from services.cases.figures.sources import base
from services.cases.figures.wellbeing import WELLBEING

RULES: Mapping[str, str] = {
    "served": SERVED,
    "closed": CLOSED,
    "removal": REMOVAL,
    "wellbeing": WELLBEING,
    "follow_ups": FOLLOW_UPS,
    "rights": RIGHTS,
}
TOTAL, ORGANISATION, DISTRICT, REGION, CELL = "total", "organisation", "district", "region", "cell"
BETWEEN = "|"
"""Between organisation and district in the key of a cell."""

PLACED = """
placed as (
    select facts.*, coalesce(known_districts.region, '') as region
    from facts left join known_districts on known_districts.code = facts.district
    where (cast(:district as text) is null or facts.district = :district)
        and (cast(:region as text) is null or known_districts.region = :region)
)
"""

_GROUPED = f"""
grouped as (
    select distinct on (kind, key, subject) kind, key, subject, part, amount
    from placed cross join lateral (values ('{TOTAL}', ''), ('{ORGANISATION}', organisation::text),
        ('{DISTRICT}', district), ('{REGION}', region), ('{CELL}', organisation::text || '{BETWEEN}' || district)
    ) as groups (kind, key)
    where kind = any(:kinds) order by kind, key, subject, day desc nulls last, said_at desc nulls last, part
)
select kind, key, part, count(*), sum(amount) from grouped group by kind, key, part
"""
"""Of two words of the same moment the part decides: else it is the plan of the statement, another one for all than for
one organisation."""


_IN_BULK = {"enable_nestloop": "off", "jit": "off", "work_mem": "'64MB'"}


class Group(NamedTuple):
    """`kind` is `total` (key ""), `organisation`, `district`, `region` or `cell`, an organisation in a district."""

    kind: str
    key: str


@dataclass(frozen=True)
class Tally:
    """How many in each part, and the sum of what is measured of them."""

    parts: Mapping[str, int]
    amount: Decimal = Decimal(0)

    def of(self, *wanted: str) -> int:
        """Those whose part is, or begins or ends at the slash with, one of these; all without any."""
        return sum(count for part, count in self.parts.items() if not wanted or {part, *part.split("/")} & {*wanted})


NOBODY = Tally({})
Tallies = dict[Group, Tally]


@contextmanager
def _in_bulk(session: Session) -> Iterator[None]:
    """What is counted comes in bulk from common table expressions of which PostgreSQL has no statistics: it takes them
    for a few rows and loops over 20,000 cases for each of them."""
    for name, value in _IN_BULK.items():
        session.execute(text(f"set local {name} = {value}"))
    yield
    for name in _IN_BULK:
        session.execute(text(f"reset {name}"))


def count(session: Session, asked: Asked, kinds: Sequence[str]) -> dict[str, Tallies]:
    """By rule, tallies for all, and for each group of these kinds in which there is anybody."""
    counted = (
        f"select '{rule}', * from (with {facts}, {PLACED}, {_GROUPED}) as {rule}" for rule, facts in RULES.items()
    )
    statement = text(f"{base(asked)} {' union all '.join(counted)}")
    parts: dict[tuple[str, Group], dict[str, int]] = defaultdict(dict)
    amounts: dict[tuple[str, Group], Decimal] = defaultdict(Decimal)
    with _in_bulk(session):
        rows = session.execute(statement, {**asked.parameters, "kinds": list(kinds)}).all()
    for rule, kind, key, part, many, amount in rows:
        parts[rule, Group(kind, key)][part] = many
        amounts[rule, Group(kind, key)] += amount or 0
    found: dict[str, Tallies] = {rule: {} for rule in RULES}
    for (rule, group), counts in parts.items():
        found[rule][group] = Tally(counts, amounts[rule, group])
    return found


def cases_behind(session: Session, rule: str, asked: Asked, wanted: Sequence[str]) -> list[UUID]:
    """The cases in which the people or families stand that this figure counts (those of these parts; all without)."""
    chosen = """
    select distinct case_id from (
        select distinct on (subject) subject, part from placed
        order by subject, day desc nulls last, said_at desc nulls last, part
    ) as decided join placed using (subject, part)
    where cardinality(cast(:wanted as text[])) = 0
        or string_to_array(part, '/') && cast(:wanted as text[])
    """
    statement = text(f"{base(asked)}, {RULES[rule]}, {PLACED} {chosen}")
    with _in_bulk(session):
        return list(session.scalars(statement, {**asked.parameters, "wanted": list(wanted)}))
