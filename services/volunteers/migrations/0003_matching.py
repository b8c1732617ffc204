"""Proposals that go on to the next, links that open them, matching runs; nobody gets more families than they can take.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = """
-- Whom to ask one after the other. Steps name volunteers without a foreign key: whoever writes them holds the request,
-- and to wait there for a volunteer could become a circle (see locks.py).
create table proposal_chains (
    id uuid primary key,
    request uuid not null references requests,
    made_by uuid not null,
    supervised_by uuid not null,
    by_list boolean not null,
    status text not null,
    made_at timestamptz not null,
    ended_at timestamptz
);
create index proposal_chains_request on proposal_chains (request, id);
create index proposal_chains_going on proposal_chains (id) where status = 'going';

create table chain_steps (
    chain uuid not null references proposal_chains,
    position int not null,
    volunteer uuid not null,
    status text not null,
    reason text,
    proposal uuid unique references proposals,
    at timestamptz,
    primary key (chain, position),
    unique (chain, volunteer)
);

-- A link opens one proposal; of its token only the hash is kept.
create table proposal_links (
    token_hash bytea primary key,
    proposal uuid not null references proposals,
    expires_at timestamptz not null,
    answered_at timestamptz
);
create index proposal_links_proposal on proposal_links (proposal);
create index proposal_links_expires_at on proposal_links (expires_at);

create table proposal_mails (
    id uuid primary key,
    proposal uuid not null references proposals,
    created_at timestamptz not null,
    attempts int not null,
    next_try_at timestamptz not null
);
create index proposal_mails_next_try_at on proposal_mails (next_try_at);
create index proposal_mails_proposal on proposal_mails (proposal);

create table throttles (
    key bytea primary key,
    attempts bigint not null,
    window_ends_at timestamptz not null
);
create index throttles_window_ends_at on throttles (window_ends_at);

-- The best assignment as it was found at one moment. Lines name requests and volunteers as they were seen.
create table matching_runs (
    id uuid primary key,
    organisation uuid not null,
    made_by uuid not null,
    made_at timestamptz not null,
    seen jsonb not null,
    matched int not null,
    points int not null
);
create index matching_runs_organisation on matching_runs (organisation, id);

create table matching_lines (
    run uuid not null references matching_runs,
    position int not null,
    request uuid not null,
    volunteer uuid,
    score int,
    place int,
    reasons jsonb not null,
    passed_over jsonb not null,
    changes jsonb not null,
    proposal uuid references proposals,
    primary key (run, position),
    unique (run, request)
);

-- Whatever a program forgets to lock or to ask: the database itself lets nobody have more families than they can take.
-- Fewer places than are taken already stay possible, as somebody may wish for fewer families than they have now.
create function assignments_within_capacity() returns trigger language plpgsql as $$
declare
    places int;
    taken int;
begin
    select capacity into places from volunteers where id = new.volunteer for update;
    select count(*) into taken from assignments
        where volunteer = new.volunteer and status in ('started', 'introduced') and id <> new.id;
    if taken >= places then
        raise exception 'this volunteer has no place left'
            using errcode = 'check_violation', constraint = 'assignments_within_capacity';
    end if;
    return new;
end
$$;

create trigger assignments_started_within_capacity before insert on assignments
    for each row when (new.status in ('started', 'introduced')) execute function assignments_within_capacity();
create trigger assignments_changed_within_capacity before update on assignments
    for each row when (
        new.status in ('started', 'introduced')
        and (old.status = 'ended' or old.volunteer is distinct from new.volunteer)
    ) execute function assignments_within_capacity();
"""


def upgrade() -> None:
    op.execute(STATEMENTS)
