"""What outcome figures count: one row for each fact and each member whom it concerns; and every word on who is who.

Triggers fill `counted` from entries and closures, so that whatever writes one is counted, also a release that knows
nothing of figures. Entries are never edited; an annulled entry and a reopened closure keep their rows, with the moment
at which they were taken back. The district is the family's when the fact was written.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = """
create table counted (
    fact uuid not null,
    case_id uuid not null references cases,
    kind text not null,
    round int not null,
    happened_on date not null,
    said_at timestamptz not null,
    taken_back_at timestamptz,
    district text not null,
    member uuid,
    tool text,
    domains text[],
    removal text,
    wellbeing text,
    agreed boolean,
    rights text,
    outcome text,
    holds boolean
);
create index counted_happened_on on counted (kind, happened_on);
create index counted_fact on counted (fact);
create index counted_case on counted (case_id, kind);

-- Who was whom, as it was said then: `family_aliases` knows the last word alone.
create table alias_changes (
    family uuid not null,
    sequence bigint not null,
    said_at timestamptz not null,
    merged_into uuid,
    members jsonb not null,
    primary key (family, sequence)
);

-- What analysts were told of a year, for ever the same.
create table released_figures (
    year int primary key,
    released_at timestamptz not null,
    tables jsonb not null
);
"""

COMES_OF_AGE = """
-- The first day on which `services.cases.rules.ages.age_on` says 18; 1 March for who was born on 29 February. Null
-- where no age is known.
create function comes_of_age(born_on date, age int, aged_on date) returns date language sql immutable as $$
    select (then_ + years)::date + (extract(day from then_ + years) < extract(day from then_))::int
    from (select coalesce(born_on, aged_on) as then_,
                 make_interval(years => case when born_on is null then 18 - age else 18 end) as years) as told
$$;
"""

PARTS = """
create function parts_of(facts jsonb, name text) returns setof jsonb language sql immutable as $$
    select value from jsonb_array_elements(case jsonb_typeof(facts -> name) when 'array' then facts -> name
                                           else '[]' end)
$$;

-- Whether someone grown-up of the family took part: "together with the family".
create function family_took_part(of_case uuid, facts jsonb, day date) returns boolean language sql stable as $$
    select exists (
        select from members join parts_of(facts, 'participants') as part on part #>> '{}' = members.id::text
        where case_id = of_case and (role in ('mother', 'father', 'guardian')
            or coalesce(comes_of_age(born_on, age, aged_on) <= day, role <> 'child')))
$$;
"""

COUNT_ENTRY = """
create function count_entry(entry entries) returns void language plpgsql as $$
declare
    place text := (select district from cases where id = entry.case_id);
begin
    if entry.kind in ('agreement', 'follow_up') then
        insert into counted (fact, case_id, kind, round, happened_on, said_at, taken_back_at, district, holds)
        values (entry.id, entry.case_id, entry.kind, entry.round, entry.happened_on, entry.written_at,
                entry.annulled_at, place, (entry.facts ->> 'holds')::boolean);
    elsif entry.kind = 'service' then
        insert into counted (fact, case_id, kind, round, happened_on, said_at, taken_back_at, district, member)
        select entry.id, entry.case_id, entry.kind, entry.round, entry.happened_on, entry.written_at,
               entry.annulled_at, place, (part #>> '{}')::uuid
        from parts_of(entry.facts, 'members') as part;
    elsif entry.kind = 'assessment' then
        insert into counted (fact, case_id, kind, round, happened_on, said_at, taken_back_at, district, member, tool,
                             domains, removal)
        select entry.id, entry.case_id, entry.kind, entry.round, entry.happened_on, entry.written_at,
               entry.annulled_at, place, member, entry.facts ->> 'tool',
               array_agg(domain) filter (where domain is not null), max(removal)
        from (select (part ->> 'member')::uuid as member, part ->> 'domain' as domain, null as removal
              from parts_of(entry.facts, 'scores') as part
              union all
              select (part ->> 'member')::uuid, null, part ->> 'removal'
              from parts_of(entry.facts, 'children') as part) as told
        where member is not null group by member;
    elsif entry.kind = 'review' then
        insert into counted (fact, case_id, kind, round, happened_on, said_at, taken_back_at, district, member,
                             removal, wellbeing, agreed)
        select entry.id, entry.case_id, entry.kind, entry.round, entry.happened_on, entry.written_at,
               entry.annulled_at, place, (part ->> 'member')::uuid, part ->> 'removal', part ->> 'wellbeing',
               family_took_part(entry.case_id, entry.facts, entry.happened_on)
        from parts_of(entry.facts, 'children') as part;
    end if;
end
$$;
"""

COUNT_CLOSURE = """
create function count_closure(closure closures) returns void language plpgsql as $$
declare
    place text := (select district from cases where id = closure.case_id);
begin
    insert into counted (fact, case_id, kind, round, happened_on, said_at, taken_back_at, district, member, removal,
                         wellbeing, agreed, rights, outcome)
    select closure.id, closure.case_id, 'closure', closure.round, closure.closed_on, closure.closed_at,
           closure.reopened_at, place, told.member, told.removal, told.wellbeing,
           (closure.facts ->> 'family_agrees')::boolean, told.rights, told.outcome
    from (select null::uuid as member, null as removal, null as wellbeing, null as rights, closure.outcome as outcome
          union all
          select (part ->> 'member')::uuid, part ->> 'removal', part ->> 'wellbeing', null, null
          from parts_of(closure.facts, 'children') as part
          union all
          select (part ->> 'member')::uuid, null, null, part ->> 'rights', null
          from parts_of(closure.facts, 'parents') as part) as told;
end
$$;
"""

TRIGGERS = """
create function entry_written() returns trigger language plpgsql as $$
begin
    perform count_entry(new);
    return null;
end
$$;
create function entry_annulled() returns trigger language plpgsql as $$
begin
    update counted set taken_back_at = new.annulled_at where fact = new.id;
    return null;
end
$$;
create function closure_written() returns trigger language plpgsql as $$
begin
    perform count_closure(new);
    return null;
end
$$;
create function closure_reopened() returns trigger language plpgsql as $$
begin
    update counted set taken_back_at = new.reopened_at where fact = new.id;
    return null;
end
$$;
create trigger entry_written after insert on entries for each row
    when (new.kind in ('agreement', 'service', 'assessment', 'review', 'follow_up')) execute function entry_written();
create trigger entry_annulled after update of annulled_at on entries for each row execute function entry_annulled();
create trigger closure_written after insert on closures for each row execute function closure_written();
create trigger closure_reopened after update of reopened_at on closures for each row
    execute function closure_reopened();
"""

WRITTEN_BEFORE = """
select count_entry(entries) from entries;
select count_closure(closures) from closures;
insert into alias_changes (family, sequence, said_at, merged_into, members)
select family, sequence, timestamptz '1970-01-01 00:00Z', merged_into, members from family_aliases;
"""
"""Since when a family is known to be another one was not kept: it counts as always known."""


def upgrade() -> None:
    for statement in (TABLES, COMES_OF_AGE, PARTS, COUNT_ENTRY, COUNT_CLOSURE, TRIGGERS, WRITTEN_BEFORE):
        op.execute(statement)
