"""Organisations, districts, people, and what signing in needs.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table organisations (
    id uuid primary key,
    version int not null,
    name text not null,
    kind text not null,
    districts text[] not null,
    accepts_referrals boolean not null,
    time_zone text not null,
    self_sufficiency_threshold int not null check (self_sufficiency_threshold between 1 and 5),
    active boolean not null
);

create table districts (
    code text primary key,
    id uuid not null unique,
    version int not null,
    name text not null,
    region text not null,
    latitude double precision,
    longitude double precision,
    check ((latitude is null) = (longitude is null))
);

create table people (
    id uuid primary key,
    version int not null,
    email text not null check (email = lower(email)),
    last_name text not null,
    first_name text not null,
    middle_name text,
    phone text,
    organisation uuid references organisations,
    roles text[] not null check (cardinality(roles) > 0),
    language text not null,
    time_zone text not null,
    active boolean not null,
    rights_since timestamptz not null,
    check ((organisation is null) = ('administrator' = any (roles)))
);
create unique index people_email on people (email) where active;
create index people_organisation on people (organisation);

create table credentials (
    person uuid primary key references people,
    password_hash text not null,
    changed_at timestamptz not null
);

create table sessions (
    id uuid primary key,
    person uuid not null references people,
    began_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index sessions_person on sessions (person) where revoked_at is null;
create index sessions_expires_at on sessions (expires_at);

create table links (
    token_hash bytea primary key,
    person uuid not null references people,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index links_person on links (person) where used_at is null;
create index links_expires_at on links (expires_at);

create table link_mails (
    id uuid primary key,
    email text not null,
    created_at timestamptz not null,
    attempts int not null,
    next_try_at timestamptz not null
);
create index link_mails_next_try_at on link_mails (next_try_at);

create table throttles (
    key bytea primary key,
    attempts bigint not null,
    window_ends_at timestamptz not null
);
create index throttles_window_ends_at on throttles (window_ends_at);

create table search_terms (
    record uuid not null references people,
    term text not null,
    primary key (record, term)
);
create index search_terms_term on search_terms (term text_pattern_ops);
"""


def upgrade() -> None:
    op.execute(TABLES)
