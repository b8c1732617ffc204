"""Cases with their household, team, deadlines, entries, plan, closures and requests for people.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table cases (
    id uuid primary key,
    version int not null,
    reference text not null unique,
    referral uuid not null unique,
    referral_reference text not null,
    family uuid not null,
    organisation uuid not null,
    from_organisation uuid,
    sent_by uuid,
    worker uuid,
    status text not null check (status in ('opened', 'agreed', 'assessed', 'planned', 'supported', 'closed',
        'followed_up')),
    round int not null check (round > 0),
    began_in text not null,
    began_on date not null,
    channel text not null,
    urgency text not null,
    basis jsonb not null,
    reasons text[] not null,
    help_wanted text[] not null,
    narrative text,
    questions jsonb not null,
    opened_at timestamptz not null,
    opened_on date not null,
    signed_on date,
    signed_by uuid[] not null,
    outcome text,
    closed_on date,
    next_step text,
    next_due_on date,
    late_at timestamptz,
    family_kind text not null,
    district text not null,
    address text,
    phone text,
    check ((status in ('closed', 'followed_up')) = (closed_on is not null)),
    check ((closed_on is null) = (outcome is null)),
    check (status = 'opened' or status in ('closed', 'followed_up') or signed_on is not null)
);
create index cases_organisation on cases (organisation, id);
create index cases_late on cases (organisation, late_at) where late_at is not null;
create index cases_worker on cases (worker, id) where worker is not null;

create table members (
    case_id uuid not null references cases,
    id uuid not null,
    position int not null,
    role text not null,
    last_name text,
    first_name text not null,
    middle_name text,
    born_on date,
    age int,
    aged_on date,
    left_on date,
    primary key (case_id, id),
    unique (case_id, position) deferrable initially deferred,
    check (born_on is null or age is null),
    check ((age is null) = (aged_on is null))
);

create table team_members (
    case_id uuid not null references cases,
    person uuid not null,
    organisation uuid,
    role text not null,
    joined_at timestamptz not null,
    primary key (case_id, person)
);
create index team_members_person on team_members (person, case_id);

-- Every start of a deadline, for ever, so that near and passed are said once for each; `running` are the present ones.
create table deadlines (
    case_id uuid not null references cases,
    kind text not null,
    round int not null,
    starts_on date not null,
    due_on date not null,
    nears_at timestamptz not null,
    passes_at timestamptz not null,
    met_on date,
    running boolean not null,
    near_said_at timestamptz,
    passed_said_at timestamptz,
    primary key (case_id, kind, round, starts_on)
);
create index deadlines_nearing on deadlines (nears_at) where running and met_on is null and near_said_at is null;
create index deadlines_passing on deadlines (passes_at) where running and met_on is null and passed_said_at is null;

create table entries (
    id uuid primary key,
    case_id uuid not null references cases,
    round int not null,
    kind text not null check (kind in ('contact', 'note', 'assessment', 'service', 'review', 'follow_up')),
    happened_on date not null,
    happened_at timestamptz,
    facts jsonb not null,
    author uuid not null,
    written_at timestamptz not null,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    check ((annulled_at is null) = (annulled_by is null)),
    check ((annulled_at is null) = (annulled_reason is null))
);
create index entries_case on entries (case_id, kind, id);

create table plans (
    case_id uuid primary key references cases,
    revision int not null,
    number int not null,
    state text not null check (state in ('draft', 'valid', 'needs_participation')),
    goals jsonb not null,
    participation jsonb not null
);
create table plan_versions (
    case_id uuid not null references plans,
    number int not null,
    round int not null,
    state text not null check (state in ('draft', 'valid')),
    goals jsonb not null,
    participation jsonb not null,
    saved_on date not null,
    saved_at timestamptz not null,
    saved_by uuid not null,
    primary key (case_id, number)
);

create table closures (
    id uuid primary key,
    case_id uuid not null references cases,
    round int not null,
    last_status text not null,
    outcome text not null,
    closed_on date not null,
    facts jsonb not null,
    closed_by uuid not null,
    closed_at timestamptz not null,
    reopened_on date,
    reopened_at timestamptz,
    reopened_by uuid,
    reopen_reason text,
    unique (case_id, round)
);

create table support_requests (
    id uuid primary key,
    case_id uuid not null references cases,
    version int not null,
    kind text not null,
    status text not null check (status in ('open', 'proposed', 'matched', 'introduced', 'ended', 'withdrawn')),
    skills text[] not null,
    experience text[] not null,
    district text not null,
    languages text[] not null,
    times jsonb not null,
    about text not null,
    children_ages int[] not null,
    family_agreed_on date,
    requested_at timestamptz not null,
    requested_by uuid not null,
    volunteer uuid,
    person uuid,
    assignment uuid,
    first_names text[],
    contact_name text,
    contact_phone text,
    first_meeting_at timestamptz,
    first_meeting_place text,
    check (kind <> 'contact_family' or family_agreed_on is not null)
);
create index support_requests_case on support_requests (case_id, id);

create table proposals (
    id uuid primary key,
    request uuid not null,
    standing boolean not null
);
create index proposals_standing on proposals (request) where standing;

-- Which families referrals says are one. History keeps the ids that it was written with.
create table family_aliases (
    family uuid primary key,
    sequence bigint not null,
    merged_into uuid,
    members jsonb not null
);

create table search_terms (
    record uuid not null references cases,
    term text not null,
    primary key (record, term)
);
create index search_terms_term on search_terms (term text_pattern_ops);
"""


def upgrade() -> None:
    op.execute(TABLES)
