"""Concerns: danger or a need for a specialist that someone near a family saw. Apart from what is written in the case.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """
        create table concerns (
            id uuid primary key,
            case_id uuid not null references cases,
            organisation uuid not null,
            severity text not null check (severity in ('needs_specialist', 'danger')),
            text text,
            members uuid[] not null,
            reported_by uuid not null,
            assignment uuid,
            raised_at timestamptz not null,
            acknowledge_by timestamptz not null,
            escalate_at timestamptz not null,
            escalations int not null check (escalations >= 0),
            escalated_at timestamptz,
            acknowledged_at timestamptz,
            acknowledged_by uuid,
            note text,
            check ((acknowledged_at is null) = (acknowledged_by is null))
        );
        create index concerns_organisation on concerns (organisation, id);
        create index concerns_reported_by on concerns (reported_by, id);
        create index concerns_escalate_at on concerns (escalate_at) where acknowledged_at is null;
        """
    )
