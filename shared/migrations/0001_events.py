"""Outbox, inbox, offsets, parked keys and dead letters.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table event_sequences (
    subject text primary key,
    last bigint not null
);

create sequence outbox_id;

-- Append-only: nothing is updated or deleted here, old partitions are dropped whole.
create table outbox (
    id bigint not null default nextval('outbox_id'),
    created_at timestamptz not null default clock_timestamp(),
    event_id uuid not null,
    type text not null,
    subject text not null,
    sequence bigint not null,
    correlation uuid not null,
    causation uuid,
    traceparent text not null,
    snapshot boolean not null,
    data text not null,
    primary key (id, created_at)
) partition by range (created_at);
create index outbox_subject on outbox (subject, id);

-- What is sent: every id up to the floor, and the ids listed in outbox_sent.
create table outbox_floor (
    only_row boolean primary key default true check (only_row),
    floor bigint not null default 0,
    resend_until bigint,
    resend_cursor bigint not null default 0
);
insert into outbox_floor default values;
create table outbox_sent (
    batch bigint generated always as identity primary key,
    highest bigint not null,
    ids bigint[] not null
);

create table inbox (
    event_id uuid primary key,
    received_at timestamptz not null default clock_timestamp()
);
create index inbox_received_at on inbox (received_at);

create table consumer_offsets (
    topic text not null,
    partition int not null,
    next_offset bigint not null,
    highwater bigint not null default 0,
    primary key (topic, partition)
);

-- Which log each role last worked with: another cluster or topic id means that the log was lost or replaced.
create table known_logs (
    role text not null,
    topic text not null,
    identity text not null,
    primary key (role, topic)
);

create table parked_keys (
    topic text not null,
    subject text not null,
    partition int not null,
    reason text not null,
    wanted text,
    attempts int not null default 0,
    since timestamptz not null default clock_timestamp(),
    next_try_at timestamptz not null default clock_timestamp(),
    drop_first boolean not null default false,
    primary key (topic, subject)
);
create index parked_keys_wanted on parked_keys (wanted) where wanted is not null;
create table parked_events (
    id bigint generated always as identity primary key,
    topic text not null,
    subject text not null,
    partition int not null,
    "offset" bigint not null,
    event_id uuid not null unique,
    key bytea,
    value bytea,
    headers jsonb not null
);
create index parked_events_subject on parked_events (topic, subject, id);

create table dead_letters (
    id bigint generated always as identity primary key,
    topic text not null,
    partition int not null,
    "offset" bigint not null,
    key bytea,
    value bytea,
    headers jsonb not null,
    error text not null,
    count int not null default 1,
    state text not null default 'dead' check (state in ('dead', 'retry', 'done', 'dropped')),
    first_at timestamptz not null default clock_timestamp(),
    last_at timestamptz not null default clock_timestamp()
);
create index dead_letters_state on dead_letters (state, topic, partition);

create table operator_actions (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    who text not null,
    action text not null,
    target text not null
);
"""


def upgrade() -> None:
    op.execute(TABLES)
