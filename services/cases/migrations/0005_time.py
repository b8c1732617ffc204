"""Lengths of deadlines as policy, planned visits, links of calendars, what the timeline says of teams and requests.

What runs keeps the lengths that it began with: they are those of version 1.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"

POLICIES = """
create table deadline_policies (
    version int primary key,
    changed_at timestamptz not null,
    changed_by uuid,
    lengths jsonb not null,
    warned jsonb not null
);
insert into deadline_policies values (1, now(), null, '{
    "first_contact": 3, "first_contact_immediate": 1, "agreement": 14, "assessment": 21, "plan": 14,
    "review": 6, "closure": 36, "follow_up": 6,
    "near_first_contact": 1, "near_first_contact_immediate": 360, "near_agreement": 7, "near_assessment": 7,
    "near_plan": 7, "near_review": 7, "near_closure": 7, "near_follow_up": 7,
    "concern_danger": 60, "concern_needs_specialist": 1440, "concern_again": 1440
}', '{
    "first_contact": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "agreement": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "assessment": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "plan": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "review": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "closure": {"near": ["supervisor"], "passed": ["supervisor"]},
    "follow_up": {"near": ["worker"], "passed": ["worker", "supervisor"]}
}');
alter table deadlines add column policy int not null default 1 references deadline_policies;
alter table concerns add column deadline_policy int not null default 1 references deadline_policies;
"""

VISITS = """
create table visits (
    id uuid primary key,
    case_id uuid not null references cases,
    version int not null check (version > 0),
    kind text not null,
    status text not null check (status in ('planned', 'done', 'cancelled')),
    at timestamptz not null,
    minutes int not null check (minutes > 0),
    place text,
    members uuid[] not null,
    note text,
    who uuid not null,
    changed_at timestamptz not null,
    contact uuid references entries,
    check ((status = 'done') = (contact is not null))
);
create index visits_case on visits (case_id, at, id);
create index visits_planned on visits (at) where status = 'planned';
create index visits_contact on visits (contact) where contact is not null;

create table visit_changes (
    visit uuid not null references visits,
    number int not null,
    case_id uuid not null references cases,
    kind text not null check (kind in ('planned', 'moved', 'changed', 'cancelled', 'done', 'reopened')),
    at timestamptz not null,
    by uuid,
    was_at timestamptz,
    reason text,
    primary key (visit, number)
);
create index visit_changes_case on visit_changes (case_id, at);
"""

CALENDARS = """
create table calendar_links (
    person uuid primary key,
    organisation uuid,
    token_hash bytea not null unique,
    made_at timestamptz not null
);
create table throttles (
    key bytea primary key,
    attempts bigint not null,
    window_ends_at timestamptz not null
);
"""

HISTORY = """
create table team_changes (
    id uuid primary key,
    case_id uuid not null references cases,
    at timestamptz not null,
    by uuid,
    worker uuid,
    previous_worker uuid,
    joined uuid[] not null,
    went uuid[] not null
);
create index team_changes_case on team_changes (case_id, at);

create table request_changes (
    id uuid primary key,
    case_id uuid not null references cases,
    request uuid not null references support_requests,
    status text not null,
    at timestamptz not null,
    by uuid
);
create index request_changes_case on request_changes (case_id, at);
"""

# Of what changed before, what the retained events still say.
TEAMS_BEFORE = """
insert into team_changes
select gen_random_uuid(), cases.id, (said ->> 'at')::timestamptz, (said ->> 'by')::uuid, (said ->> 'worker')::uuid,
       (said ->> 'previous_worker')::uuid,
       array(select jsonb_array_elements_text(said -> 'joined')::uuid),
       array(select jsonb_array_elements_text(said -> 'left')::uuid)
from (select data::jsonb as said, subject from outbox where type = 'opora.cases.case.team_changed.v1') as told
join cases on cases.id::text = subject;
"""

REQUESTS_BEFORE = """
insert into request_changes
select gen_random_uuid(), case_id, support_requests.id,
       case type when 'opora.cases.support.ended.v1' then 'ended' else 'withdrawn' end, (said ->> 'at')::timestamptz
from (select data::jsonb as said, type from outbox
      where type in ('opora.cases.support.ended.v1', 'opora.cases.support.withdrawn.v1')) as told
join support_requests on support_requests.id::text = said ->> 'request';
"""


STATEMENTS = (POLICIES, VISITS, CALENDARS, HISTORY, TEAMS_BEFORE, REQUESTS_BEFORE)


def upgrade() -> None:
    for statements in STATEMENTS:
        op.execute(statements)
