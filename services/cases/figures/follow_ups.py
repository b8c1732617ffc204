"""Outcomes that hold."""

FOLLOW_UPS = """
facts as (
    select family as subject, known.case_id, organisation, district, happened_on as day, said_at,
           case when holds then 'holds' else 'ended' end as part, null::numeric as amount
    from known join closures on closures.case_id = known.case_id and closures.round = known.round
    where kind = 'follow_up' and happened_on between :first and :last and closures.outcome = 'self_sufficient'
)
"""
"""Follow-ups where it holds ÷ follow-ups done, of families closed as self-sufficient (practice). One that found that it
does not hold counts also when the case was reopened for that; of several of one family the last counts (ours)."""
