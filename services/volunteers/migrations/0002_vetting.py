"""Settings of a register, vetting that warns before it lapses, pauses that end, and feedback on pairings.

Organisations with a register keep what made somebody ready until now: an approval.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = """
alter table volunteers add column paused_until date;
create index volunteers_paused_until on volunteers (paused_until) where paused_until is not null;

alter table assignments add column reasons text[] not null default '{}';

create table register_settings (
    organisation uuid not null,
    version int not null,
    changed_at timestamptz not null,
    changed_by uuid,
    chosen jsonb not null,
    primary key (organisation, version)
);
insert into register_settings
    select distinct organisation, 1, now(), null::uuid,
        '{"needs_contact_family_training": 0, "needs_contact_family_interview": 0}'::jsonb
    from volunteers;

create table vetting_watches (
    volunteer uuid primary key,
    look_at timestamptz,
    lapsed boolean not null default false
);
create index vetting_watches_look_at on vetting_watches (look_at);
insert into vetting_watches select id, now() from volunteers where documents <> '[]' and status <> 'left';

create table vetting_notices (
    volunteer uuid not null,
    document text not null,
    expires_on date not null,
    days int not null,
    at timestamptz not null,
    primary key (volunteer, document, expires_on, days)
);

create table feedback (
    assignment uuid not null,
    side text not null,
    version int not null,
    organisation uuid not null,
    by uuid not null,
    given_at timestamptz not null,
    answers jsonb not null,
    primary key (assignment, side)
);
create index feedback_organisation on feedback (organisation);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)
