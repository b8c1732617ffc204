"""Children whose well-being improved, of all on support."""

from services.cases.figures.sources import is_child

WELLBEING = f"""
signed as (
    select distinct on (case_id) case_id, happened_on as signed_on from known where kind = 'agreement'
    order by case_id, said_at desc
),
ends as (
    select told.case_id, happened_on as closed_on,
           case when taken_back_at < :known then greatest(reopened_on, happened_on + 1) end as goes_on
    from told join closures on closures.id = fact where kind = 'closure' and member is null
),
gaps as (select case_id, range_agg(daterange(closed_on + 1, goes_on)) as days from ends group by case_id),
support as (
    select case_id, organisation, district,
           daterange(signed.signed_on, null)::datemultirange - coalesce(days, '{{}}') as days
    from signed join ours using (case_id) left join gaps using (case_id)
),
childhoods as (
    select case_id, member, person, role, of_age_on, organisation, district, days,
           greatest(cast(:first as date), born_on) as first_day,
           least(cast(:last as date), of_age_on - 1, left_on) as last_day
    from support join household using (case_id)
    where days && daterange(cast(:first as date), cast(:last as date), '[]')
),
supported as (
    select * from childhoods
    where (of_age_on is not null or role = 'child')
        and case when first_day <= last_day then days && daterange(first_day, last_day, '[]') else false end
),
last_words as (
    select distinct on (case_id, member) case_id, member, district, happened_on as day, said_at, wellbeing, agreed
    from known join household using (case_id, member)
    where wellbeing is not null and happened_on between :first and :last and {is_child("happened_on")}
    order by case_id, member, happened_on desc, said_at desc
),
looked_at as (
    select case_id, member, tool, domains, happened_on from known where kind = 'assessment' and domains is not null
),
comparable as (
    select case_id, member, min(later.happened_on) as since
    from looked_at as earlier join looked_at as later using (case_id, member, tool)
    where earlier.happened_on < later.happened_on and earlier.domains && later.domains group by case_id, member
),
facts as (
    select person as subject, case_id, organisation, coalesce(last_words.district, supported.district) as district, day,
           said_at,
           case when wellbeing is null then 'unknown' when wellbeing <> 'improved' then wellbeing
                when agreed and since <= day then 'improved' else 'unproved' end as part,
           null::numeric as amount
    from supported left join last_words using (case_id, member) left join comparable using (case_id, member)
)
"""
"""Children whose review or closure records `improved` (of improved, same, worse), on two comparable assessments, agreed
with the family; of all children on support (practice).

The last word in the period decides (ours). Comparable as `services.cases.rules.comparison` says: the same tool looked
at the same domain of the child on different days, both by the day of the word. Agreed (ours): the family agreed to the
closure, or somebody grown-up of it took part in the review. On support (ours): from the signing of the agreement to the
closure, on some day of the period on which they were a child of the household."""
