"""Parental rights at the end of support."""

RIGHTS = """
facts as (
    select person as subject, case_id, organisation, district, happened_on as day, said_at, rights as part,
           null::numeric as amount
    from known join household using (case_id, member)
    where rights is not null and happened_on between :first and :last
)
"""
"""Parental rights kept or restored: parents, by outcome at closure (practice); of several of one parent the last."""
