"""What all figures stand on, as common table expressions: who is who, who is a child, and what counted then."""

from services.cases.figures.asked import Asked

PEOPLE = """
recursive words as (
    select distinct on (family) family, merged_into, members from alias_changes where said_at < :known
    order by family, sequence desc
),
merges as (select * from words where merged_into is not null),
pairs as (
    select distinct on (id) id, same_as
    from merges, jsonb_to_recordset(members) as pair (id uuid, same_as uuid) order by id, same_as
),
family_paths (family, root, steps) as (
    select family, merged_into, 1 from merges
    union all
    select paths.family, merges.merged_into, steps + 1
    from family_paths as paths join merges on merges.family = paths.root where steps < 50
),
families as (select distinct on (family) family, root from family_paths order by family, steps desc),
person_paths (id, root, steps) as (
    select id, same_as, 1 from pairs
    union all
    select paths.id, pairs.same_as, steps + 1
    from person_paths as paths join pairs on pairs.id = paths.root where steps < 50
),
people as (select distinct on (id) id, root from person_paths order by id, steps desc)
"""
"""People and families are counted once, by id, merges followed (practice): chains of merges to their end, as they were
said until then. 50 steps: two merges that crossed on the road may for a moment name each other."""

OURS = """
ours as materialized (
    select cases.id as case_id, organisation, district, coalesce(families.root, cases.family) as family
    from cases left join families on families.family = cases.family
    where (cast(:organisation as uuid) is null or organisation = cast(:organisation as uuid))
)
"""
"""Cases of the organisation that is asked, or of all."""

HOUSEHOLD = """
formerly as (
    select distinct on (case_id, member) case_id, member as id, absent, role, born_on, age, aged_on, left_on
    from former_members where until >= :known order by case_id, member, until, number
),
said_of as not materialized (
    select case_id, id, role, born_on, age, aged_on, left_on from members
    where {of_ours}
        and not exists (select from formerly where formerly.case_id = members.case_id and formerly.id = members.id)
    union all
    select case_id, id, role, born_on, age, aged_on, left_on from formerly where not absent
),
household as materialized (
    select case_id, said_of.id as member, coalesce(people.root, said_of.id) as person, role, left_on,
           coalesce(born_on, (aged_on - make_interval(years => age + 1))::date) as born_on,
           comes_of_age(said_of.born_on, age, aged_on) as of_age_on
    from said_of left join people on people.id = said_of.id
)
"""
"""Members as they were known then, with the one id by which each is counted. Born, where only an age is known, on the
first day that `services.cases.rules.ages.is_born` allows."""

IS_CHILD = "coalesce({day} < of_age_on, role = 'child')"
"""A child is under 18 on the day of the fact (practice); who has no known age, by their place in the family."""

KNOWN = """
told as materialized (
    select counted.*, organisation, family from counted join ours using (case_id)
    where {of_ours} and said_at < :known
),
known as (select * from told where taken_back_at is null or taken_back_at >= :known)
"""
"""As known on any date: what was written later is not there yet, what was annulled later still is."""

OF_OURS = "case_id = any (array(select case_id from ours))"
"""Reads what belongs to some hundred cases by their index, however much there is of others."""


def base(asked: Asked) -> str:
    """Gathered once, for all rules."""
    of_ours = OF_OURS if asked.organisation else "true"
    return f"with {PEOPLE}, {OURS}, {HOUSEHOLD.format(of_ours=of_ours)}, {KNOWN.format(of_ours=of_ours)}"


def is_child(day: str) -> str:
    return IS_CHILD.format(day=day)
