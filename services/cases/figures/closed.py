"""Families taken off support, how they ended, and how long it lasted."""

DAYS_OF_A_MONTH = 30.4375

CLOSED = f"""
signed as (
    select distinct on (case_id) case_id, happened_on as signed_on from known where kind = 'agreement'
    order by case_id, said_at desc
),
facts as (
    select family as subject, case_id, organisation, district, happened_on as day, said_at,
           concat(case outcome when 'self_sufficient' then 'self_sufficient' else 'otherwise' end, '/',
                  case when signed_on is null then 'unsigned'
                       when happened_on < (signed_on + interval '1 year')::date then 'under'
                       when happened_on <= (signed_on + interval '3 years')::date then 'within'
                       else 'over' end) as part,
           (happened_on - signed_on) / {DAYS_OF_A_MONTH} as amount
    from known left join signed using (case_id)
    where kind = 'closure' and member is null and happened_on between :first and :last
)
"""
"""Families off support: closures in the period; self-sufficient: the share of them with that outcome (practice). A
closure after which the case was reopened is none; of several of one family the last counts (ours).

Support lasts 1 to 3 years on average (practice): from the day on which the agreement was signed to the closure."""
