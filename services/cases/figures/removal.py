"""Children whose removal or abandonment was prevented."""

from services.cases.figures.sources import is_child

REMOVAL = f"""
said as (
    select person, case_id, organisation, district, happened_on as day, said_at, kind, removal
    from known join household using (case_id, member)
    where removal in ('at_risk', 'averted', 'removed') and {is_child("happened_on")}
),
risks as (
    select distinct on (person) person, day, said_at from said
    where removal = 'at_risk' and kind in ('assessment', 'review') order by person, day, said_at
),
removed as (
    select distinct on (person) person, day, said_at from said
    where removal = 'removed' and day between :first and :last order by person, day desc, said_at desc
),
facts as (
    select said.person as subject, said.case_id, said.organisation, said.district, said.day, said.said_at,
           'prevented' as part, null::numeric as amount
    from said join risks using (person) left join removed using (person)
    where said.removal = 'averted' and said.kind in ('review', 'closure') and said.day between :first and :last
        and (risks.day, risks.said_at) < (said.day, said.said_at)
        and (removed.person is null or (removed.day, removed.said_at) < (said.day, said.said_at))
)
"""
"""Children whose review or assessment recorded a risk of removal or refusal, and whose later review or closure records
it as averted (practice), the latter in the period. Who was removed after that in the same period does not count
(ours)."""
