"""Roadmaps whose stages are checked, group programmes with attendance, meetings of the team with their decisions.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"

ROADMAPS = """
create table roadmaps (
    case_id uuid primary key references cases,
    revision int not null,
    number int not null check (number > 0),
    purpose text not null
);
create table roadmap_versions (
    case_id uuid not null references roadmaps,
    number int not null check (number > 0),
    purpose text not null,
    stages jsonb not null,
    saved_at timestamptz not null,
    saved_by uuid not null,
    primary key (case_id, number)
);
create table roadmap_stages (
    id uuid primary key,
    case_id uuid not null references roadmaps,
    position int not null check (position > 0),
    title text not null,
    shown_by text not null,
    due_on date not null,
    who text not null,
    unique (case_id, position) deferrable initially deferred
);
create table stage_presentations (
    id uuid primary key,
    case_id uuid not null references cases,
    stage_id uuid not null references roadmap_stages,
    passed_on date not null,
    note text not null,
    presented_at timestamptz not null,
    presented_by uuid not null,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create index stage_presentations_stage on stage_presentations (stage_id);
create index stage_presentations_case on stage_presentations (case_id);
create table stage_checks (
    id uuid primary key,
    presentation_id uuid not null references stage_presentations,
    verdict text not null check (verdict in ('passed', 'sent_back')),
    reason text,
    checked_on date not null,
    checked_at timestamptz not null,
    checked_by uuid not null,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    check (verdict = 'passed' or reason is not null),
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create unique index stage_checks_counting on stage_checks (presentation_id) where annulled_at is null;
"""

PROGRAMMES = """
create table programmes (
    id uuid primary key,
    version int not null,
    organisation uuid not null,
    name text not null,
    audience text not null check (audience in ('children', 'parents', 'both')),
    age_from int check (age_from >= 0),
    age_to int check (age_to >= age_from),
    about text,
    active boolean not null,
    made_at timestamptz not null,
    made_by uuid not null
);
create unique index programmes_name on programmes (organisation, name) where active;
create table programme_groups (
    id uuid primary key,
    version int not null,
    programme uuid not null references programmes,
    organisation uuid not null,
    name text not null,
    starts_on date not null,
    ends_on date check (ends_on >= starts_on),
    place text,
    places int check (places > 0),
    leaders uuid[] not null check (cardinality(leaders) > 0),
    made_at timestamptz not null,
    made_by uuid not null
);
create index programme_groups_programme on programme_groups (programme, id);
create table enrolments (
    id uuid primary key,
    group_id uuid not null references programme_groups,
    case_id uuid not null references cases,
    member uuid not null,
    goal uuid not null,
    goal_title text not null,
    age_exception text,
    enrolled_on date not null,
    enrolled_at timestamptz not null,
    enrolled_by uuid not null,
    left_on date check (left_on >= enrolled_on),
    left_reason text,
    left_note text,
    left_at timestamptz,
    left_by uuid,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    foreign key (case_id, member) references members (case_id, id),
    check ((left_on is null) = (left_reason is null)),
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create unique index enrolments_standing on enrolments (group_id, case_id, member)
    where left_on is null and annulled_at is null;
create index enrolments_case on enrolments (case_id, id);
create table programme_sessions (
    id uuid primary key,
    version int not null,
    group_id uuid not null references programme_groups,
    programme uuid not null references programmes,
    organisation uuid not null,
    status text not null check (status in ('planned', 'held', 'cancelled', 'annulled')),
    planned_at timestamptz not null,
    topic text,
    held_on date,
    planned_by uuid not null,
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancelled_reason text,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    check ((status in ('held', 'annulled')) = (held_on is not null)),
    check ((status = 'annulled') = (annulled_at is not null)),
    check (num_nulls(cancelled_at, cancelled_by, cancelled_reason) = case status when 'cancelled' then 0 else 3 end),
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create index programme_sessions_group on programme_sessions (group_id, id);
create index programme_sessions_held on programme_sessions (organisation, held_on) where status = 'held';
create table attendances (
    id uuid primary key,
    session uuid not null references programme_sessions,
    enrolment uuid not null references enrolments,
    case_id uuid not null references cases,
    member uuid not null,
    attended boolean not null,
    reason text,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    foreign key (case_id, member) references members (case_id, id),
    check (attended = (reason is null)),
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create unique index attendances_counting on attendances (session, case_id, member) where annulled_at is null;
create index attendances_case on attendances (case_id, id);
create index attendances_enrolment on attendances (enrolment);
"""

MEETINGS = """
create table team_meetings (
    id uuid primary key,
    case_id uuid not null references cases,
    version int not null,
    status text not null check (status in ('planned', 'held', 'cancelled', 'annulled')),
    planned_at timestamptz not null,
    place text,
    link text,
    agenda text,
    invited uuid[] not null,
    planned_by uuid not null,
    held_on date,
    came uuid[] not null,
    members uuid[] not null,
    summary text,
    recorded_at timestamptz,
    recorded_by uuid,
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancelled_reason text,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    check ((status in ('held', 'annulled')) = (held_on is not null)),
    check ((status = 'annulled') = (annulled_at is not null)),
    check (num_nulls(cancelled_at, cancelled_by, cancelled_reason) = case status when 'cancelled' then 0 else 3 end),
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create index team_meetings_case on team_meetings (case_id, id);
create index team_meetings_held on team_meetings (case_id, held_on) where status = 'held';
create table decisions (
    id uuid primary key,
    meeting_id uuid not null references team_meetings,
    case_id uuid not null references cases,
    text text not null,
    who text not null,
    due_on date not null
);
create index decisions_case on decisions (case_id, id);
create index decisions_meeting on decisions (meeting_id);
create table decision_outcomes (
    id uuid primary key,
    decision_id uuid not null references decisions,
    outcome text not null check (outcome in ('done', 'dropped')),
    happened_on date not null,
    reason text,
    written_at timestamptz not null,
    written_by uuid not null,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    check (outcome = 'done' or reason is not null),
    check (num_nulls(annulled_at, annulled_by, annulled_reason) in (0, 3))
);
create unique index decision_outcomes_counting on decision_outcomes (decision_id) where annulled_at is null;
"""


def upgrade() -> None:
    op.execute(ROADMAPS)
    op.execute(PROGRAMMES)
    op.execute(MEETINGS)
