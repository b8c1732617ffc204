"""Notifications, their deliveries, preferences, and what is known of cases, referrals and families.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table notifications (
    id uuid primary key,
    person uuid not null,
    event uuid not null,
    type text not null,
    values jsonb not null,
    path text not null,
    reference text,
    created_at timestamptz not null,
    read_at timestamptz,
    unique (person, event)
);
create index notifications_inbox on notifications (person, id desc);
create index notifications_unread on notifications (person, id desc) where read_at is null;

create table deliveries (
    notification uuid not null references notifications (id) on delete cascade,
    channel text not null,
    state text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'cancelled')),
    attempts int not null default 0,
    error text,
    refused_at timestamptz,
    next_try_at timestamptz not null,
    sent_at timestamptz,
    primary key (notification, channel)
);
create index deliveries_due on deliveries (next_try_at) where state = 'pending';

create table preferences (
    person uuid primary key,
    version int not null default 0,
    without_email text[] not null default '{}'
);

create table known_cases (
    id uuid primary key,
    sequence bigint not null,
    reference text not null,
    referral uuid not null,
    family uuid not null,
    organisation uuid not null,
    worker uuid,
    status text not null
);
create index known_cases_family on known_cases (family);

create table known_referrals (
    id uuid primary key,
    sequence bigint not null,
    reference text not null
);

create table family_aliases (
    family uuid primary key,
    sequence bigint not null,
    same_as uuid
);
create index family_aliases_same_as on family_aliases (same_as);

create table roles_held (
    person uuid not null,
    role text not null,
    organisation uuid not null,
    since timestamptz not null,
    primary key (person, role)
);
create index roles_held_organisation on roles_held (organisation, role);
"""


def upgrade() -> None:
    op.execute(TABLES)
