"""Families, referrals with receivers and history, aliases, search terms, and the replica of cases.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table families (
    id uuid primary key,
    version int not null,
    kind text not null,
    district text not null,
    address text,
    phone text,
    registered_at timestamptz not null,
    merged_into uuid references families,
    check (merged_into <> id)
);

create table members (
    id uuid primary key,
    family uuid not null references families,
    position int not null,
    role text not null,
    last_name text,
    first_name text not null,
    middle_name text,
    born_on date,
    age int,
    check (born_on is null or age is null),
    unique (family, position)
);

create table family_aliases (
    id uuid primary key,
    family uuid not null references families,
    into_family uuid not null references families,
    merged_at timestamptz not null,
    merged_by uuid not null,
    separated_at timestamptz,
    separated_by uuid
);
create unique index family_aliases_present on family_aliases (family) where separated_at is null;

create table referrals (
    id uuid primary key,
    version int not null,
    reference text not null unique,
    status text not null check (status in ('submitted', 'info_requested', 'accepted', 'declined', 'withdrawn',
        'duplicate', 'case_opened', 'case_closed')),
    family uuid not null references families,
    from_organisation uuid,
    sent_by uuid,
    to_organisation uuid not null,
    worker uuid,
    channel text not null,
    urgency text not null,
    basis_kind text not null,
    basis_given_on date not null,
    basis_document text,
    reasons text[] not null check (cardinality(reasons) > 0),
    help_wanted text[] not null,
    narrative text not null,
    submitted_at timestamptz not null,
    answer_due_at timestamptz,
    stopped_at timestamptz,
    reply_by timestamptz,
    tell_answer_near_at timestamptz,
    tell_answer_passed_at timestamptz,
    tell_reply_near_at timestamptz,
    tell_reply_passed_at timestamptz,
    check ((status = 'info_requested') = (stopped_at is not null)),
    check ((status in ('submitted', 'info_requested')) = (answer_due_at is not null))
);
create index referrals_family on referrals (family);
create index referrals_from_organisation on referrals (from_organisation, id);
create index referrals_sent_by on referrals (sent_by, id);
create index referrals_to_organisation on referrals (to_organisation, id);
create index referrals_worker on referrals (worker, id) where worker is not null;
create index referrals_answer_near on referrals (tell_answer_near_at) where tell_answer_near_at is not null;
create index referrals_answer_passed on referrals (tell_answer_passed_at) where tell_answer_passed_at is not null;
create index referrals_reply_near on referrals (tell_reply_near_at) where tell_reply_near_at is not null;
create index referrals_reply_passed on referrals (tell_reply_passed_at) where tell_reply_passed_at is not null;

create table receivers (
    referral uuid not null references referrals,
    organisation uuid not null,
    received_at timestamptz not null,
    passed_on_at timestamptz,
    primary key (referral, organisation)
);
create index receivers_former on receivers (organisation, referral) where passed_on_at is not null;

create table entries (
    id uuid primary key,
    referral uuid not null references referrals,
    kind text not null,
    at timestamptz not null,
    by uuid,
    organisation uuid,
    detail jsonb not null
);
create index entries_referral on entries (referral, at, id);

create table search_terms (
    record uuid not null references referrals,
    term text not null,
    primary key (record, term)
);
create index search_terms_term on search_terms (term text_pattern_ops);

create table known_cases (
    id uuid primary key,
    sequence bigint not null,
    referral uuid not null,
    family uuid not null,
    reference text not null,
    organisation uuid not null,
    worker uuid,
    status text not null,
    opened_on date not null,
    closed_on date,
    outcome text
);
create index known_cases_referral on known_cases (referral);
create index known_cases_open on known_cases (worker) where status not in ('closed', 'followed_up');
"""


def upgrade() -> None:
    op.execute(TABLES)
