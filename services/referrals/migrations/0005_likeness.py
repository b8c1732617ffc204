"""Keys by which possible duplicates are found, and the word that two families are two.

The keys of families that are here already are written by a timer, a batch at a time
(`commands.likeness.write_missing`): they are worked out in Python, and a release need not wait for all of them.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = """
alter table families add likeness_version int not null default 0;
create index families_likeness_version on families (likeness_version);
create index families_merged_into on families (merged_into) where merged_into is not null;

create unique index referrals_id_to_organisation on referrals (id, to_organisation);

create table likeness_keys (
    organisation uuid not null,
    key bigint not null,
    record uuid not null,
    primary key (organisation, key, record),
    foreign key (record, organisation) references referrals (id, to_organisation) on update cascade
);
create index likeness_keys_record on likeness_keys (record);

create table kept_apart (
    id uuid primary key,
    family uuid not null references families,
    other uuid not null references families,
    decided_at timestamptz not null,
    decided_by uuid not null,
    ended_at timestamptz,
    ended_by uuid,
    check (family < other)
);
create unique index kept_apart_present on kept_apart (family, other) where ended_at is null;
create index kept_apart_other on kept_apart (other) where ended_at is null;
"""

SEPARATED = """
insert into kept_apart (id, family, other, decided_at, decided_by)
select distinct on (least(family, into_family), greatest(family, into_family))
    gen_random_uuid(), least(family, into_family), greatest(family, into_family), separated_at, separated_by
from family_aliases gone
where separated_at is not null and not exists (
    select from family_aliases still where still.separated_at is null
        and least(still.family, still.into_family) = least(gone.family, gone.into_family)
        and greatest(still.family, still.into_family) = greatest(gone.family, gone.into_family))
order by least(family, into_family), greatest(family, into_family), separated_at desc
"""

FORMER_KEYS = "delete from search_terms where term like '=%'"


def upgrade() -> None:
    for statement in (TABLES, SEPARATED, FORMER_KEYS):
        op.execute(statement)
