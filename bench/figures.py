"""`python -m bench.figures`: how long outcome figures take with 20,000 cases of fifty organisations, six years of work.

Cases are written as rows, for they are many; what is measured is the product's own counting. Wanted: all figures of a
year in 1.5 s, of one organisation by district in 1 s.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from services.cases.figures.asked import Asked
from services.cases.figures.released import tables_of
from services.cases.figures.tables import table
from tests.support.bench import Bench
from tests.support.server import own_server

CASES, ORGANISATIONS, DISTRICTS = 20_000, 50, 60
YEAR = (date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1))
ALL_S, OWN_S = 1.5, 1.0

WRITTEN = f"""
create function id(kind int, a bigint, b int default 0) returns uuid language sql immutable as
    $$ select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(a * 100 + b), 12, '0'))::uuid $$;
create temp table made as
    select n, id(1, n) as id, date '2020-01-01' + (mod(n, 2000)) as day from generate_series(1, {CASES}) as n;
insert into cases (id, version, reference, referral, referral_reference, family, organisation, worker, status, round,
    began_in, began_on, channel, urgency, basis, reasons, help_wanted, questions, opened_at, opened_on, signed_on,
    signed_by, outcome, closed_on, family_kind, district)
select id, 1, n::text, id(2, n), n::text, id(3, n), id(4, mod(n, {ORGANISATIONS})), null, 'closed', 1, 'opened', day,
    'partner', 'routine', '{{}}', '{{}}', '{{}}', '[]', day, day, day, '{{}}', 'self_sufficient', day + 700, 'blood',
    'district' || mod(n, {DISTRICTS}) from made;
insert into members (case_id, id, position, role, first_name, born_on)
select made.id, id(5, n, m), m, case m when 0 then 'mother' else 'child' end, 'Лада',
    case m when 0 then date '1985-01-01' else date '2012-01-01' + m * 300 end
from made, generate_series(0, 2) as m;
insert into entries (id, case_id, round, kind, happened_on, facts, author, written_at)
select id(6, n), id, 1, 'agreement', day, '{{"signed_by": []}}', id, day from made
union all
select id(7, n, s), id, 1, 'service', day + s * 60,
    jsonb_build_object('kind', 'social', 'members', jsonb_build_array(id(5, n, 1), id(5, n, 2)),
                       'note', repeat('Поговорили. ', 20)), id, day + s * 60
from made, generate_series(1, 11) as s
union all
select id(8, n, a), id, 1, 'assessment', day + a * 200,
    jsonb_build_object('tool', 'interview', 'participants', jsonb_build_array(id(5, n, 0)), 'scores', scores,
        'children', jsonb_build_array(jsonb_build_object('member', id(5, n, 1), 'removal', 'at_risk'))), id,
    day + a * 200
from made, generate_series(0, 2) as a, lateral (
    select jsonb_agg(jsonb_build_object('member', id(5, n, m), 'domain', domain, 'score', 3)) as scores
    from generate_series(1, 2) as m, unnest(array['safety', 'health', 'education', 'relations', 'rights']) as domain
) as scored
union all
select id(9, n, r), id, 1, 'review', day + r * 180,
    jsonb_build_object('participants', jsonb_build_array(id(5, n, 0)), 'children', jsonb_build_array(
        jsonb_build_object('member', id(5, n, 1), 'wellbeing', 'improved', 'removal', 'averted'),
        jsonb_build_object('member', id(5, n, 2), 'wellbeing', 'same', 'removal', 'no_risk'))), id, day + r * 180
from made, generate_series(1, 3) as r;
insert into closures (id, case_id, round, last_status, outcome, closed_on, facts, closed_by, closed_at)
select id(10, n), id, 1, 'supported', case mod(n, 6) when 0 then 'moved' else 'self_sufficient' end, day + 700,
    jsonb_build_object('family_agrees', true, 'children', jsonb_build_array(
        jsonb_build_object('member', id(5, n, 1), 'wellbeing', 'improved', 'removal', 'averted')),
        'parents', jsonb_build_array(jsonb_build_object('member', id(5, n, 0), 'rights', 'kept'))), id, day + 700
from made;
"""


def main() -> None:
    with own_server() as (server, _):
        bench = Bench(server, server.settings("cases"))
        write(bench)
        with bench.session() as session:
            own = session.connection().exec_driver_sql("select organisation from cases limit 1").scalar_one()
            year = Asked(*YEAR)
            seconds = [
                took("all figures of a year, all cases", lambda: table(session, year, None)),
                took("own organisation, by district", lambda: table(session, Asked(*YEAR, own), "district")),
                took("six years of all cases, one by one", lambda: table(session, _six_years(), "year")),
                took("a year for analysts, released", lambda: tables_of(session, 2025)),
            ]
        bench.close()
    sys.exit(0 if seconds[0] <= ALL_S and seconds[1] <= OWN_S else 1)


def _six_years() -> Asked:
    return Asked(date(2020, 1, 1), date(2025, 12, 31), YEAR[2])


def write(bench: Bench) -> None:
    for number in range(DISTRICTS):
        bench.district(f"district{number}", region=f"Область {number % 6}")
    began = time.monotonic()
    with bench.session() as session:
        session.connection().exec_driver_sql(f"set local statement_timeout = 0; {WRITTEN}")
    with bench.session() as session:
        session.connection().exec_driver_sql("analyze")
        rows = session.connection().exec_driver_sql("select count(*) from counted").scalar_one()
    print(f"{CASES} cases, {rows} rows that count, written in {time.monotonic() - began:.0f} s", flush=True)


def took(what: str, ask: Callable[[], Any]) -> float:
    """The best of three."""
    found = []
    for _ in range(3):
        began = time.monotonic()
        ask()
        found.append(time.monotonic() - began)
    print(f"  {what:<40}{min(found):.2f} s", flush=True)
    return min(found)


if __name__ == "__main__":
    main()
