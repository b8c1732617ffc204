"""What all figures stand on, as common table expressions: who is who, who is a child, and what counted then."""

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

HOUSEHOLD = """
household as not materialized (
    select members.case_id, members.id as member, coalesce(people.root, members.id) as person, role, born_on, left_on,
           comes_of_age(born_on, age, aged_on) as of_age_on
    from members left join people using (id)
)
"""
"""Members with the one id by which each is counted."""

IS_CHILD = "coalesce({day} < of_age_on, role = 'child')"
"""A child is under 18 on the day of the fact (practice); who has no known age, by their place in the family."""

KNOWN = """
ours as not materialized (
    select cases.id as case_id, organisation, coalesce(families.root, cases.family) as family
    from cases left join families on families.family = cases.family
    where (cast(:organisation as uuid) is null or organisation = cast(:organisation as uuid))
),
known as not materialized (
    select counted.*, organisation, family from counted join ours using (case_id)
    where said_at < :known and (taken_back_at is null or taken_back_at >= :known)
)
"""
"""As known on any date: what was written later is not there yet, what was annulled later still is."""

BASE = f"with {PEOPLE}, {HOUSEHOLD}, {KNOWN}"


def is_child(day: str) -> str:
    return IS_CHILD.format(day=day)
