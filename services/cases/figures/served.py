"""Children served."""

from services.cases.figures.sources import is_child

SERVICES = "select case_id, member, organisation, district, happened_on, said_at from known where kind = 'service'"

SESSIONS = """
select case_id, member, ours.organisation, ours.district, held_on as happened_on, recorded_at as said_at
from programme_sessions as held join attendances on attendances.session = held.id
    join ours using (case_id)
where attended and held.status in ('held', 'annulled') and held_on between :first and :last and recorded_at < :known
    and (attendances.annulled_at is null or attendances.annulled_at >= :known)
    and (held.annulled_at is null or held.annulled_at >= :known)
"""
"""Whoever runs the programme: a session is help within the case."""

GIVEN = (SERVICES, SESSIONS)
"""What counts as help to a member. One more kind of it is one more SELECT."""

SERVED = f"""
given as ({" union all ".join(GIVEN)}),
firsts as (
    select case_id, member, organisation, district, min(happened_on) as day, min(said_at) as said_at
    from given where happened_on between :first and :last group by 1, 2, 3, 4
),
facts as (
    select person as subject, case_id, organisation, district, day, said_at, 'served' as part, null::numeric as amount
    from firsts join household using (case_id, member) where {is_child("day")}
)
"""
"""Children who got at least one service or programme session in the period (practice)."""
