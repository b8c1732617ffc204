"""Volunteers, requests with their proposals and assignments, journals, and what is known of cases.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(
        """
        create table volunteers (
            id uuid primary key,
            version int not null,
            person uuid not null,
            organisation uuid not null,
            kind text not null,
            status text not null,
            districts text[] not null,
            skills text[] not null,
            experience text[] not null,
            languages text[] not null,
            times jsonb not null,
            capacity int not null,
            employers uuid[] not null,
            documents jsonb not null,
            trained_on date,
            interviewed_on date,
            approved_on date,
            registered_at timestamptz not null
        );
        create unique index volunteers_person on volunteers (person, kind) where status <> 'left';
        create index volunteers_organisation on volunteers (organisation, id);

        -- The support requests of cases. Whoever asks, and what is needed, is theirs; the status is ours to follow.
        create table requests (
            id uuid primary key,
            sequence bigint not null,
            "case" uuid not null,
            reference text not null,
            kind text not null,
            status text not null,
            organisation uuid not null,
            worker uuid,
            skills text[] not null,
            experience text[] not null,
            district text not null,
            languages text[] not null,
            times jsonb not null,
            children_ages int[] not null,
            assessing_organisations uuid[] not null,
            about text,
            requested_at timestamptz not null
        );
        create index requests_organisation on requests (organisation, id);
        create index requests_case on requests ("case");

        create table proposals (
            id uuid primary key,
            version int not null,
            request uuid not null references requests,
            volunteer uuid not null references volunteers,
            status text not null,
            supervised_by uuid not null,
            made_at timestamptz not null,
            expires_at timestamptz not null,
            answered_at timestamptz,
            decline_reason text
        );
        create unique index proposals_standing on proposals (request, volunteer) where status = 'made';
        create index proposals_volunteer on proposals (volunteer, id);
        create index proposals_expires_at on proposals (expires_at) where status = 'made';

        -- One request has one assignment at most: the first yes wins.
        create table assignments (
            id uuid primary key,
            version int not null,
            request uuid not null unique references requests,
            proposal uuid not null unique references proposals,
            volunteer uuid not null references volunteers,
            status text not null,
            supervised_by uuid not null,
            started_at timestamptz not null,
            introduced_at timestamptz,
            ended_at timestamptz,
            introduction jsonb
        );
        create index assignments_volunteer on assignments (volunteer, id);

        create table journal_entries (
            id uuid primary key,
            assignment uuid not null references assignments,
            author uuid not null,
            at timestamptz not null,
            text text not null,
            written_at timestamptz not null
        );
        create index journal_entries_assignment on journal_entries (assignment, id);

        -- Who works on a case: they never read the journal of its contact family.
        create table known_cases (
            id uuid primary key,
            sequence bigint not null,
            organisation uuid not null,
            worker uuid,
            team uuid[] not null
        );

        create table search_terms (
            record uuid not null,
            term text not null,
            primary key (record, term)
        );
        create index search_terms_term on search_terms (term text_pattern_ops);
        """
    )
